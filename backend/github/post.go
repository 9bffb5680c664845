package github

import (
	"context"
	"strings"

	"github.com/google/go-github/v62/github"
)

// OpenIssue opens an issue in the name of whoever is signed in at a host, and
// returns its page. repository is such as "acme/onboarding". It returns an *Error
// with CodeSignedOut where nobody is.
func (g *GitHub) OpenIssue(ctx context.Context, hostName, repository, title, text string) (page string, err error) {
	h := hostOf(hostName)
	s, err := g.session(ctx, h)
	if err != nil {
		return "", err
	}
	owner, name, _ := strings.Cut(repository, "/")
	issue, _, err := s.client.Issues.Create(ctx, owner, name, &github.IssueRequest{Title: &title, Body: &text})
	if err != nil {
		return "", g.explain(h, err)
	}
	return plain(issue.GetHTMLURL()), nil
}

// Comment writes a comment on an issue or a pull request in the name of whoever is
// signed in at a host, and returns its page.
func (g *GitHub) Comment(ctx context.Context, hostName, repository string, number int, text string) (page string, err error) {
	h := hostOf(hostName)
	s, err := g.session(ctx, h)
	if err != nil {
		return "", err
	}
	owner, name, _ := strings.Cut(repository, "/")
	comment, _, err := s.client.Issues.CreateComment(ctx, owner, name, number, &github.IssueComment{Body: &text})
	if err != nil {
		return "", g.explain(h, err)
	}
	return plain(comment.GetHTMLURL()), nil
}

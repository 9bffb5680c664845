package github

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

func (p *pulls) fixes(f check.Finding) []check.Fix {
	p.mu.Lock()
	at, templates := p.seen, p.templates
	p.mu.Unlock()
	if fixes := p.enterable(at.host, f); fixes != nil {
		return fixes
	}
	branch, head, ok := at.pushed()
	if f.Code != CodeNoPull || !ok {
		return nil
	}
	title, kind := "Open a pull request", "a pull request"
	if p.spec.Draft {
		title, kind = "Open a draft pull request", "a draft of a pull request"
	}
	var fixes []check.Fix
	for i, t := range templates {
		fix := check.Fix{
			ID: "open", Title: title,
			Effect:    fmt.Sprintf("%s has %s from %s into %s, where everyone who sees the repository can read it.", at, kind, at.shown(branch, head), at.base),
			Privilege: check.User, Undo: "Close it at " + at.page("/"+at.String()+"/pulls"),
			Inputs: []check.Input{{
				Name: "title", Label: "Title", Default: branch.Subject, Pattern: ".{1,200}", Hint: "In a few words, what changes for whom.",
			}, {
				Name: "body", Label: "Description", Default: cmp.Or(t.text, branch.Body), Long: true, Hint: "Why, and how you know that it works. " + t.says(),
			}},
			Apply: func(ctx context.Context, answers check.Answers, out check.Output) error {
				return p.open(ctx, at, at.shown(branch, head), answers["title"], answers["body"], out)
			},
		}
		if i > 0 {
			fix.ID, fix.Title = "open-"+slug(t.name), title+" with the template "+t.name
		}
		fixes = append(fixes, fix)
	}
	return fixes
}

// page returns the address of a page of the host.
func (p place) page(path string) string { return p.host.page(path) }

// open opens a pull request for a branch, before which stands the owner of the fork
// that it is in.
func (p *pulls) open(ctx context.Context, at place, head, title, body string, out check.Output) error {
	out.Progress(check.Progress{Phase: "Opening the pull request"})
	pull, _, err := at.client.PullRequests.Create(ctx, at.owner, at.name, &github.NewPullRequest{
		Title: &title, Head: &head, Base: &at.base, Body: &body, Draft: &p.spec.Draft,
	})
	if err != nil {
		return p.explain(at.host, err)
	}
	out.Line(fmt.Sprintf("Opened #%d: %s", pull.GetNumber(), plain(pull.GetHTMLURL())))
	return nil
}

package github

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

func (p *pulls) fixes(f check.Finding) []check.Fix {
	p.mu.Lock()
	at := p.seen
	p.mu.Unlock()
	if fixes := p.enterable(at.host, f); fixes != nil {
		return fixes
	}
	branch, ok := at.work.pushed()
	if f.Code != CodeNoPull || !ok {
		return nil
	}
	title, kind := "Open a pull request", "a pull request"
	if p.spec.Draft {
		title, kind = "Open a draft pull request", "a draft of a pull request"
	}
	return []check.Fix{{
		ID: "open", Title: title,
		Effect:    fmt.Sprintf("%s has %s from %s into %s, with the repository's own template, where everyone who sees the repository can read it.", at, kind, branch.Name, at.work.Base),
		Privilege: check.User, Undo: "Close it at " + at.page("/"+at.String()+"/pulls"),
		Inputs: []check.Input{{
			Name: "title", Label: "Title", Default: branch.Subject, Pattern: ".{1,200}", Hint: "In a few words, what changes for whom.",
		}},
		Apply: func(ctx context.Context, answers check.Answers, out check.Output) error {
			return p.open(ctx, at, branch, answers["title"], out)
		},
	}}
}

// page returns the address of a page of the host.
func (p place) page(path string) string { return p.host.page(path) }

// open opens a pull request for a branch.
func (p *pulls) open(ctx context.Context, at place, branch Branch, title string, out check.Output) error {
	body, err := p.template(ctx, at)
	if err != nil {
		return err
	}
	if body == "" {
		body = branch.Body
	}
	out.Progress(check.Progress{Phase: "Opening the pull request"})
	pull, _, err := at.client.PullRequests.Create(ctx, at.owner, at.name, &github.NewPullRequest{
		Title: &title, Head: &branch.Name, Base: &at.work.Base, Body: &body, Draft: &p.spec.Draft,
	})
	if err != nil {
		return p.explain(at.host, err)
	}
	out.Line(fmt.Sprintf("Opened #%d: %s", pull.GetNumber(), plain(pull.GetHTMLURL())))
	return nil
}

// templateLimit is the longest template that is used.
const templateLimit = 64 << 10

// template returns the text with which the repository wants pull requests to
// begin; empty where it has none. GitHub looks for it in these folders.
func (p *pulls) template(ctx context.Context, at place) (string, error) {
	for _, folder := range []string{".github", "", "docs"} {
		files, err := p.clones.Files(ctx, p.spec.Dir, at.work.Base, folder)
		if err != nil {
			return "", err
		}
		i := slices.IndexFunc(files, isTemplate)
		if i < 0 {
			continue
		}
		text, err := p.clones.Text(ctx, p.spec.Dir, at.work.Base, files[i])
		if err != nil {
			return "", err
		}
		if len(text) <= templateLimit {
			return text, nil
		}
	}
	return "", nil
}

func isTemplate(file string) bool {
	switch strings.ToLower(path.Base(file)) {
	case "pull_request_template.md", "pull_request_template.txt", "pull_request_template":
		return true
	default:
		return false
	}
}

package github

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// PullSpec says where a pull request of the person's own is asked for.
type PullSpec struct {
	// Dir is the absolute folder of the repository.
	Dir string
	// Draft says that it is to be opened as a draft.
	Draft bool
}

// The codes of Pull's findings.
const (
	// CodeNoPull: the branch is pushed, and no pull request is open for it.
	CodeNoPull = "pull-request/none"
	// CodeNothingPushed: there is no branch to open one for.
	CodeNothingPushed = "pull-request/nothing-pushed"
	// CodeClosed: it was closed without being merged.
	CodeClosed = "pull-request/closed"
)

// followedEvery is how often GitHub is asked how a pull request stands. What has
// not changed costs it nothing to say.
const followedEvery = 30 * time.Second

// following bounds one observation of a pull request, which asks several things.
const following = 30 * time.Second

// pulls observes one claim that a pull request was opened.
type pulls struct {
	*GitHub
	spec PullSpec

	mu        sync.Mutex
	seen      place
	templates []template
}

// Pull returns the check that the person opened a pull request.
func (g *GitHub) Pull(spec PullSpec) check.Check {
	p := &pulls{GitHub: g, spec: spec}
	pace := g.rhythm(spec.Dir)
	observe := func(ctx context.Context, _ check.Output) check.Finding {
		return pace.observe(ctx, func() check.Finding { at, f := p.observe(ctx); return at.naming(f) })
	}
	return check.Check{
		Observe: observe, Fixes: p.fixes, Limit: following,
		Watch: check.Watch{Every: followedEvery, Trees: []string{g.clones.Refs(spec.Dir)}},
	}
}

func (p *pulls) observe(ctx context.Context) (place, check.Finding) {
	at, err := p.placeOf(ctx, p.spec.Dir)
	p.mu.Lock()
	p.seen = at
	p.mu.Unlock()
	if err != nil {
		return at, cannotTell(err)
	}
	pull, err := p.opened(ctx, at)
	if err != nil {
		return at, cannotTell(err)
	}
	if pull == nil {
		branch, head, ok := at.pushed()
		if !ok {
			return at, check.NotYet(CodeNothingPushed, "No branch of yours is at "+at.String()+" to open a pull request for")
		}
		templates, err := p.GitHub.templates(ctx, at)
		if err != nil {
			return at, cannotTell(unread(err))
		}
		p.mu.Lock()
		p.templates = templates
		p.mu.Unlock()
		return at, check.NotYet(CodeNoPull, "No pull request is open for "+branch.Name, check.Literal("Branch", at.shown(branch, head)), check.Literal("Repository", at.String()))
	}
	facts := factsOf(pull)
	switch {
	case pull.MergedAt != nil:
		return at, dated(check.Hold("Your pull request is merged", facts...), pull.GetCreatedAt())
	case pull.GetState() == "closed":
		return at, check.Fail(CodeClosed, "Your pull request was closed without being merged",
			append(facts, check.Fact("What to do", "Read there why; then open it again, or push another branch"))...)
	case pull.GetDraft():
		return at, dated(check.Hold("Your pull request is open as a draft", facts...), pull.GetCreatedAt())
	default:
		return at, dated(check.Hold("Your pull request is open", facts...), pull.GetCreatedAt())
	}
}

// shown returns a branch as a person is shown it: with the owner of the fork that
// it is in.
func (p place) shown(b Branch, head string) string {
	if owner, _, _ := strings.Cut(head, ":"); owner != p.owner {
		return head
	}
	return b.Name
}

// factsOf returns what there is to show of a pull request.
func factsOf(pull *github.PullRequest) []check.Evidence {
	return []check.Evidence{
		check.Fact("Pull request", fmt.Sprintf("#%d %s", pull.GetNumber(), plain(pull.GetTitle()))),
		check.Literal("Branch", plain(pull.GetHead().GetRef())),
		check.Literal("Page", plain(pull.GetHTMLURL())),
	}
}

// dated returns a finding with the time at which the claim came to hold.
func dated(f check.Finding, at github.Timestamp) check.Finding {
	f.At = at.UTC()
	return f
}

// plain returns a text of other people's as one line that speaks to no terminal.
func plain(text string) string {
	const limit = 200
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		default:
			return r
		}
	}, text)
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}

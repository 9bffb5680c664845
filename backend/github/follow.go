package github

import (
	"context"
	"sync"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// follow returns a check of how the person's pull request stands, once there is
// one.
func (g *GitHub) follow(dir string, judge func(context.Context, place, *github.PullRequest) check.Finding) check.Check {
	var mu sync.Mutex
	var seen host
	look := func(ctx context.Context) check.Finding {
		at, err := g.placeOf(ctx, dir)
		mu.Lock()
		seen = at.host
		mu.Unlock()
		if err != nil {
			return at.naming(cannotTell(err))
		}
		pull, err := g.opened(ctx, at)
		switch {
		case err != nil:
			return at.naming(cannotTell(err))
		case pull == nil:
			return check.NotYet(CodeNoPull, "There is no pull request of yours yet")
		case pull.GetState() == "closed" && pull.MergedAt == nil:
			return at.naming(check.Fail(CodeClosed, "Your pull request was closed without being merged", factsOf(pull)...))
		default:
			return at.naming(judge(ctx, at, pull))
		}
	}
	pace := g.rhythm(dir)
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			return pace.observe(ctx, func() check.Finding { return look(ctx) })
		},
		Fixes: func(f check.Finding) []check.Fix {
			mu.Lock()
			defer mu.Unlock()
			return g.enterable(seen, f)
		},
		Watch: check.Watch{Every: followedEvery, Trees: []string{g.clones.Refs(dir)}},
		Limit: following,
	}
}

// The codes of Merge's findings.
const (
	// CodeConflict: it changes what has been changed since.
	CodeConflict = "merge/conflict"
	// CodeNotMerged: nobody has merged it yet.
	CodeNotMerged = "merge/waiting"
	// CodeMergeDraft: it is a draft, which cannot be merged.
	CodeMergeDraft = "merge/draft"
)

// Merge returns the check that the person's pull request of the clone in a folder
// is merged.
func (g *GitHub) Merge(dir string) check.Check { return g.follow(dir, g.merged) }

func (g *GitHub) merged(ctx context.Context, at place, pull *github.PullRequest) check.Finding {
	facts := factsOf(pull)
	if pull.MergedAt != nil {
		return dated(check.Hold("Your pull request is merged", facts...), pull.GetMergedAt())
	}
	// Whether it can be merged is told of one alone.
	full, _, err := at.client.PullRequests.Get(ctx, at.owner, at.name, pull.GetNumber())
	switch {
	case err != nil:
		return cannotTell(g.explain(at.host, err))
	case full.Mergeable != nil && !full.GetMergeable():
		return check.Fail(CodeConflict, "Your pull request changes what others have changed since",
			append(facts, check.Fact("What to do", "Bring "+at.work.Base+" into your branch, settle what differs, and push it: git fetch, then git merge origin/"+at.work.Base))...)
	case full.GetDraft():
		return check.NotYet(CodeMergeDraft, "Your pull request is still a draft", append(facts, check.Fact("What to do", "Mark it as ready for review on its page"))...)
	default:
		return check.WaitsFor(CodeNotMerged, "Your pull request waits to be merged",
			append(facts, check.Fact("What to do", "Nothing, once it is approved; merge it yourself where your team does so"))...)
	}
}

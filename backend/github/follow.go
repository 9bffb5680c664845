package github

import (
	"context"
	"sync"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// remote returns what git calls the repository that pull requests lead into.
func (p place) remote() string {
	if p.remotes[originName] != p.repository {
		return upstreamName
	}
	return originName
}

// judge returns how a pull request stands, and the ways to bring it on.
type judge func(context.Context, place, *github.PullRequest) (check.Finding, []check.Fix)

// followed is what an observation of a pull request learnt that its fixes need.
type followed struct {
	mu    sync.Mutex
	host  host
	code  string
	fixes []check.Fix
}

func (s *followed) keep(h host, f check.Finding, fixes []check.Fix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.host, s.code, s.fixes = h, f.Code, fixes
}

// follow returns a check of how the person's pull request stands, once there is
// one.
func (g *GitHub) follow(dir string, judge judge) check.Check {
	seen, pace := &followed{}, g.rhythm(dir)
	look := func(ctx context.Context) check.Finding {
		at, f, fixes := g.standing(ctx, dir, judge)
		seen.keep(at.host, f, fixes)
		return at.naming(f)
	}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			return pace.observe(ctx, func() check.Finding { return look(ctx) })
		},
		Fixes: func(f check.Finding) []check.Fix {
			seen.mu.Lock()
			defer seen.mu.Unlock()
			if fixes := g.enterable(seen.host, f); fixes != nil || f.Code != seen.code {
				return fixes
			}
			return seen.fixes
		},
		Watch: check.Watch{Every: followedEvery, Trees: []string{g.clones.Refs(dir)}},
		Limit: following,
	}
}

// standing finds the person's pull request and has it judged.
func (g *GitHub) standing(ctx context.Context, dir string, judge judge) (place, check.Finding, []check.Fix) {
	at, err := g.placeOf(ctx, dir)
	if err != nil {
		return at, cannotTell(err), nil
	}
	pull, err := g.opened(ctx, at)
	switch {
	case err != nil:
		return at, cannotTell(err), nil
	case pull == nil:
		return at, check.NotYet(CodeNoPull, "There is no pull request of yours yet"), nil
	case pull.GetState() == "closed" && pull.MergedAt == nil:
		return at, check.Fail(CodeClosed, "Your pull request was closed without being merged", factsOf(pull)...), nil
	default:
		f, fixes := judge(ctx, at, pull)
		return at, f, fixes
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

func (g *GitHub) merged(ctx context.Context, at place, pull *github.PullRequest) (check.Finding, []check.Fix) {
	facts := factsOf(pull)
	if pull.MergedAt != nil {
		return dated(check.Hold("Your pull request is merged", facts...), pull.GetMergedAt()), nil
	}
	// Whether it can be merged is told of one alone.
	full, _, err := at.client.PullRequests.Get(ctx, at.owner, at.name, pull.GetNumber())
	switch {
	case err != nil:
		return cannotTell(g.explain(at.host, err)), nil
	case full.Mergeable != nil && !full.GetMergeable():
		return check.Fail(CodeConflict, "Your pull request changes what others have changed since",
			append(facts, check.Fact("What to do", "Bring "+at.base+" into your branch, settle what differs, and push it: git fetch "+at.remote()+", then git merge "+at.remote()+"/"+at.base))...), nil
	case full.GetDraft():
		return check.NotYet(CodeMergeDraft, "Your pull request is still a draft", append(facts, check.Fact("What to do", "Mark it as ready for review once it is"))...), []check.Fix{g.readying(at, pull)}
	default:
		return check.WaitsFor(CodeNotMerged, "Your pull request waits to be merged",
			append(facts, check.Fact("What to do", "Nothing, once it is approved; merge it yourself where your team does so"))...), nil
	}
}

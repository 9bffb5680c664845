package repository

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// PushSpec says where a push of the person's own is asked for.
type PushSpec struct {
	// Dir is the absolute folder of the repository.
	Dir string
}

// pushSeen is what an observation learnt that its fixes need.
type pushSeen struct {
	mu     sync.Mutex
	branch string
}

// Push returns the check that a commit by the person is on a branch of the
// origin. It goes by what git noted at the last push or fetch, whichever program
// made it: asking the origin itself would need the network and a sign-in each
// time, and would still tell nothing that a push does not note.
func (g *Git) Push(spec PushSpec) check.Check {
	seen := &pushSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return g.observePush(ctx, spec, seen) },
		Fixes:   func(f check.Finding) []check.Fix { return g.pushFixes(spec, f, seen) },
		Watch:   historyWatch(spec.Dir, 0),
	}
}

func (g *Git) observePush(ctx context.Context, spec PushSpec, seen *pushSeen) check.Finding {
	h, err := g.history(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	switch {
	case h.email == "":
		return noIdentity()
	case len(h.merged) > 0:
		return check.Hold("Your commit is in "+h.base+" of the origin", h.merged[0].evidence()...)
	case len(h.mine) == 0:
		return check.NotYet("push/nothing", "There is no commit by you to push yet")
	}
	unpublished, err := g.log(ctx, spec.Dir, "--branches", "--not", "--remotes=origin")
	if err != nil {
		return cannotTell(err)
	}
	here := func(c commit) bool {
		return slices.ContainsFunc(unpublished, func(u commit) bool { return u.hash == c.hash })
	}
	var waiting int
	for _, c := range h.mine {
		if here(c) {
			waiting++
			continue
		}
		facts := c.evidence()
		if waiting > 0 {
			facts = append(facts, check.Fact("Not pushed yet", counted(waiting, "newer commit", "newer commits")))
		}
		return check.Hold("Your commit is at the origin", facts...)
	}
	branch, err := g.branchOf(ctx, spec.Dir, h, "--not", "--remotes=origin")
	if err != nil {
		return cannotTell(err)
	}
	seen.mu.Lock()
	seen.branch = branch
	seen.mu.Unlock()
	newest := h.mine[0]
	newest.branch = branch
	return check.NotYet("push/none", counted(waiting, "commit of yours is", "commits of yours are")+" on this machine only", newest.evidence()...)
}

func (g *Git) pushFixes(spec PushSpec, f check.Finding, seen *pushSeen) []check.Fix {
	seen.mu.Lock()
	branch := seen.branch
	seen.mu.Unlock()
	if f.Code != "push/none" || branch == "" {
		return nil
	}
	push := check.Run("git", "push", "--set-upstream", "origin", branch).In(spec.Dir)
	return []check.Fix{{
		ID: "push", Title: "Push your branch",
		Effect:    fmt.Sprintf("The branch %s is at the origin too, where others can see it.", branch),
		Privilege: check.User,
		Undo:      check.Run("git", "push", "origin", "--delete", branch).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{push} },
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			out.Line("$ " + push.String())
			var result process.Result
			settings, err := g.watchful(ctx)
			if err != nil {
				return err
			}
			err = g.talk(ctx, out, func(t *talk) error {
				return g.retrying(ctx, out, func(out check.Output) (err error) {
					result, err = t.run(ctx, process.Spec{
						Args: slices.Concat([]string{"git"}, settings, []string{"push", "--progress"}, push.Args[2:]),
						Dir:  push.Dir, Line: follow(out),
					})
					return err
				})
			})
			if err != nil {
				return err
			}
			// Git takes that for no failure of the push.
			if lock := lockOf(result.Output); lock != "" {
				return lockedError("The origin took your branch, but git could not note it here", lock, nil)
			}
			return nil
		},
	}}
}

package repository

import (
	"context"
	"fmt"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Forks knows forks at the host that a clone is from.
type Forks interface {
	// MayPush reports whether the person may push to the origin of the clone in a
	// folder.
	MayPush(ctx context.Context, dir string) (bool, error)
	// Fork makes a fork of the origin in her name, unless she has one, and returns
	// its address.
	Fork(ctx context.Context, dir string, out check.Output) (address string, err error)
}

// forkName is what git calls the person's fork.
const forkName = "fork"

// barred reports whether the person is known not to be let push to the origin. What
// the host does not tell soon, git will.
func barred(ctx context.Context, spec PushSpec) bool {
	if spec.Forks == nil {
		return false
	}
	const limit = 4 * time.Second
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	may, err := spec.Forks.MayPush(ctx, spec.Dir)
	return err == nil && !may
}

// toFork offers to push to a fork, from which a pull request can lead to the origin.
func (g *Git) toFork(spec PushSpec, branch string) check.Fix {
	plan := func(address string) []check.Command {
		return []check.Command{
			check.Run("git", "remote", "add", forkName, address).In(spec.Dir),
			check.Run("git", "config", "remote.pushDefault", forkName).In(spec.Dir),
			pushTo(forkName, branch).In(spec.Dir),
		}
	}
	return check.Fix{
		ID: "fork", Title: "Push to a fork of your own",
		Effect:    fmt.Sprintf("The host keeps a copy of the repository under your name, made now if you have none, and the branch %s is there, where others can see it.", branch),
		Privilege: check.User,
		Undo: check.Run("git", "config", "--unset", "remote.pushDefault").String() + "; " + check.Run("git", "remote", "remove", forkName).String() +
			"; and delete the fork on its page",
		Plan: func(check.Answers) []check.Command { return plan("‹fork›") },
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			address, err := spec.Forks.Fork(ctx, spec.Dir, out)
			if err != nil {
				return err
			}
			if err := acceptable(address, false); err != nil {
				return fmt.Errorf("not pushing to %s: %w", withoutPassword(address), err)
			}
			return g.pushThere(ctx, spec.Dir, address, plan(address), out)
		},
	}
}

// pushThere has git know the fork, and pushes to it.
func (g *Git) pushThere(ctx context.Context, dir, address string, plan []check.Command, out check.Output) error {
	known, err := g.remotes(ctx, dir)
	if err != nil {
		return err
	}
	switch at, ok := known[forkName]; {
	case ok && !SameOrigin(at, address):
		return &Error{
			Code: "push/other-fork", What: "Your branch was not pushed", Why: "A remote called " + forkName + " leads to " + at + " already",
			Next: "Give it another name with git remote rename, and try again",
		}
	case ok:
		plan = plan[1:]
	}
	last := len(plan) - 1
	for _, c := range plan[:last] {
		out.Line("$ " + c.String())
		if result, err := g.runner.Run(ctx, process.Spec{Args: c.Args, Dir: c.Dir, Env: quiet(), Limit: askLimit}.To(out)); err != nil {
			return explain(result.Output, err)
		}
	}
	return g.push(ctx, plan[last], out)
}

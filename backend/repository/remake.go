package repository

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Remade returns the command that makes the commits of the branch that is checked out
// in dir again, from one on: each as how says, which are arguments of git rebase.
func (g *Git) Remade(dir, from string, how ...string) check.Command {
	args := slices.Concat([]string{"git", "rebase", "--force-rebase", "--no-autostash", "--no-autosquash"}, how, []string{from + "^"})
	return check.Run(args...).In(dir)
}

// Remake carries out what Remade returned. Where it fails, the branch and the files
// are as they were.
func (g *Git) Remake(ctx context.Context, command check.Command, out check.Output) error {
	out.Line("$ " + command.String())
	result, err := g.runner.Run(ctx, process.Spec{Args: command.Args, Dir: command.Dir, Env: quiet()}.To(out))
	if err == nil {
		return nil
	}
	err = explain(result.Output, err)
	// Nobody is to be left in the middle of it, least of all who has cancelled it.
	back := process.Spec{Args: []string{"git", "rebase", "--abort"}, Dir: command.Dir, Env: quiet(), Limit: askLimit}
	if _, stuck := g.runner.Run(context.WithoutCancel(ctx), back); stuck != nil && exitCode(stuck) != fatal {
		return errors.Join(err, fmt.Errorf("going back to the commits as they were: %w", stuck))
	}
	return err
}

package repository

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// usualHooks is where a repository keeps hooks of its own, without a manager.
const usualHooks = ".githooks"

// observeFound looks whether git runs the hooks that the repository's own files
// speak of, whichever way it has them installed.
func (g *Git) observeFound(ctx context.Context, spec HookSpec, seen *hookSeen) check.Finding {
	runs, before, err := g.hooksOf(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	m := managerOf(spec.Dir)
	seen.mu.Lock()
	seen.manager, seen.before = m, before
	seen.mu.Unlock()
	if m != nil {
		return g.observeManaged(ctx, spec, m, runs)
	}
	if there(spec.Dir, usualHooks) {
		spec.Path = usualHooks
		return g.observeHook(ctx, spec, seen)
	}
	hooks, still, err := hooksIn(runs)
	if err != nil {
		return check.CannotTell("hook/unreadable", "Cannot look into "+relative(spec.Dir, runs)+": "+err.Error())
	}
	seen.mu.Lock()
	seen.still = within(filepath.ToSlash(runs), still)
	seen.mu.Unlock()
	folder := check.Literal("Folder", relative(spec.Dir, runs))
	unable, todo := g.unable(runs, hooks)
	switch {
	case len(hooks) == 0:
		return check.Fail("hook/none", "The repository's files speak of no hooks", folder,
			check.Fact("Looked for", "husky, lefthook, pre-commit, "+usualHooks+" and hooks of git's own"),
			check.Fact("What to do", "Check that your branch is up to date, or ask whoever wrote the journey"))
	case len(still) > 0:
		return check.Fail("hook/not-executable", "Git skips hooks that are not executable", folder,
			check.Literal("Not executable", strings.Join(still, ", ")))
	case unable != "":
		return check.Fail(cannotRun, unable, folder, todo)
	default:
		return check.Hold("Git runs hooks of its own folder", check.Literal("Hooks", strings.Join(hooks, ", ")), folder)
	}
}

func (g *Git) observeManaged(ctx context.Context, spec HookSpec, m *hookManager, runs string) check.Finding {
	facts := []check.Evidence{
		check.Literal("Hooks", strings.Join(m.hooks, ", ")), check.Literal("Kept by", m.name), check.Literal("As said in", m.file),
	}
	if len(m.hooks) == 0 {
		return check.Hold(m.file+" names no hook that git is to run", facts[1:]...)
	}
	absent, err := g.absent(ctx, m)
	if err != nil {
		return cannotTell(err)
	}
	missing := m.missing(spec.Dir, runs)
	unable, todo := g.unable(runs, m.hooks)
	switch {
	case absent:
		return check.Fail("hook/no-program", "The repository's hooks need "+m.name+", which is not on this machine",
			append(facts, check.Fact("What to do", fmt.Sprintf("Install %s, and look again", m.name)))...)
	case len(missing) > 0:
		facts = append(facts, check.Literal("Not run", strings.Join(missing, ", ")), check.Literal("Git looks in", relative(spec.Dir, runs)))
		if len(m.install) == 0 {
			facts = append(facts, check.Fact("What to do", "Run the command with which the project installs "+m.name+"; its README says which"))
		}
		return check.NotYet("hook/not-installed", "Git does not run the repository's hooks yet", facts...)
	case unable != "":
		return check.Fail(cannotRun, unable, append(facts, todo)...)
	default:
		return check.Hold("Git runs the repository's hooks", facts...)
	}
}

// absent reports whether the hooks need a program that is not there.
func (g *Git) absent(ctx context.Context, m *hookManager) (bool, error) {
	if len(m.asks) == 0 {
		return false, nil
	}
	const limit = 5 * time.Second
	_, err := g.runner.Run(ctx, process.Spec{Args: m.asks, Limit: limit, Whole: true})
	if ctx.Err() != nil {
		return false, err
	}
	// One that is there and ends badly says so itself when it is used.
	return errors.Is(err, process.ErrNotFound), nil
}

// managedFix offers the manager's own command.
func managedFix(spec HookSpec, m *hookManager, before string) []check.Fix {
	if len(m.install) == 0 {
		return nil
	}
	fix := check.Fix{
		ID: "install", Title: "Switch on the hooks",
		Effect:    fmt.Sprintf("Git will run what %s says, by way of %s. It comes from the repository, so read it first.", m.file, m.name),
		Privilege: check.User, Undo: m.undo,
		Plan: func(check.Answers) []check.Command { return m.install },
	}
	if m.name != "pre-commit" || before == "" {
		return []check.Fix{fix}
	}
	// It installs nothing where git is told of another folder of hooks.
	fix.Effect += " Git no longer looks in " + before + "."
	fix.Undo += "; " + check.Run("git", "config", "core.hooksPath", before).String()
	fix.Plan = func(check.Answers) []check.Command {
		return append([]check.Command{check.Run("git", "config", "--unset", "core.hooksPath").In(spec.Dir)}, m.install...)
	}
	return []check.Fix{fix}
}

// watchHooks names what changes when hooks are installed or taken away.
func watchHooks(spec HookSpec) check.Watch {
	config := dirsOf(spec.Dir).config()
	if spec.Path == "" {
		return check.Watch{Paths: append(managerFiles(spec.Dir), config)}
	}
	return check.Watch{Paths: []string{config, filepath.Join(spec.Dir, filepath.FromSlash(spec.Path))}}
}

// Package repository provides the claims about code under git: cloned from its
// origin, hooks installed, a commit of one's own, pushed. It speaks to the git
// program, so that credential helpers, hooks and settings are those that the
// person has everywhere else.
package repository

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/process"
	"firstlight/backend/wait"
)

// Runner starts programs.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	// Find returns the file of a program; an error where there is none.
	Find(name string) (string, error)
}

// Git makes the checks of this room.
type Git struct {
	runner Runner
	// wait lets time pass between two tries.
	wait func(context.Context, time.Duration) error
	// space is how many bytes must be free for a clone to begin.
	space uint64
	// wary reports whether a clone in a folder is to be looked at before it is
	// checked out.
	wary func(dir string) bool
	// turns has room for the clones that may go on at once.
	turns chan struct{}
	// accounts are those that servers know the person by.
	accounts *accounts
}

// New returns a Git that starts its programs through the runner.
func New(runner Runner) *Git {
	return &Git{
		runner: runner, wait: wait.For, space: leastSpace, wary: wary, turns: make(chan struct{}, clonesAtOnce), accounts: &accounts{},
	}
}

// askLimit bounds one question to git that needs no network.
const askLimit = 20 * time.Second

// quiet are the variables that keep git's words the same everywhere and keep it
// from asking anything of a person who cannot see the question. What speaks to
// an origin has questions that she can see; see talk.
func quiet() []string {
	return []string{
		"LC_ALL=C", "LANGUAGE=",
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never",
		"GIT_EDITOR=:",
	}
}

// ask runs git in dir to learn something and returns what it printed. It takes
// no lock, so that nothing changes and no program of the person's has to wait.
func (g *Git) ask(ctx context.Context, dir string, args ...string) (string, error) {
	result, err := g.runner.Run(ctx, process.Spec{
		Args:  append([]string{"git", "-c", "core.fsmonitor=false"}, args...),
		Dir:   dir,
		Env:   append(quiet(), "GIT_OPTIONAL_LOCKS=0", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir)),
		Limit: askLimit,
	})
	if err != nil {
		return "", explain(result.Output, err)
	}
	return strings.TrimRight(result.Stdout, "\n"), nil
}

// setting returns one value of git's configuration as it holds in dir; empty
// where it is not set.
func (g *Git) setting(ctx context.Context, dir, name string) (string, error) {
	value, err := g.ask(ctx, dir, "config", "--get", name)
	if exitCode(err) == notSet {
		return "", nil
	}
	return value, err
}

// The exit codes of git that say something: notSet for a setting that has no
// value, fatal when it gives up, such as where there is no commit, and killed
// when a signal ended it.
const (
	killed = -1
	notSet = 1
	fatal  = 128
)

// exitCode returns the code that a program ended with, or 0 if err says nothing
// of one.
func exitCode(err error) int {
	var exit *process.ExitError
	if errors.As(err, &exit) {
		return exit.Code
	}
	return 0
}

// Package tool provides the claims about the tools of this machine: that one is
// on PATH in a version that will do, that nothing stands in its place or before
// it, and how it gets there.
package tool

import (
	"context"
	"slices"
	"strings"

	"firstlight/backend/process"
)

// Runner starts programs and knows the PATH that they are found on.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
	Candidates(name string) []string
	Path() []string
	Env() []string
}

// Memory keeps what programs answered from one start of Firstlight to the next.
// It is safe for concurrent use.
type Memory interface {
	// Recall returns what was last kept under a key.
	Recall(key string) (value string, ok bool)
	// Keep keeps a value in place of an earlier one.
	Keep(key, value string)
}

// Config is what a Room works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
	// Catalogue are the tools that can be asked for.
	Catalogue Catalogue
	// Prefer names package managers in the order to propose them in; those that
	// it leaves out come after.
	Prefer []string
	// Own is the package manager that the person would rather use than any other;
	// empty where she has no wish.
	Own string
	// Memory may be nil: then every program is asked every time.
	Memory Memory
	// Launcher returns the folders of PATH as programs see them that are started
	// from a launcher rather than from a terminal, nil where that is unknown. It
	// may be nil itself.
	Launcher func(context.Context) []string
}

// Room makes the checks of tools.
type Room struct {
	runner    Runner
	catalogue Catalogue
	prefer    []string
	own       managerName
	memory    Memory
	launcher  func(context.Context) []string
	env       map[string]string
	stocks    map[managerName]*stock
}

// New returns a Room over one environment of programs.
func New(cfg Config) *Room {
	r := &Room{
		runner: cfg.Runner, catalogue: cfg.Catalogue, prefer: slices.Clone(cfg.Prefer), own: managerName(cfg.Own),
		memory: cfg.Memory, launcher: cfg.Launcher, env: map[string]string{}, stocks: newStocks(),
	}
	if r.memory == nil {
		r.memory = forgetful{}
	}
	if r.launcher == nil {
		r.launcher = func(context.Context) []string { return nil }
	}
	for _, v := range cfg.Runner.Env() {
		if name, value, ok := strings.Cut(v, "="); ok {
			r.env[name] = value
		}
	}
	return r
}

// forgetful is a Memory that keeps nothing.
type forgetful struct{}

func (forgetful) Recall(string) (string, bool) { return "", false }
func (forgetful) Keep(string, string)          {}

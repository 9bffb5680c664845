// Package tool provides the claims about the tools of this machine: that one is
// on PATH in a version that will do, and how it gets there.
package tool

import (
	"context"

	"firstlight/backend/process"
)

// Runner starts programs and knows the PATH that they are found on.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
	FindAll(name string) []string
	Path() []string
}

// Config is what a Room works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
	// Catalogue are the tools that can be asked for.
	Catalogue Catalogue
}

// Room makes the checks of tools.
type Room struct {
	runner    Runner
	catalogue Catalogue
}

// New returns a Room over one environment of programs.
func New(cfg Config) *Room {
	return &Room{runner: cfg.Runner, catalogue: cfg.Catalogue}
}

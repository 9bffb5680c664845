// Package machine provides the claims about the machine itself: tools in a
// version, free ports, room on the disk and who git thinks its person is.
package machine

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/process"
)

// Runner starts programs and knows the PATH that they are found on.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
	FindAll(name string) []string
	Path() []string
	Env() []string
}

// Config is what a Machine works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
	// Catalogue are the tools that can be asked for.
	Catalogue Catalogue
}

// Machine makes the checks of this room.
type Machine struct {
	runner    Runner
	catalogue Catalogue
}

// New returns a Machine over one environment of programs.
func New(cfg Config) *Machine {
	return &Machine{runner: cfg.Runner, catalogue: cfg.Catalogue}
}

// variable returns the value of a variable that programs start with.
func (m *Machine) variable(name string) string {
	var value string
	for _, v := range m.runner.Env() {
		if n, val, ok := strings.Cut(v, "="); ok && strings.EqualFold(n, name) {
			value = val
		}
	}
	return value
}

// short returns a path as a person would write it, with ~ for the home folder:
// people post what they see.
func short(path string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
		return filepath.Join("~", rest)
	}
	return path
}

// Package machine provides the claims about the machine itself: free ports, room
// on the disk and who git thinks its person is.
package machine

import (
	"context"
	"strings"

	"firstlight/backend/process"
)

// Runner starts programs.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Env() []string
}

// Config is what a Machine works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
}

// Machine makes the checks of this room.
type Machine struct {
	runner Runner
}

// New returns a Machine over one environment of programs.
func New(cfg Config) *Machine {
	return &Machine{runner: cfg.Runner}
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

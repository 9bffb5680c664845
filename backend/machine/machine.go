// Package machine provides the claims about the machine itself: its memory, disk,
// ports and limits, its clock, locale and keyring, the platform that it stands
// on, and who git and SSH think its person is.
package machine

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/keyring"
	"firstlight/backend/process"
)

// Runner starts programs and finds them.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
	Env() []string
}

// Config is what a Machine works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
	// Workspace is the folder that code is cloned into; empty where there is
	// none yet.
	Workspace string
	// Root is the folder below which the system's own files are read, such as
	// proc/meminfo; empty means the root of the file system.
	Root string
	// Now returns the present time; nil means time.Now.
	Now func() time.Time
	// Built is a day after which this program was built; zero means the one that
	// the program itself bears.
	Built time.Time
}

// Machine makes the checks of this room.
type Machine struct {
	runner    Runner
	workspace string
	root      string
	now       func() time.Time
	built     time.Time
	keyring   *keyring.Keyring
}

// New returns a Machine over one environment of programs.
func New(cfg Config) *Machine {
	if cfg.Root == "" {
		cfg.Root = string(filepath.Separator)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Machine{
		runner: cfg.Runner, workspace: cfg.Workspace,
		root: cfg.Root, now: cfg.Now, built: cfg.Built, keyring: keyring.New(cfg.Root),
	}
}

// variable returns the value of a variable that programs start with.
func (m *Machine) variable(name string) string { return valueIn(m.runner.Env(), name) }

// valueIn returns the value of a variable in an environment.
func valueIn(env []string, name string) string {
	var value string
	for _, v := range env {
		if n, val, ok := strings.Cut(v, "="); ok && strings.EqualFold(n, name) {
			value = val
		}
	}
	return value
}

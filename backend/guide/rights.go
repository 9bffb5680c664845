package guide

import (
	"errors"
	"fmt"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// ErrNoRights says that a fix needs the machine's administrator and that there
// is no way to ask for that right here.
var ErrNoRights = errors.New("this needs an administrator's rights, and there is no way to ask for them here")

// elevate changes the start of a command so that it runs with an administrator's
// rights, asked for by the system's own dialog or, where the face runs in a
// terminal, by sudo.
func (g *Guide) elevate(spec *process.Spec, c check.Command) error {
	if administrator() {
		return nil
	}
	p := privilegedOf(c, spec.Dir, g.cfg.Runner.Find)
	args, terminal, err := asAdministrator(p, g.cfg.Runner.Find, g.cfg.Terminal)
	if err != nil {
		return fmt.Errorf("%w; ask whoever looks after this machine to run: %s", err, c)
	}
	spec.Args, spec.Shell, spec.Terminal = args, "", terminal
	return nil
}

// privilegedOf returns a command with what has to be carried across. A program
// that names no folder of its own needs none: the dialog then names the program
// itself, which the machine's rules may know.
func privilegedOf(c check.Command, dir string, find func(string) (string, error)) privileged {
	p := privileged{args: slices.Clone(c.Args), shell: c.Shell, dir: c.Dir, env: c.Env}
	if len(p.args) == 0 {
		p.dir = dir
		return p
	}
	// An administrator's PATH may find another program than the one shown.
	if file, err := find(p.args[0]); err == nil {
		p.args[0] = file
	}
	return p
}

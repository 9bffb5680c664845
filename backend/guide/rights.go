package guide

import (
	"errors"
	"fmt"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// ErrNoRights says that a fix needs the machine's administrator and that there
// is no way to ask for that right here.
var ErrNoRights = errors.New("this needs an administrator's rights, and there is no way to ask for them here")

// elevate changes a program's start so that it runs with an administrator's
// rights, asked for by the system's own dialog or, where the face runs in a
// terminal, by sudo.
func (g *Guide) elevate(spec *process.Spec) error {
	if administrator() {
		return nil
	}
	if len(spec.Args) == 0 {
		spec.Args = shellArgs(spec.Shell)
	}
	args, terminal, err := asAdministrator(spec.Args, g.cfg.Runner.Find, g.cfg.Terminal)
	if err != nil {
		return fmt.Errorf("%w; ask whoever looks after this machine to run: %s", err, check.Command{Args: spec.Args})
	}
	spec.Args, spec.Shell, spec.Terminal = args, "", terminal
	return nil
}

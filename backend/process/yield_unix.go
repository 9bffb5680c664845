//go:build unix

package process

import (
	"os"

	"golang.org/x/sys/unix"
)

// niceness is the priority of what yields: about a quarter of the processor's time where
// another program wants it as well, and all of it where none does.
const niceness = 5

// yield has a program, and what it starts from now on, let others go first. Where the
// system does not have it so, it runs as any other.
func yield(p *os.Process) { _ = unix.Setpriority(unix.PRIO_PROCESS, p.Pid, niceness) }

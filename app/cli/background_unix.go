//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// allowBackground has a read from a terminal that this program is not in front
// of fail, rather than stop the program: serve & is to go on serving.
func allowBackground() { signal.Ignore(syscall.SIGTTIN) }

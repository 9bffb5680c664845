//go:build unix

package main

import (
	"strconv"
	"syscall"
)

// runs reports whether the process with a number runs.
func runs(pid string) bool {
	n, err := strconv.Atoi(pid)
	return err == nil && syscall.Kill(n, 0) == nil
}

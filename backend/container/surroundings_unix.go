//go:build unix

package container

import "syscall"

// forget is what she types to be rid of a variable in the terminal that she is in.
func forget(variable string) string { return "unset " + variable }

// deserted are the errors of a dial to where nothing listens.
func deserted() []error {
	return []error{syscall.ECONNREFUSED, syscall.ENOENT, syscall.EHOSTUNREACH, syscall.ENETUNREACH}
}

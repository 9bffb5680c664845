//go:build unix

package process

import (
	"errors"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// shellCommand makes cmd hand text to the system's shell.
func shellCommand(cmd *exec.Cmd, text string, _ []string) error {
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", text}
	return nil
}

// refusal says in words why the system did not start a program, where the
// system's own error code is what tells.
func refusal(err error) string {
	switch {
	case errors.Is(err, unix.ENOEXEC):
		return "it is not a program for this machine: it was made for another one, or it is a script without a first line that names its interpreter"
	case errors.Is(err, unix.E2BIG):
		return "its arguments and environment are longer than the system allows"
	case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.ENOMEM):
		return "the system has no room for another process"
	case errors.Is(err, unix.EMFILE), errors.Is(err, unix.ENFILE):
		return "too many files are open"
	case errors.Is(err, unix.ETXTBSY):
		return "its file is still being written"
	default:
		return ""
	}
}

// signalName names the signal that ended a program; empty when none did.
func signalName(state *os.ProcessState) string {
	if state == nil {
		return ""
	}
	status, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() {
		return ""
	}
	if name := unix.SignalName(status.Signal()); name != "" {
		return name
	}
	return status.Signal().String()
}

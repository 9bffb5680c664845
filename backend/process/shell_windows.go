package process

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

var errLines = errors.New("cmd.exe takes one line, and this text has several; put them in a file, or join them with &&")

// shellCommand makes cmd hand text to the system's shell. With /s cmd.exe takes
// off the outermost quotes and leaves everything between them as it is.
func shellCommand(cmd *exec.Cmd, text string, env []string) error {
	text = strings.Trim(text, "\r\n")
	if strings.ContainsAny(text, "\r\n") {
		return errLines
	}
	shell := in(env)
	cmd.Path = shell.lookup("ComSpec")
	if !filepath.IsAbs(cmd.Path) {
		cmd.Path = filepath.Join(shell.lookup("SystemRoot"), "System32", "cmd.exe")
	}
	cmd.Args = []string{"cmd.exe"}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		CmdLine: `cmd.exe /d /s /c "` + text + `"`,
	}
	return nil
}

// refusal says in words why the system did not start a program, where the
// system's own error code is what tells.
func refusal(err error) string {
	switch {
	case errors.Is(err, windows.ERROR_ELEVATION_REQUIRED):
		return "it needs an administrator's rights"
	case errors.Is(err, windows.ERROR_BAD_EXE_FORMAT), errors.Is(err, windows.ERROR_EXE_MACHINE_TYPE_MISMATCH):
		return "it is not a program for this machine"
	case errors.Is(err, windows.ERROR_VIRUS_INFECTED), errors.Is(err, windows.ERROR_VIRUS_DELETED):
		return "the machine's virus protection refused it"
	case errors.Is(err, windows.ERROR_ACCESS_DISABLED_BY_POLICY):
		return "a policy of this machine refused it"
	case errors.Is(err, errUnsafeBatch):
		return err.Error()
	default:
		return ""
	}
}

// signalName names the signal that ended a program; Windows has none.
func signalName(*os.ProcessState) string { return "" }

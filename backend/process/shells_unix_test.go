//go:build unix

package process_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"firstlight/backend/process"
)

func TestShellsAreListedOnceEach(t *testing.T) {
	shells := process.Shells()
	if len(shells) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("this machine has no /etc/shells")
		}
		t.Skip("this machine has no /etc/shells")
	}
	var files []string
	for _, shell := range shells {
		file, err := filepath.EvalSymlinks(shell)
		if err != nil || !process.Executable(shell) || slices.Contains(files, file) {
			t.Errorf("%s is listed in %v: %v", shell, shells, err)
		}
		if name := filepath.Base(shell); name == "tmux" || name == "rbash" || name == "nologin" {
			t.Errorf("%s is nothing to work in", shell)
		}
		files = append(files, file)
	}
}

func TestTheEnvironmentOfAnotherShell(t *testing.T) {
	home(t, "bash", "export MINE=bash")
	other := slices.IndexFunc(process.Shells(), func(shell string) bool { return filepath.Base(shell) == "zsh" })
	if other < 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("this machine has no zsh: apt-get install zsh")
		}
		t.Skip("this machine has no zsh: apt-get install zsh")
	}
	shell := process.Shells()[other]
	env, err := process.LoginEnv(t.Context(), shell)
	if err != nil {
		t.Fatal(err)
	}
	if mine, set := value(env, "MINE"); set {
		t.Errorf("the start file of bash was read: MINE=%q", mine)
	}
	if got, _ := value(env, "SHELL"); got != shell {
		t.Errorf("SHELL = %q, want %q", got, shell)
	}
	env, err = process.LoginEnv(t.Context(), "/no/such/shell")
	if mine, _ := value(env, "MINE"); err != nil || mine != "bash" {
		t.Errorf("without such a shell, MINE = %q, %v; want her own shell's", mine, err)
	}
}

//go:build unix

package process_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/process"
)

// home makes a home folder whose start files for a shell hold the text, and
// makes the shell the person's own. It skips where the shell is not installed.
func home(t *testing.T, shell, rc string) string {
	t.Helper()
	file, err := runner().Find(shell)
	if err != nil {
		t.Skipf("this machine has no %s: apt-get install %s", shell, shell)
	}
	dir := t.TempDir()
	start := map[string]string{"bash": ".bash_profile", "zsh": ".zshrc", "fish": ".config/fish/config.fish", "tcsh": ".tcshrc"}[shell]
	path := filepath.Join(dir, start)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(rc), 0o600)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", dir)
	t.Setenv("ZDOTDIR", dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, ".config"))
	t.Setenv("SHELL", file)
	return dir
}

func value(env []string, name string) (string, bool) {
	for _, v := range env {
		if n, value, _ := strings.Cut(v, "="); n == name {
			return value, true
		}
	}
	return "", false
}

func TestLoginEnvReadsTheStartFiles(t *testing.T) {
	const noise = "echo welcome; echo trouble >&2; printf 'no line end'; "
	rcs := map[string]string{
		"bash": noise + `export ADDED="two
lines" PATH="$HOME/bin:$PATH"; MINE=not-exported; f() { echo "{"; }; export -f f; read -r answer; read -r -p 'More? ' answer </dev/tty
`,
		"zsh": noise + `export ADDED=$'two\nlines' PATH="$HOME/bin:$PATH"; read answer; setopt no_such_option
`,
		"fish": noise + `set -gx ADDED two\nlines; set -gx PATH $HOME/bin $PATH; read answer
`,
		"tcsh": `echo welcome; setenv ADDED "two\
lines"; setenv PATH ${HOME}/bin:${PATH}
`,
	}
	for shell, rc := range rcs {
		t.Run(shell, func(t *testing.T) {
			dir := home(t, shell, rc)
			t.Setenv("TERM", "of-the-caller")
			t.Setenv("KEPT", "by the caller")
			env, err := process.LoginEnv(t.Context(), "")
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{"ADDED": "two\nlines", "KEPT": "by the caller", "TERM": "of-the-caller", "HOME": dir} {
				if got, ok := value(env, name); !ok || got != want {
					t.Errorf("%s = %q, want %q", name, got, want)
				}
			}
			if path, _ := value(env, "PATH"); !slices.Contains(strings.Split(path, ":"), filepath.Join(dir, "bin")) {
				t.Errorf("PATH = %q", path)
			}
			for _, name := range []string{"SHLVL", "PWD", "OLDPWD", "_", "MINE", "FIRSTLIGHT_RUN", "ZSH_TMUX_AUTOSTART"} {
				if got, ok := value(env, name); ok {
					t.Errorf("%s = %q was taken over", name, got)
				}
			}
		})
	}
}

// TestLoginEnvOfBashInATerminal holds that both files count that a terminal's bash
// has behind it: that of the session's login, and its own.
func TestLoginEnvOfBashInATerminal(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("a terminal of macOS starts bash as a login")
	}
	dir := home(t, "bash", "export LOGIN=1 PATH=\"$HOME/login:$PATH\"\n")
	rc := "case $- in *i*) ;; *) return ;; esac\nexport TERMINAL=1 PATH=\"$HOME/terminal:$PATH\"\n"
	if err := os.WriteFile(filepath.Join(dir, ".bashrc"), []byte(rc), 0o600); err != nil {
		t.Fatal(err)
	}
	env, err := process.LoginEnv(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"LOGIN", "TERMINAL"} {
		if got, _ := value(env, name); got != "1" {
			t.Errorf("%s = %q", name, got)
		}
	}
	want := filepath.Join(dir, "terminal") + ":" + filepath.Join(dir, "login") + ":"
	if path, _ := value(env, "PATH"); !strings.HasPrefix(path, want) {
		t.Errorf("PATH = %q, want it to begin with %q", path, want)
	}
}

func TestLoginEnvFallsBack(t *testing.T) {
	tests := map[string]struct {
		rc, want string
		limit    time.Duration
	}{
		"sleeps for ever":      {`sleep 1000 & echo $! >$HOME/pids; wait`, "context deadline exceeded", time.Second},
		"exits":                {"echo 'a word before' >&2\nexit 3", "bash ended with exit code 3: a word before", patience},
		"exits as if all well": {"exit 0", "it ended before its start files were done", patience},
		"becomes another":      {"exec true", "it ended before its start files were done", patience},
		"dies":                 {"kill -KILL $$", "bash was ended by the signal SIGKILL", patience},
		"prints for ever":      {`yes & echo $! >$HOME/pids; wait`, "context deadline exceeded", time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := home(t, "bash", test.rc)
			ctx, cancel := context.WithTimeout(t.Context(), test.limit)
			defer cancel()
			env, err := process.LoginEnv(ctx, "")
			want := fmt.Sprintf("asking %s for its environment: %s", os.Getenv("SHELL"), test.want)
			if err == nil || err.Error() != want {
				t.Errorf("err = %v\nwant %s", err, want)
			}
			if got, _ := value(env, "HOME"); got != dir {
				t.Errorf("the environment is not ours: %q", env)
			}
			if _, err := os.Stat(filepath.Join(dir, "pids")); err == nil {
				if pid := numbers(t, filepath.Join(dir, "pids"), 1)[0]; alive(t, pid) {
					t.Errorf("process %d still runs", pid)
				}
			}
		})
	}
}

// The window that opens meanwhile goes first.
func TestTheLoginShellLetsOthersGoFirst(t *testing.T) {
	home(t, "bash", "export NICENESS=$(nice)\n")
	own, err := runner().Run(t.Context(), process.Spec{Args: []string{"nice"}})
	if err != nil {
		t.Fatal(err)
	}
	// A shell that is quicker than its start is told of can read what it was before.
	for range 5 {
		env, err := process.LoginEnv(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := value(env, "NICENESS"); got != strings.TrimSpace(own.Stdout) {
			return
		}
	}
	t.Error("it runs as any other program")
}

func TestLoginEnvHasABoundOfItsOwn(t *testing.T) {
	home(t, "bash", "sleep 1000")
	began := time.Now()
	_, err := process.LoginEnv(t.Context(), "")
	if limit, ok := errors.AsType[*process.LimitError](err); !ok || limit.Limit != 10*time.Second {
		t.Errorf("err = %v after %s", err, time.Since(began))
	}
}

func TestLoginEnvIsNotHeldOpenByTheBackground(t *testing.T) {
	dir := home(t, "bash", "sleep 1000 & echo $! >$HOME/pids\nexport ADDED=1\n")
	env, err := process.LoginEnv(t.Context(), "")
	if added, _ := value(env, "ADDED"); err != nil || added != "1" {
		t.Errorf("ADDED = %q, %v", added, err)
	}
	pid := numbers(t, filepath.Join(dir, "pids"), 1)[0]
	if !alive(t, pid) {
		t.Error("what the start files left in the background, such as an agent, was ended")
	}
	end(t, pid)
}

func TestLoginEnvWithoutAUsableShell(t *testing.T) {
	t.Setenv("SHELL", "/no/such/shell")
	t.Setenv("HOME", t.TempDir())
	env, err := process.LoginEnv(t.Context(), "")
	if err != nil && !strings.Contains(err.Error(), "shell") {
		t.Errorf("err = %v", err)
	}
	if _, ok := value(env, "PATH"); !ok {
		t.Errorf("there is no PATH in %q", env)
	}
}

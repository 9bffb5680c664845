//go:build unix

package process

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

const (
	// loginLimit bounds how long the login shell may take, unless the context
	// has a deadline of its own.
	loginLimit = 10 * time.Second
	// loginMost bounds what the login shell may print, in bytes.
	loginMost = 8 << 20
)

// LoginEnv returns the environment as a login shell of the person sees it, her own
// where shell is empty or cannot be run, which is not ours when Firstlight was started
// from a launcher. It takes ten seconds at most where ctx has no deadline, and lets
// other programs go first meanwhile. When the shell does not say it, LoginEnv returns
// our own environment and an error that says why.
func LoginEnv(ctx context.Context, shell string) ([]string, error) {
	ours := os.Environ()
	shell, err := loginShell(ctx, shell)
	if err != nil {
		return ours, fmt.Errorf("finding the login shell: %w", err)
	}
	env, err := askShell(ctx, shell, ours)
	if err != nil {
		return ours, fmt.Errorf("asking %s for its environment: %w", shell, err)
	}
	return env, nil
}

// quieting are the variables that keep a shell's start files from doing what
// only makes sense in a terminal.
func quieting() []string {
	return []string{
		"TERM=dumb", "DISABLE_AUTO_UPDATE=true",
		"ZSH_TMUX_AUTOSTART=false", "ZSH_TMUX_AUTOSTARTED=true",
	}
}

func askShell(ctx context.Context, shell string, ours []string) ([]string, error) {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, loginLimit, &LimitError{Program: filepath.Base(shell), Limit: loginLimit})
		defer cancel()
	}
	begin, end := rand.Text(), rand.Text()
	var printed, complained []byte
	take := func(to *[]byte) func([]byte) {
		return func(b []byte) { *to = append(*to, b[:min(len(b), loginMost-len(*to))]...) }
	}
	// What asks which shell she works in is told of this one.
	// The window opens meanwhile, and goes first.
	spec := Spec{Args: shellArgs(shell, begin, end), Env: append(quieting(), "SHELL="+shell), Yields: true}
	state, err := New(ours).execute(ctx, spec, take(&printed), take(&complained), 0)
	vars, found := between(string(printed), begin, end)
	switch {
	case found:
		return takeOver(parseEnv(vars), ours), nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, plainExit(err, spec.program(), state, complaint(complained))
	default:
		return nil, errors.New("it ended before its start files were done")
	}
}

// shellArgs are the arguments that make a shell read its start files as for a
// login and in a terminal, and then turn into one that prints its environment
// between the two marks.
func shellArgs(shell, begin, end string) []string {
	text := fmt.Sprintf(`exec /bin/sh -c 'printf %%s %s; /usr/bin/env -0 2>/dev/null || /usr/bin/env; printf %%s %s'`, begin, end)
	name := filepath.Base(shell)
	switch {
	case name == "bash" && runtime.GOOS != "darwin":
		// In a login it does not read what it reads in a terminal, which elsewhere
		// than on macOS is no login, but below a session that was one.
		return []string{shell, "-l", "-c", `exec "$0" -i -c "$1"`, shell, text}
	case name == "csh", name == "tcsh":
		// These take -l only alone.
		return []string{shell, "-c", text}
	case name == "pwsh":
		return []string{shell, "-Login", "-Command", strings.TrimPrefix(text, "exec ")}
	default:
		return []string{shell, "-l", "-i", "-c", text}
	}
}

// between returns what stands between the two marks.
func between(text, begin, end string) (string, bool) {
	_, text, found := strings.Cut(text, begin)
	if !found {
		return "", false
	}
	text, _, found = strings.Cut(text, end)
	return text, found
}

// parseEnv splits what env printed: after each variable a NUL or, from an env
// that cannot print one, a line end, which a value may hold as well.
func parseEnv(text string) []string {
	if strings.ContainsRune(text, 0) {
		return strings.Split(strings.TrimSuffix(text, "\x00"), "\x00")
	}
	var vars []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		name, _, ok := strings.Cut(line, "=")
		if starts := ok && name != "" && !strings.ContainsAny(name, " \t"); starts || len(vars) == 0 {
			vars = append(vars, line)
		} else {
			vars[len(vars)-1] += "\n" + line
		}
	}
	return vars
}

// takeOver leaves out the variables that belong to the shell that was asked, and
// gives those that were set for the asking the values which they had before.
func takeOver(vars, ours []string) []string {
	set := []string{markName}
	for _, v := range quieting() {
		name, _, _ := cutVar(v)
		set = append(set, name)
	}
	own := []string{"SHLVL", "PWD", "OLDPWD", "_"}
	vars = slices.DeleteFunc(vars, func(v string) bool {
		name, _, ok := cutVar(v)
		return !ok || slices.Contains(set, name) || slices.Contains(own, name)
	})
	for _, v := range ours {
		if name, _, ok := cutVar(v); ok && slices.Contains(set, name) {
			vars = append(vars, v)
		}
	}
	return vars
}

// complaint is what a shell said, without its regret that it has no terminal.
func complaint(text []byte) string {
	lines := strings.SplitAfter(strings.ToValidUTF8(string(text), "\uFFFD"), "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool {
		return strings.Contains(line, "no job control in this shell") ||
			strings.Contains(line, "cannot set terminal process group")
	}), "")
}

// loginShell returns the shell that is wished for where it can be run, and else the
// person's own.
func loginShell(ctx context.Context, wished string) (string, error) {
	if filepath.IsAbs(wished) && Executable(wished) {
		return wished, nil
	}
	if shell := os.Getenv("SHELL"); filepath.IsAbs(shell) && Executable(shell) {
		return shell, nil
	}
	shell, err := registeredShell(ctx)
	if err != nil {
		return "", err
	}
	if !Executable(shell) {
		return "", fmt.Errorf("%s cannot be run", shell)
	}
	return shell, nil
}

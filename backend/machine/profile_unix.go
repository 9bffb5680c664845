//go:build unix

package machine

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// line is one line for the file that a person's shell reads when it starts, as
// the shells of sh's family and as fish spell it.
type line struct{ sh, fish string }

// exportValue returns the line that gives a variable a value.
func exportValue(name, value string) line {
	return line{"export " + name + "=" + value, "set -gx " + name + " " + value}
}

// exportCommand returns the line that gives a variable what a command prints.
func exportCommand(name, command string) line {
	return line{"export " + name + "=$(" + command + ")", "set -gx " + name + " (" + command + ")"}
}

// shellFile returns the file that the person's shell reads when it starts in a
// terminal, and whether the shell is fish.
func (m *Machine) shellFile(home string) (file string, fish bool) {
	switch filepath.Base(m.variable("SHELL")) {
	case "bash":
		// A terminal of macOS starts it as for a login.
		if runtime.GOOS == "darwin" {
			return filepath.Join(home, ".bash_profile"), false
		}
		return filepath.Join(home, ".bashrc"), false
	case "zsh":
		if dir := m.variable("ZDOTDIR"); filepath.IsAbs(dir) {
			return filepath.Join(dir, ".zshrc"), false
		}
		return filepath.Join(home, ".zshrc"), false
	case "fish":
		folder := m.variable("XDG_CONFIG_HOME")
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(home, ".config")
		}
		return filepath.Join(folder, "fish", "config.fish"), true
	default:
		return filepath.Join(home, ".profile"), false
	}
}

// profileFix returns the fix that adds a line to that file. Only a shell can add
// to a file; the line and the file are its arguments, not its text.
func (m *Machine) profileFix(id, title string, add line) []check.Fix {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	file, fish := m.shellFile(home)
	text := add.sh
	if fish {
		text = add.fish
	}
	commands := []check.Command{check.Run("sh", "-c", `printf '\n%s\n' "$1" >>"$2"`, "sh", text, file)}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		commands = append([]check.Command{check.Run("mkdir", "-p", filepath.Dir(file))}, commands...)
	}
	remove := []string{"sed", "-i"}
	if runtime.GOOS == "darwin" {
		remove = append(remove, "") // Its sed takes the ending of a copy there.
	}
	remove = append(remove, "/^"+sedWord(text)+"$/d", file)
	return []check.Fix{{
		ID: id, Title: title,
		Effect:    "The line " + text + " is added to " + process.Short(file) + "; it holds in every terminal that you open from then on.",
		Privilege: check.User,
		Undo:      check.Run(remove...).String(),
		Plan:      func(check.Answers) []check.Command { return commands },
	}}
}

// sedWord escapes what means something in a pattern of sed.
func sedWord(text string) string {
	return strings.NewReplacer(`\`, `\\`, "/", `\/`, ".", `\.`, "*", `\*`, "[", `\[`, "$", `\$`, "^", `\^`).Replace(text)
}

// shellVariable returns the value of a variable in a terminal that the person
// would open now: her shell's files may have changed since we were started.
func (m *Machine) shellVariable(ctx context.Context, name string) string {
	env, err := process.LoginEnv(ctx, m.variable("SHELL"))
	if err != nil {
		return "" // Her shell does not say; what we were started with stands.
	}
	return valueIn(env, name)
}

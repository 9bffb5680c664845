//go:build unix

package machine

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// askForPassphrase says whether gpg could ask the person for the passphrase that
// a signature takes: it needs a program for that, and the program a window or a
// terminal.
func (m *Machine) askForPassphrase(ctx context.Context, gpg string) (check.Finding, []check.Fix) {
	program := m.pinentry(gpg)
	file, err := m.runner.Find(program)
	if err != nil {
		return check.Fail("signing/no-pinentry", "Gpg cannot ask you for the passphrase of your key: the program that asks is missing",
			check.Literal("Program", process.Short(program))), m.installPinentry()
	}
	real, err := filepath.EvalSymlinks(file)
	if err != nil {
		real = file
	}
	asks := check.Literal("Asked by", process.Short(real))
	if !m.needsTerminal(filepath.Base(real)) || m.variable("GPG_TTY") != "" {
		return check.Hold("Git can sign your commits, and gpg will ask for the passphrase of your key", asks), nil
	}
	if m.shellVariable(ctx, "GPG_TTY") != "" {
		return check.Hold("Git can sign your commits from a new terminal, where gpg will ask for the passphrase of your key", asks), nil
	}
	return check.Fail("signing/no-terminal", "Gpg cannot ask you for the passphrase of your key: it is not told your terminal",
		asks, check.Fact("GPG_TTY", "not set")), m.profileFix("gpg-tty", "Tell gpg your terminal", exportCommand("GPG_TTY", "tty"))
}

// pinentry returns the program that gpg's agent has ask for a passphrase.
func (m *Machine) pinentry(gpg string) string {
	for _, home := range m.gpgHomes() {
		text, err := os.ReadFile(filepath.Join(home, "gpg-agent.conf"))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if value, ok := strings.CutPrefix(strings.TrimSpace(line), "pinentry-program"); ok && strings.TrimSpace(value) != "" {
				return strings.TrimSpace(value)
			}
		}
	}
	// Without being told, it is the one beside gpg.
	if beside := filepath.Join(filepath.Dir(gpg), "pinentry"); isFile(beside) {
		return beside
	}
	return "pinentry"
}

// needsTerminal reports whether a pinentry of that name asks in the terminal.
// Those made for a desktop do so as well where there is none.
func (m *Machine) needsTerminal(name string) bool {
	for _, kind := range []string{"curses", "tty"} {
		if strings.HasSuffix(name, "-"+kind) {
			return true
		}
	}
	for _, kind := range []string{"gnome3", "gtk-2", "gtk", "qt", "qt5", "qt4", "fltk", "efl", "x11"} {
		if strings.HasSuffix(name, "-"+kind) {
			return !m.desktop()
		}
	}
	return false // One that nobody here knows knows best.
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (m *Machine) installPinentry() []check.Fix {
	names := part{apt: "pinentry-curses", dnf: "pinentry", pacman: "pinentry", brew: "pinentry-mac"}
	if m.desktop() {
		names.apt = "pinentry-gnome3"
	}
	return m.install("pinentry", "Gpg can ask for a passphrase.", names)
}

package machine

import (
	"context"

	"firstlight/backend/check"
)

// hasLocale reports whether programs find a locale of that name.
func (m *Machine) hasLocale(_ []string, name string) bool {
	return name == "C" || name == "POSIX" || name == "C.UTF-8" || m.exists("usr", "share", "locale", name)
}

// isUTF8 reports whether a locale writes text as UTF-8. Where none is named, the
// terminal names one: it does so for each window, not in the shell's files.
func (m *Machine) isUTF8(_ context.Context, name string) bool {
	_, charset, _ := splitLocale(name)
	return name == "" || name == "UTF-8" || plainCharset(charset) == "utf8"
}

// localeFiles returns the files whose change could alter what is found; macOS
// has all of its locales from the start.
func (m *Machine) localeFiles() []string { return nil }

func (m *Machine) generateLocale(string) []check.Fix { return nil }

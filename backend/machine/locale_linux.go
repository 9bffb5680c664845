package machine

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// hasLocale reports whether programs find a locale of that name.
func (m *Machine) hasLocale(env []string, name string) bool {
	if name == "C" || name == "POSIX" || m.musl() {
		return true // Musl takes any name.
	}
	if strings.HasPrefix(name, "/") {
		return m.exists(name)
	}
	language, charset, modifier := splitLocale(name)
	spellings := []string{name}
	if charset != "" {
		filed := language + "." + plainCharset(charset)
		if modifier != "" {
			filed += "@" + modifier
		}
		spellings = append(spellings, filed)
	}
	folders := filepath.SplitList(valueIn(env, "LOCPATH"))
	archive := valueIn(env, "LOCALE_ARCHIVE") // As NixOS has it.
	if len(folders) == 0 {
		folders = []string{m.at("usr", "lib", "locale"), m.at("usr", "lib64", "locale")}
		if archive == "" {
			archive = m.at("usr", "lib", "locale", "locale-archive")
		}
	}
	for _, folder := range folders {
		for _, spelling := range spellings {
			if isFile(filepath.Join(folder, spelling, "LC_CTYPE")) {
				return true
			}
		}
	}
	names := archivedLocales(archive)
	return slices.ContainsFunc(spellings, func(s string) bool { return slices.Contains(names, s) })
}

// isUTF8 reports whether a locale writes text as UTF-8. A name that does not say
// stands for what the system made of it.
func (m *Machine) isUTF8(ctx context.Context, name string) bool {
	const limit = 2 * time.Second
	language, charset, _ := splitLocale(name)
	switch {
	case name == "":
		return m.musl()
	case charset != "":
		return plainCharset(charset) == "utf8"
	case language == "C" || language == "POSIX":
		return false
	}
	result, err := m.runner.Run(ctx, process.Spec{Args: []string{"locale", "charmap"}, Env: []string{"LC_ALL=" + name}, Limit: limit})
	return err == nil && plainCharset(strings.TrimSpace(result.Stdout)) == "utf8"
}

// musl reports whether the system's C library is musl, which knows UTF-8 only.
func (m *Machine) musl() bool {
	loaders, _ := filepath.Glob(m.at("lib", "ld-musl-*")) // The pattern is one.
	return len(loaders) > 0
}

// localeFiles returns the files whose change could alter what is found.
func (m *Machine) localeFiles() []string {
	return []string{
		m.at("etc", "default", "locale"), m.at("etc", "locale.conf"),
		m.at("usr", "lib", "locale"), m.at("usr", "lib", "locale", "locale-archive"),
	}
}

// ordinaryLocale is a name that is safe to hand to a shell, and that a system
// can make.
var ordinaryLocale = regexp.MustCompile(`^[a-z]{2,3}_[A-Z]{2}(\.[A-Za-z0-9-]+)?(@[a-z]+)?$`)

// generateLocale offers to make a locale, from the definitions that the system
// has of all of them.
func (m *Machine) generateLocale(name string) []check.Fix {
	const list = "/etc/locale.gen"
	language, charset, modifier := splitLocale(name)
	if !ordinaryLocale.MatchString(name) || charset != "" && plainCharset(charset) != "utf8" {
		return nil
	}
	entry := language + ".UTF-8"
	if modifier != "" {
		entry += "@" + modifier
	}
	fix := check.Fix{
		ID: "make-locale", Title: "Make the locale " + name, Privilege: check.Admin,
		Effect: "The machine has the locale " + entry + ", for every program.",
	}
	_, noApt := m.runner.Find("apt-get")
	_, noDnf := m.runner.Find("dnf")
	switch defined := m.exists("usr", "share", "i18n", "locales"); {
	case defined && m.exists("etc", "locale.gen") || noApt == nil:
		add := check.Run("sh", "-c", "printf '%s\\n' '"+entry+" UTF-8' >>"+list+" && locale-gen")
		commands := []check.Command{add}
		if !defined {
			commands = []check.Command{check.Run("apt-get", "install", "-y", "locales"), add}
		}
		fix.Undo = check.Run("sh", "-c", "sed -i '/^"+sedWord(entry)+" UTF-8$/d' "+list+" && locale-gen").String()
		fix.Plan = func(check.Answers) []check.Command { return commands }
	case noDnf == nil:
		tongue, _, _ := strings.Cut(language, "_")
		fix.Undo = check.Run("dnf", "remove", "-y", "glibc-langpack-"+tongue).String()
		fix.Plan = func(check.Answers) []check.Command {
			return []check.Command{check.Run("dnf", "install", "-y", "glibc-langpack-"+tongue)}
		}
	default:
		return nil
	}
	return []check.Fix{fix}
}

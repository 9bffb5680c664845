//go:build unix

package machine

import (
	"strings"

	"firstlight/backend/check"
)

// part names the packages of one part of the system, by manager; an empty name means
// that the manager has none. A name may be several, with spaces between them.
type part struct{ apt, dnf, pacman, brew string }

// install returns the ways to install a package with the managers that are
// here. What a journey asks for by name is the tool room's; these are parts of
// the system that a claim of ours turned out to lack.
func (m *Machine) install(id, effect string, names part) []check.Fix {
	managers := []struct {
		name, packages  string
		install, remove []string
		privilege       check.Privilege
	}{
		{"brew", names.brew, []string{"brew", "install"}, []string{"brew", "uninstall"}, check.User},
		{"apt-get", names.apt, []string{"apt-get", "install", "-y"}, []string{"apt-get", "remove", "-y"}, check.Admin},
		{"dnf", names.dnf, []string{"dnf", "install", "-y"}, []string{"dnf", "remove", "-y"}, check.Admin},
		{"pacman", names.pacman, []string{"pacman", "-S", "--needed", "--noconfirm"}, []string{"pacman", "-R", "--noconfirm"}, check.Admin},
	}
	var fixes []check.Fix
	for _, by := range managers {
		if _, err := m.runner.Find(by.name); err != nil || by.packages == "" {
			continue
		}
		what := strings.Fields(by.packages)
		fixes = append(fixes, check.Fix{
			ID: id + "-" + by.name, Title: "Install " + by.packages + " with " + by.name,
			Effect: effect, Privilege: by.privilege,
			Undo: check.Run(append(by.remove, what...)...).String(),
			Plan: func(check.Answers) []check.Command { return []check.Command{check.Run(append(by.install, what...)...)} },
		})
	}
	return fixes
}

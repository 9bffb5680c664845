package tool

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// installed is what is known of a package that a manager has installed.
type installed struct {
	// version is how the manager spells it; empty where that is unknown.
	version string
	// tool says that the tool was found in it.
	tool bool
}

// systemFolders are where the packages of the system itself put programs.
func systemFolders() []string {
	return []string{"/usr/bin/", "/usr/sbin/", "/usr/lib/", "/usr/lib64/", "/usr/libexec/", "/usr/share/", "/usr/games/"}
}

// installed returns what is known of the tool's packages where the manager has
// one installed, or may have; nil where it has not. What holds another tool as
// well, as Node.js' package does npm, may be there for that one's sake.
func (c claim) installed(ctx context.Context, by manager, current candidate) *installed {
	names := c.tool.Install[by.name]
	if known, told := c.room.carries(ctx, by, names); told {
		return known
	}
	for _, t := range c.room.catalogue.all() {
		itself := t.Name == c.tool.Name
		if itself && !current.known || !slices.ContainsFunc(t.Install[by.name], func(p string) bool { return slices.Contains(names, p) }) {
			continue
		}
		if slices.ContainsFunc(c.room.look(t), by.holds) {
			was := &installed{tool: itself}
			if itself && by.holds(current.place) && !t.Renumbered {
				was.version = current.Version
			}
			return was
		}
	}
	return nil
}

// holds reports whether a program is one that the manager installed, as far as
// its path tells.
func (m manager) holds(p place) bool {
	return slices.ContainsFunc(m.territory, func(part string) bool {
		return strings.Contains(filepath.ToSlash(p.file), part) || strings.Contains(filepath.ToSlash(p.real), part)
	})
}

// takeBack says how an upgrade is undone. It never says to remove the package:
// that was there before.
func (m manager) takeBack(names []string, was installed) string {
	if m.back == nil {
		return string(m.name) + " has no way back to the earlier version, and to remove the package would leave you without it"
	}
	if was.version == "" {
		was.version = "VERSION"
	}
	return "Have the earlier version again: " + m.back(names[0], was.version)
}

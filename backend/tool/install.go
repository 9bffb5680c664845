package tool

import (
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/version"
)

// newest returns what to ask of a manager that installs any version.
func newest(want version.Constraint) string {
	if series := want.Request(); series != "" {
		return series
	}
	return "latest"
}

// fix returns the fix that installs a tool by this manager, or that upgrades it
// where the manager has it installed.
func (m manager) fix(t tool, want version.Constraint, was *installed) check.Fix {
	names := t.Install[m.name]
	fix := check.Fix{
		ID:        "install-" + string(m.name),
		Title:     "Install " + t.Title + " with " + string(m.name),
		Effect:    "The package " + strings.Join(names, ", ") + " is installed, with what it needs.",
		Privilege: m.privilege,
		Undo:      m.undo(names).String(),
		Plan:      func(check.Answers) []check.Command { return m.install(names, newest(want)) },
	}
	if was != nil {
		fix.Title = "Upgrade " + t.Title + " with " + string(m.name)
		fix.Effect = "The package " + strings.Join(names, ", ") + ", which is installed, gives way to another version, with what that needs."
		fix.Undo = m.takeBack(names, *was)
		if m.upgrade != nil && was.tool {
			fix.Plan = func(check.Answers) []check.Command { return m.upgrade(names, newest(want)) }
		}
	}
	return fix
}

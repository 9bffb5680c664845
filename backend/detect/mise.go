package detect

import (
	"slices"
	"strings"
)

func miseReaders() []reader {
	return []reader{{names: []string{
		"mise.toml", ".mise.toml", "mise/config.toml", ".mise/config.toml", ".config/mise.toml", ".config/mise/config.toml", ".config/mise/conf.d/*.toml",
	}, read: readMise}}
}

// readMise reads the tools and the tasks of mise.
func readMise(f *file, s *statements) {
	m := f.toml()
	dir := miseDir(f.dir)
	for _, tool := range m.get("tools").each() {
		name, value := toolName(tool.key), tool.value
		if value.kind == mapping {
			value = value.get("version")
		}
		text := ""
		if all := value.texts(); len(all) > 0 {
			text = all[0]
		}
		s.add(f, tool.line, statement{
			kind: kindOf(name), name: name, strength: versioned, dir: dir, version: managed(name, text), said: text,
			reason: "mise is told to use this version.",
		})
	}
	if len(m.get("tools").each()) > 0 {
		s.add(f, 1, statement{kind: Tool, name: "mise", strength: versioned, need: offers, dir: dir, reason: "It installs the tools that the repository names."})
	}
	for _, task := range m.get("tasks").each() {
		command := "mise run " + task.key
		s.target(f, task.line, command)
		if kind, _ := taskKind(task.key); kind != "" {
			s.add(f, task.line, statement{kind: kind, strength: declared, way: own, dir: dir, command: command, reason: "It is the project's own task for it."})
		}
	}
}

// miseDir returns the folder that a file of mise speaks for.
func miseDir(dir string) string {
	for _, own := range []string{".config/mise/conf.d", ".config/mise", ".config", ".mise", "mise"} {
		if rest, ok := strings.CutSuffix(dir, own); ok && (rest == "" || strings.HasSuffix(rest, "/")) {
			if rest = strings.TrimSuffix(rest, "/"); rest != "" {
				return rest
			}
			return "."
		}
	}
	return ""
}

// taskNames are what projects call their tasks, the more telling first.
var taskNames = []struct {
	kind  Kind
	names []string
}{
	{Setup, []string{"setup", "bootstrap", "dev-setup", "setup-dev", "install-dev", "dev-install", "init", "deps", "install-deps", "dependencies", "install", "prepare", "develop", "prebuild"}},
	{Test, []string{"test", "tests", "check", "test-unit", "unit-test", "unit", "test-all", "test:unit", "spec", "verify", "ci"}},
	{Build, []string{"build", "compile", "all"}},
	{Run, []string{"dev", "run", "serve", "server", "start", "up", "watch", "run-dev"}},
}

// taskKind tells by a task's name what it is for, and how early among the names
// of that kind it stands; "" for none.
func taskKind(name string) (Kind, int) {
	for _, t := range taskNames {
		if at := slices.Index(t.names, name); at >= 0 {
			return t.kind, at
		}
	}
	return "", 0
}

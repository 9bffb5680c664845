package detect

import (
	"path"
	"strings"
)

func hookReaders() []reader {
	return []reader{
		{names: []string{".pre-commit-config.yaml", ".pre-commit-config.yml"}, read: readPreCommit, head: 1, deep: 1},
		{names: []string{"prek.toml"}, read: readPrek, head: 1, deep: 1},
		{names: []string{"lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", "lefthook.toml", "lefthook.json"}, read: readLefthook, head: 1, deep: 1},
		{names: []string{".husky/*"}, read: readHusky, deep: 2},
		{names: []string{"package.json"}, read: readPackageHooks, deep: 1},
		{names: []string{".githooks/*", ".git-hooks/*"}, read: readHooksFolder, deep: 1},
	}
}

// hooks says that a program installs the hooks of git, and how.
func (s *statements) hooks(f *file, line int, name, command, reason string) {
	s.add(f, line, statement{kind: Hooks, name: name, strength: declared, need: offers, dir: ".", command: command, reason: reason})
}

func readPreCommit(f *file, s *statements) {
	manager, _ := pythonManager(f)
	if f.mentions("pyproject.toml", `"prek`) || f.mentions("package.json", `"@j178/prek"`) {
		s.hooks(f, 1, "prek", pythonRun[manager]+"prek install", "The project installs its hooks with prek.")
		return
	}
	command := "pre-commit install"
	if f.mentions("pyproject.toml", "pre-commit") {
		command = pythonRun[manager] + command
	}
	s.hooks(f, 1, "pre-commit", command, "pre-commit runs these checks before each commit.")
}

func readPrek(f *file, s *statements) {
	s.hooks(f, 1, "prek", "prek install", "prek runs these checks before each commit.")
}

func readLefthook(f *file, s *statements) {
	command := "lefthook install"
	if f.mentions("package.json", `"lefthook"`) {
		command = "npx lefthook install"
	}
	s.hooks(f, 1, "lefthook", command, "lefthook runs these checks at each commit or push.")
}

// hookNames are the files that git runs, or that are asked for here.
var hookNames = pattern(`^(?:pre-commit|commit-msg|pre-push|prepare-commit-msg|post-checkout|post-merge)$`)

// readHusky reads a hook of husky; one that does nothing any more says nothing.
func readHusky(f *file, s *statements) {
	if !hookNames().MatchString(path.Base(f.path)) {
		return
	}
	for i, line := range f.lines() {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || strings.HasPrefix(line, ". ") {
			continue
		}
		s.hooks(f, i+1, "husky", "", "husky has git run this at each commit or push.")
		return
	}
}

// readPackageHooks reads the programs that keep their hooks in package.json.
func readPackageHooks(f *file, s *statements) {
	p := f.json()
	for _, name := range []string{"simple-git-hooks", "husky", "yorkie", "gitHooks"} {
		if hooks := p.get(name); hooks != nil && hooks.kind == mapping {
			if name == "gitHooks" {
				name = "yorkie"
			}
			s.hooks(f, hooks.at(), name, "", name+" has git run these at each commit or push.")
		}
	}
}

// readHooksFolder reads a folder of hooks that git itself is to be told of.
func readHooksFolder(f *file, s *statements) {
	if hookNames().MatchString(path.Base(f.path)) {
		s.hooks(f, 1, f.dir, "git config core.hooksPath "+f.dir, "git runs the hooks of this folder once it is told of it.")
	}
}

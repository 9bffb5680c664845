package detect

import (
	"path"
	"slices"
	"strings"
)

func nodeReaders() []reader {
	return []reader{
		{names: []string{"package.json"}, read: readPackageJSON},
		{names: []string{"pnpm-workspace.yaml"}, read: readPnpmWorkspace},
		{names: []string{"lerna.json"}, read: readLerna},
		{names: []string{"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"}, head: 4096, read: readNodeLock},
		{names: []string{".yarnrc.yml"}, read: readYarnrc},
	}
}

// readPackageJSON reads what Node's package managers know of a package.
func readPackageJSON(f *file, s *statements) {
	p := f.json()
	if p == nil || p.kind != mapping {
		return
	}
	s.member(f, "node", append(p.get("workspaces").texts(), p.get("workspaces", "packages").texts()...)...)
	s.install(f, asksFor(p))
	manager := nodeManager(f, p)
	needed := demands
	if onlyTooling(f, p) {
		needed = offers
	}
	engines := p.get("engines", "node")
	switch {
	case manager == "bun" && engines == nil:
	case engines != nil:
		s.add(f, engines.at(), statement{
			kind: Tool, name: "node", strength: declared, need: needed, version: engines.str(),
			reason: "The package names the versions of Node that it runs on.",
		})
	default:
		s.tool(f, 1, "node", declared, needed, "", "It is a package for Node.")
	}
	readManagers(f, s, p, manager, needed)
	readDevEngines(f, s, p, needed)
	for _, v := range p.get("volta").each() {
		if v.key != "extends" {
			s.tool(f, v.line, v.key, versioned, pins, v.value.str(), "Volta is told to use this version.")
		}
	}
	readScripts(f, s, p, manager)
}

// readManagers says which package manager installs what the package needs.
func readManagers(f *file, s *statements, p *node, manager string, needed need) {
	field := p.get("packageManager")
	name, version, _ := strings.Cut(field.str(), "@")
	if name != "" {
		version, _, _ = strings.Cut(version, "+")
		s.add(f, field.at(), statement{
			kind: PackageManager, name: name, strength: enforced, need: needed, version: version, said: field.str(),
			reason: "The package names its package manager.",
		})
	}
	if engine := p.get("engines", manager); engine != nil {
		s.tool(f, engine.at(), manager, declared, needed, engine.str(), "The package names the versions of "+manager+" that install it.")
	}
	if name == "" && f.above("package.json") == "" {
		s.tool(f, 1, manager, locked, needed, "", "It installs what the package needs.")
	}
}

// readDevEngines reads what npm's devEngines demand of whoever works on it.
func readDevEngines(f *file, s *statements, p *node, needed need) {
	for _, key := range []string{"runtime", "packageManager"} {
		value := p.get("devEngines", key)
		all := value.elements()
		if value != nil && value.kind == mapping {
			all = []*node{value}
		}
		for _, e := range all {
			if name := e.get("name").str(); name != "" {
				s.tool(f, e.at(), name, declared, needed, e.get("version").str(), "The package demands it of whoever works on it.")
			}
		}
	}
}

// nodeManager returns the package manager of the package: the one that it names,
// that has left a lock file, here or above, or npm.
func nodeManager(f *file, p *node) string {
	if name, _, named := strings.Cut(p.get("packageManager").str(), "@"); named && name != "" {
		return name
	}
	if name := p.get("devEngines", "packageManager", "name").str(); name != "" {
		return name
	}
	for dir := f.dir; ; dir = parent(dir) {
		for _, l := range nodeLocks {
			if f.tree.names[path.Join(dir, l.file)] && (l.manager != "npm" || dir == f.dir || f.tree.has(path.Join(dir, "package.json"))) {
				return l.manager
			}
		}
		if dir == "" {
			break
		}
	}
	for _, name := range []string{"pnpm", "yarn", "bun"} {
		if p.get("engines", name) != nil {
			return name
		}
	}
	return "npm"
}

// nodeLocks are the files by which package managers are known, the more telling
// first: some projects keep a lock file of npm beside their own.
var nodeLocks = []struct{ file, manager string }{
	{"pnpm-lock.yaml", "pnpm"}, {"pnpm-workspace.yaml", "pnpm"}, {"bun.lock", "bun"}, {"bun.lockb", "bun"},
	{"yarn.lock", "yarn"}, {".yarnrc.yml", "yarn"}, {"package-lock.json", "npm"}, {"npm-shrinkwrap.json", "npm"},
}

// otherManifests are those of other languages: beside one of them a package of
// Node may be there only to check or to format.
var otherManifests = []string{
	"go.mod", "Gemfile", "pyproject.toml", "setup.py", "requirements.txt", "Cargo.toml", "composer.json", "mix.exs", "pom.xml",
	"build.gradle", "build.gradle.kts", "global.json", "Package.swift", "pubspec.yaml", "CMakeLists.txt", "Directory.Build.props", "meson.build",
}

// onlyTooling reports whether the package builds and runs nothing of the project.
func onlyTooling(f *file, p *node) bool {
	if !f.tree.holds(f.dir, otherManifests) {
		return false
	}
	if p.get("workspaces") != nil || len(p.get("dependencies").each()) > 0 {
		return false
	}
	for _, script := range p.get("scripts").each() {
		first, _, _ := strings.Cut(script.key, ":")
		if slices.Contains([]string{"build", "start", "dev", "serve", "watch", "compile", "production", "bundle"}, first) {
			return false
		}
	}
	return true
}

// asksFor reports whether a package names anything that can be installed.
func asksFor(p *node) bool {
	return slices.ContainsFunc([]string{"dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "workspaces"},
		func(key string) bool { return len(p.get(key).each()) > 0 || len(p.get(key).texts()) > 0 })
}

// readScripts reads the package's scripts.
func readScripts(f *file, s *statements, p *node, manager string) {
	scripts := map[string]field{}
	for _, script := range p.get("scripts").each() {
		scripts[script.key] = script
		for _, form := range scriptForms(manager, script.key) {
			s.target(f, script.line, form)
		}
	}
	s.command(f, 1, Setup, bare, "node", manager+" install", "It installs what the package needs.")
	for kind, names := range map[Kind][]string{
		Test:  {"test", "test:unit", "tests", "test:ci", "test:all", "unit"},
		Build: {"build", "compile", "bundle"},
		Run:   {"dev", "start:dev", "develop", "serve", "start", "watch"},
	} {
		at := slices.IndexFunc(names, func(name string) bool {
			return scripts[name].key != "" && !strings.Contains(scripts[name].value.str(), "no test specified")
		})
		if at >= 0 {
			found := scripts[names[at]]
			s.command(f, found.line, kind, own, "node", runScript(manager, found.key), "It is the package's own script for it.")
		}
	}
}

// runScript returns how a script is run as people write it.
func runScript(manager, script string) string {
	switch {
	case manager == "npm" && (script == "test" || script == "start"):
		return "npm " + script
	case manager == "npm" || manager == "bun":
		return manager + " run " + script
	}
	return manager + " " + script
}

// scriptForms returns the ways in which people write that a script is run.
func scriptForms(manager, script string) []string {
	return []string{manager + " run " + script, manager + " " + script}
}

// readPnpmWorkspace reads which folders belong to a workspace of pnpm.
func readPnpmWorkspace(f *file, s *statements) {
	s.member(f, "node", f.yaml().get("packages").texts()...)
}

// readLerna reads which folders Lerna takes in.
func readLerna(f *file, s *statements) {
	s.member(f, "node", f.json().get("packages").texts()...)
}

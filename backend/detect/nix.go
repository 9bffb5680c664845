package detect

import "strings"

func nixReaders() []reader {
	return []reader{
		{names: []string{"flake.nix", "shell.nix", "devenv.nix"}, read: readNix, head: 1, deep: 1},
		{names: []string{"devbox.json"}, read: readDevbox},
		{names: []string{".envrc"}, read: readEnvrc, head: 1, deep: 1},
	}
}

// readNix says that there is an environment to enter. What is in it is written
// in a language that only Nix can evaluate.
func readNix(f *file, s *statements) {
	s.tool(f, 1, "nix", declared, offers, "", "Nix can bring the whole environment.")
}

func readEnvrc(f *file, s *statements) {
	s.tool(f, 1, "direnv", declared, offers, "", "direnv sets the environment of this folder.")
}

// readDevbox reads the packages of a Devbox shell, which is a way to get them and
// not the only one.
func readDevbox(f *file, s *statements) {
	box := f.json()
	if len(box.each()) == 0 {
		return
	}
	s.tool(f, 1, "devbox", declared, offers, "", "Devbox can bring the whole environment.")
	packages := box.get("packages")
	for _, e := range packages.elements() {
		name, version, _ := strings.Cut(e.str(), "@")
		devboxTool(f, s, e.at(), name, version)
	}
	for _, p := range packages.each() {
		version := p.value.str()
		if version == "" {
			version = p.value.get("version").str()
		}
		devboxTool(f, s, p.line, p.key, version)
	}
	for kind, script := range chosenTasks(box.get("shell", "scripts").each()) {
		s.command(f, script.line, kind, bare, "devbox", "devbox run "+script.key, "A script of the project's Devbox shell.")
	}
}

// nixNames are what Nix calls tools that have another name elsewhere.
var nixNames = map[string]string{
	"nodejs": "node", "python3": "python", "rustup": "rust", "rustc": "rust", "jdk": "java", "openjdk": "java", "temurin-bin": "java", "dotnet-sdk": "dotnet",
	"bundler": "bundler", "elixir": "elixir", "erlang": "erlang", "ruby": "ruby", "php": "php", "go": "go", "yarn": "yarn", "pnpm": "pnpm", "bun": "bun",
	"deno": "deno", "poetry": "poetry", "uv": "uv", "maven": "maven", "gradle": "gradle", "zig": "zig", "python": "python", "node": "node", "java": "java",
}

func devboxTool(f *file, s *statements, line int, name, version string) {
	tool, known := nixNames[strings.TrimRight(name, "_0123456789")]
	if !known {
		return
	}
	if !startsWithDigit(version) {
		version = ""
	}
	s.tool(f, line, tool, versioned, offers, version, "The Devbox shell has it.")
}

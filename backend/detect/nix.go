package detect

import "strings"

func nixReaders() []reader {
	return []reader{
		{names: []string{"flake.nix", "shell.nix", "devenv.nix"}, read: readNix, deep: 1},
		{names: []string{"devbox.json"}, read: readDevbox},
		{names: []string{".envrc"}, read: readEnvrc, head: 1, deep: 1},
	}
}

var (
	// nixList is what begins the list of the packages of an environment.
	nixList = pattern(`\b(?:packages|buildInputs|nativeBuildInputs|propagatedBuildInputs)\s*=\s*(?:with\s+[\w.]+\s*;\s*)?\[`)
	// nixPackage is a package with its series, such as go_1_25, nodejs_22, python313.
	nixPackage = pattern(`(?m)(?:^|[\s(])(?:pkgs\.)?([a-z][a-z-]*?)(?:[_-]?(\d+(?:_\d+)*))?(?:[\s)]|$)`)
	nixComment = pattern(`(?m)#.*$`)
)

// readNix says that there is an environment to enter, and which versions the plain
// lists in it name. Only Nix can evaluate its language as a whole.
func readNix(f *file, s *statements) {
	s.tool(f, 1, "nix", declared, offers, "", "Nix can bring the whole environment.")
	// Blanks keep every byte where it was, and so the lines.
	text := nixComment().ReplaceAllStringFunc(string(f.data), func(comment string) string { return strings.Repeat(" ", len(comment)) })
	for _, begins := range nixList().FindAllStringIndex(text, -1) {
		list, _, closed := strings.Cut(text[begins[1]:], "]")
		if !closed {
			return
		}
		// A blank after each lets two that stand beside each other both match.
		list = strings.NewReplacer(" ", "  ").Replace(list)
		line := f.lineOf(begins[1])
		for _, m := range nixPackage().FindAllStringSubmatchIndex(list, -1) {
			name, series := list[m[2]:m[3]], ""
			if m[4] >= 0 {
				series = list[m[4]:m[5]]
			}
			if version := nixVersion(name, series); version != "" {
				s.add(f, line+strings.Count(list[:m[2]], "\n"), statement{
					kind: kindOf(nixNames[name]), name: nixNames[name], strength: packed, need: pinsQuietly, version: ">=" + version, said: version,
					reason: "The environment of Nix has it.",
				})
			}
		}
	}
}

// nixVersion reads the series of a package that Nix has several of; "" for a
// package that is no tool of ours, or that has none.
func nixVersion(name, series string) string {
	if nixNames[name] == "" || series == "" {
		return ""
	}
	version := strings.ReplaceAll(series, "_", ".")
	if name == "python" && len(version) > 1 && version[0] == '3' && !strings.Contains(version, ".") {
		return version[:1] + "." + version[1:]
	}
	return version
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

package detect

import "strings"

func brewfileReaders() []reader {
	return []reader{
		{names: []string{"Brewfile"}, read: readBrewfile, deep: 1},
		{names: []string{"Aptfile"}, read: readAptfile, deep: 1},
	}
}

var brewLine = pattern(`^\s*(?:brew|cask)\s+["']([^"']+)["']`)

// readBrewfile reads what Homebrew installs: on a Mac one way among others, so
// that nothing of it is demanded.
func readBrewfile(f *file, s *statements) {
	for i, line := range f.lines() {
		if found := brewLine().FindStringSubmatch(line); found != nil {
			name, version, _ := strings.Cut(found[1][strings.LastIndexByte(found[1], '/')+1:], "@")
			packaged(f, s, i+1, name, version, "Homebrew installs it with the others of the Brewfile.")
		}
	}
}

// readAptfile reads the packages of Debian that a host installs before the build.
func readAptfile(f *file, s *statements) {
	for i, line := range f.lines() {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !strings.HasPrefix(line, ":") && !strings.Contains(line, "://") {
			name, version, _ := strings.Cut(line, "=")
			packaged(f, s, i+1, name, version, "The host installs it with the others of the Aptfile.")
		}
	}
}

// packageNames are what packages are called whose program has another name.
var packageNames = map[string]string{
	"node": "node", "nodejs": "node", "python": "python", "python3": "python", "ruby": "ruby", "go": "go", "golang": "go", "openjdk": "java",
	"rust": "rust", "rustup": "rust", "yarn": "yarn", "pnpm": "pnpm", "uv": "uv", "poetry": "poetry", "docker": "docker", "docker.io": "docker",
	"mise": "mise", "asdf": "asdf", "direnv": "direnv", "just": "just", "go-task": "task", "make": "make", "cmake": "cmake", "gh": "gh",
	"jq": "jq", "mkcert": "mkcert", "pre-commit": "pre-commit", "lefthook": "lefthook", "golangci-lint": "golangci-lint", "terraform": "terraform",
	"kubectl": "kubectl", "kubernetes-cli": "kubectl", "helm": "helm", "php": "php", "composer": "composer", "elixir": "elixir", "erlang": "erlang",
	"ffmpeg": "ffmpeg", "imagemagick": "imagemagick", "git-lfs": "git-lfs", "shellcheck": "shellcheck", "awscli": "aws", "protobuf": "protoc",
}

// packaged says that a package is offered. Services and libraries among them are
// not: those are said where they are used.
func packaged(f *file, s *statements, line int, name, version, reason string) {
	tool, known := packageNames[name]
	if !known {
		return
	}
	if !startsWithDigit(version) {
		version = ""
	}
	s.tool(f, line, tool, told, offers, version, reason)
}

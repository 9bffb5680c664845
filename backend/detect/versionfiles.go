package detect

import "strings"

func versionFileReaders() []reader {
	return []reader{
		{names: []string{".nvmrc", ".node-version"}, read: readNodeVersion},
		{names: []string{".tool-versions"}, read: readToolVersions},
	}
}

// nodeNames are the long-term lines of Node by the names that nvm gives them.
var nodeNames = map[string]string{
	"argon": "4", "boron": "6", "carbon": "8", "dubnium": "10", "erbium": "12", "fermium": "14", "gallium": "16", "hydrogen": "18",
	"iron": "20", "jod": "22", "krypton": "24",
}

// readNodeVersion reads the file of nvm, and the one of the others.
func readNodeVersion(f *file, s *statements) {
	for i, line := range f.lines() {
		line, _, _ = strings.Cut(line, "#")
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		version := strings.TrimPrefix(text, "v")
		if name, lts := strings.CutPrefix(strings.ToLower(text), "lts/"); lts {
			version = nodeNames[name]
		}
		s.add(f, i+1, statement{
			kind: Tool, name: "node", strength: versioned, version: plainVersion(version), said: text,
			reason: "Version managers of Node are told to use this version.",
		})
		return
	}
}

var digits = pattern(`\d+(\.\d+)*`)

// plainVersion returns a version as version managers name one, without the words
// that stand for no fixed version, such as "latest" and "system".
func plainVersion(text string) string {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "prefix:"), "v")
	text, _, _ = strings.Cut(text, "+")
	if text == "" || !strings.ContainsAny(text[:1], "0123456789=<>~^") {
		return ""
	}
	return text
}

// toolNames are the names that version managers have for tools that are called
// otherwise here.
var toolNames = map[string]string{
	"nodejs": "node", "golang": "go", "awscli": "aws", "postgres": "psql", "postgresql": "psql", "python3": "python", "dotnet-core": "dotnet",
	"dotnet-sdk": "dotnet", "github-cli": "gh", "openjdk": "java", "jdk": "java", "rustup": "rust", "diesel": "diesel_cli", "opentofu": "tofu",
	"google-cloud-sdk": "gcloud", "haskell": "ghc", "azure-cli": "az",
}

// toolName returns what a tool is called here, by the name that a version manager
// has for it, which may begin with where it comes from: "cargo:diesel_cli".
func toolName(written string) string {
	name := strings.ToLower(written[strings.LastIndexAny(written, ":/@")+1:])
	if at := strings.IndexByte(name, '['); at > 0 {
		name = name[:at]
	}
	if known := toolNames[name]; known != "" {
		return known
	}
	return name
}

// readToolVersions reads the file of asdf.
func readToolVersions(f *file, s *statements) {
	for i, line := range f.lines() {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		name := toolName(words[0])
		s.add(f, i+1, statement{
			kind: kindOf(name), name: name, strength: versioned, version: managed(name, words[1]), said: words[1],
			reason: "Version managers are told to use this version.",
		})
	}
}

// managed returns the version in what a version manager asks for, which for
// Java has the distribution in front and for Elixir the Erlang behind.
func managed(name, text string) string {
	switch name {
	case "java":
		if number := digits().FindString(text); number != "" {
			return number
		}
	case "elixir":
		text, _, _ = strings.Cut(text, "-otp")
	}
	return plainVersion(text)
}

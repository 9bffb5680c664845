package detect

import (
	"path"
	"strings"
)

// strength is how much a source's word weighs where sources disagree: the higher
// wins. This is the stated order.
type strength int

const (
	// packed is what an image is built from: a Dockerfile.
	packed strength = iota + 1
	// tried is what the continuous integration uses.
	tried
	// told is what documents for people say.
	told
	// locked is what a lock file records of the tool that wrote it.
	locked
	// versioned is a file for a version manager: .nvmrc, .tool-versions, mise.toml.
	versioned
	// declared is a manifest that a tool itself reads: package.json, pyproject.toml.
	declared
	// enforced is a pin that the tool itself keeps: rust-toolchain.toml, global.json,
	// a wrapper, packageManager.
	enforced
)

// need is what a statement says of whether the thing is needed.
type need int

const (
	// pinsQuietly says which version, and never claims the thing alone.
	pinsQuietly need = iota - 1
	// pins says which version, if it is needed at all. Alone it claims nothing,
	// unless it is at least versioned, where it is claimed as optional.
	pins
	// offers says that the thing is used on a way that can be left out.
	offers
	// demands says that the project cannot be built and tested without it.
	demands
)

// statement is one thing that one file states.
type statement struct {
	kind     Kind
	name     string
	strength strength
	need     need
	// dir is the folder that it speaks for, "." for the root; a reader that leaves it
	// empty speaks for the folder that its file lies in.
	dir  string
	from Source

	// version is the constraint as package version reads it; said is what the file
	// has, where that differs.
	version, said string
	// held is what a bare version of a document is held against others as: it asks
	// for no older ones, and says that newer ones were not in mind.
	held string
	// service describes a service.
	image string
	port  int
	// command is for kinds setup, build, test and run, and is run in dir; way tells
	// whose it is.
	command string
	way     way
	// language is the tool whose ecosystem the command is of, such as "go".
	language string
	template string
	reason   string
}

// way is by what a command is given, from the weakest to the strongest.
type way int

const (
	// integrated commands are what the continuous integration runs.
	integrated way = iota
	// bare commands are what the ecosystem's people type: go test ./...
	bare
	// mentioned commands stand in a README, which is for those who use the project too.
	mentioned
	// documented commands are what a guide for those who work on it says to type.
	documented
	// own commands are a target or a script that the project made for it.
	own
	// ownNamed commands are own ones that a document tells people to type.
	ownNamed
)

// statements gathers what the readers read.
type statements struct {
	all []statement
	// joins are folders that belong to the main project, with what says so.
	joins   map[string]Source
	members []members
	// targets are the commands that the project made, such as "make test".
	targets map[string]Source
	// installs tells of the folder of each package of Node whether anything is named
	// there that can be installed.
	installs map[string]bool
	// native is whether a document says how to get the services without Docker.
	native bool
	// counts holds how many statements each file has made.
	counts map[string]int
}

const (
	// statementsMost is how many statements of one file are taken up: more are
	// written by a program, and say nothing to a person.
	statementsMost = 500
	// patternsMost is how many patterns of folders one file gives its workspace.
	patternsMost = 1000
)

// members are the folders that a workspace of a language takes in.
type members struct {
	language string
	dir      string   // of the workspace
	patterns []string // as the workspace has them; an "!" in front takes out again
}

// has reports whether a folder is a member.
func (m members) has(language, dir string) bool {
	if m.language != language || dir == m.dir {
		return false
	}
	rest := dir
	if m.dir != "" {
		below, ok := strings.CutPrefix(dir, m.dir+"/")
		if !ok {
			return false
		}
		rest = below
	}
	found := false
	for _, pattern := range m.patterns {
		pattern, not := strings.CutPrefix(pattern, "!")
		if globbed(strings.Trim(strings.TrimPrefix(pattern, "./"), "/"), rest) {
			found = !not
		}
	}
	return found
}

// globbed matches a path against a pattern whose ** stands for any folders.
func globbed(pattern, name string) bool {
	head, tail, deep := strings.Cut(pattern, "**")
	if !deep {
		ok, err := path.Match(pattern, name)
		return ok && err == nil
	}
	// No pattern that people write has more after ** than a name.
	head, tail = strings.TrimSuffix(head, "/"), strings.TrimPrefix(tail, "/")
	if head != "" && !strings.HasPrefix(name, head+"/") {
		return false
	}
	ok, err := path.Match(tail, path.Base(name))
	return tail == "" || ok && err == nil
}

// add takes up a statement of the file f, at that line of it, for the folder that
// f lies in unless the statement names another.
func (s *statements) add(f *file, line int, st statement) {
	if s.counts == nil {
		s.counts = map[string]int{}
	}
	if s.counts[f.path]++; s.counts[f.path] > statementsMost {
		f.tree.note(f.path, 0, "it states more than %d things: the rest was left out", statementsMost)
		return
	}
	if len(st.command) > textMost {
		f.tree.note(f.path, line, "a command was left out: it is too long to be read before it runs")
		return
	}
	st.said, st.reason, st.name, st.image = clip(st.said), clip(st.reason), clip(st.name), clip(st.image)
	st.from = Source{File: f.path, Line: max(line, 1)}
	switch st.dir {
	case "":
		st.dir = f.dir
	case ".":
		st.dir = ""
	}
	s.all = append(s.all, st)
}

// tool says that a tool is needed or which version of it.
func (s *statements) tool(f *file, line int, name string, w strength, n need, version, reason string) {
	s.add(f, line, statement{kind: kindOf(name), name: name, strength: w, need: n, version: version, reason: reason})
}

// command says how something is done in the folder of f.
func (s *statements) command(f *file, line int, k Kind, w way, language, command, reason string) {
	s.add(f, line, statement{kind: k, strength: declared, way: w, language: language, command: command, reason: reason})
}

// join says that the folder is built as a piece of the main project.
func (s *statements) join(f *file, line int, dir string) {
	if s.joins == nil {
		s.joins = map[string]Source{}
	}
	if _, known := s.joins[dir]; !known {
		s.joins[dir] = Source{File: f.path, Line: max(line, 1)}
	}
}

// member says that the folders, given as patterns from the folder of f, belong to
// the workspace that f describes, for what they state of that language.
func (s *statements) member(f *file, language string, patterns ...string) {
	if len(patterns) > patternsMost {
		f.tree.note(f.path, 0, "it takes in more than %d folders by their names: the rest was left out", patternsMost)
		patterns = patterns[:patternsMost]
	}
	s.members = append(s.members, members{language, f.dir, patterns})
}

// install takes down whether a file of a package of Node names anything that can be
// installed in its folder.
func (s *statements) install(f *file, names bool) {
	if s.installs == nil {
		s.installs = map[string]bool{}
	}
	s.installs[f.dir] = s.installs[f.dir] || names
}

// target says that the project has made a command of its own, whatever it does.
func (s *statements) target(f *file, line int, command string) {
	if s.targets == nil {
		s.targets = map[string]Source{}
	}
	s.targets[command] = Source{File: f.path, Line: max(line, 1)}
}

// line returns the first line of the file that has the text, or 1.
func (f *file) line(text string) int {
	at := max(strings.Index(string(f.data), text), 0)
	return 1 + strings.Count(string(f.data[:at]), "\n")
}

// lines returns the lines of the file, without their ends.
func (f *file) lines() []string { return strings.Split(string(f.data), "\n") }

// kindOf tells package managers from other tools.
func kindOf(name string) Kind {
	switch name {
	case "npm", "yarn", "pnpm", "bun", "pip", "pipenv", "poetry", "uv", "pdm", "hatch", "conda", "pixi", "bundler", "composer", "cargo",
		"maven", "gradle", "sbt", "hex", "mix", "nuget", "stack", "cabal", "opam", "cocoapods", "corepack":
		return PackageManager
	}
	return Tool
}

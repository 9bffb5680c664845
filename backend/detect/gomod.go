package detect

import (
	"path"
	"strings"
)

func goReaders() []reader {
	return []reader{
		{names: []string{"go.mod"}, read: readGoMod},
		{names: []string{"go.work"}, read: readGoWork},
	}
}

var (
	goDirective = pattern(`^go\s+(\d\S*)`)
)

// readGoMod reads a module's go and toolchain lines.
func readGoMod(f *file, s *statements) {
	found := false
	for i, line := range f.lines() {
		if m := goDirective().FindStringSubmatch(line); m != nil && !found {
			found = true
			s.tool(f, i+1, "go", declared, demands, ">="+m[1], "The module asks for Go "+m[1]+" or newer.")
		}
	}
	if !found {
		s.tool(f, f.line("module"), "go", declared, demands, "", "It is a Go module.")
	}
	s.command(f, 0, Setup, bare, "go", "go mod download", "It fetches the modules that go.mod names.")
	s.command(f, 0, Build, bare, "go", "go build ./...", "It builds every package of the module.")
	s.command(f, 0, Test, bare, "go", "go test ./...", "It tests every package of the module.")
}

// readGoWork reads a workspace: its members are pieces of the main project.
func readGoWork(f *file, s *statements) {
	inUse := false
	for i, line := range f.lines() {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "//")
		line = strings.TrimSpace(line)
		if m := goDirective().FindStringSubmatch(line); m != nil {
			s.tool(f, i+1, "go", declared, demands, ">="+m[1], "The workspace asks for Go "+m[1]+" or newer.")
		}
		dir := ""
		switch rest, use := strings.CutPrefix(line, "use "); {
		case line == ")":
			inUse = false
		case use && strings.TrimSpace(rest) == "(":
			inUse = true
		case use:
			dir = strings.TrimSpace(rest)
		case inUse:
			dir = line
		}
		if dir != "" {
			if dir = path.Clean(strings.Trim(dir, `"`)); dir != "." {
				s.member(f, "go", dir)
			}
		}
	}
}

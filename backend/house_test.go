// Package backend_test keeps the rules of the house: which room may import what.
package backend_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "firstlight/"

// source is one Go file of the project that is not a test.
type source struct {
	file    string
	room    string // the folder, such as "backend/guide"
	imports []string
	syntax  *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var found []source
	root := ".."
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.IsDir() {
			hidden := strings.HasPrefix(entry.Name(), ".") && rel != "."
			if hidden || entry.Name() == "node_modules" || entry.Name() == "testdata" || rel == "build/cache" || rel == "build/bin" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s := source{file: rel, room: path.Dir(rel), syntax: syntax}
		for _, i := range syntax.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, p)
		}
		found = append(found, s)
		return nil
	})
	if err != nil {
		t.Fatalf("reading the project: %v", err)
	}
	if len(found) < 20 {
		t.Fatalf("found only %d Go files; the rules would hold over nothing", len(found))
	}
	return found
}

// ours returns the rooms of this project that the file imports.
func (s source) ours() []string {
	var rooms []string
	for _, i := range s.imports {
		if rest, ok := strings.CutPrefix(i, module); ok {
			rooms = append(rooms, rest)
		}
	}
	return rooms
}

func under(room string, parents ...string) bool {
	return slices.ContainsFunc(parents, func(p string) bool { return room == p || strings.HasPrefix(room, p+"/") })
}

func TestPureRoomsImportOnlyDownward(t *testing.T) {
	allowed := map[string][]string{
		"backend/check":    {},
		"backend/version":  {},
		"backend/failure":  {"backend/check"},
		"backend/journey":  {"backend/check", "backend/version"},
		"backend/progress": {"backend/check", "backend/journey"},
		"backend/insight":  {"backend/check", "backend/journey", "backend/progress"},
		"backend/draft":    {"backend/journey", "backend/detect"},
		// Its words are redacted before it sees them.
		"backend/share/otlp": {"backend/check", "backend/journey", "backend/progress", "backend/share"},
	}
	impure := []string{"os", "io/ioutil", "net", "net/http", "os/exec", "os/signal", "syscall", "database/sql", "path/filepath", "log", "log/slog"}
	for _, s := range sources(t) {
		down, pure := allowed[s.room]
		if !pure {
			continue
		}
		for _, room := range s.ours() {
			if !slices.Contains(down, room) {
				t.Errorf("%s imports %s; %s is pure and imports only %v", s.file, room, s.room, down)
			}
		}
		for _, i := range s.imports {
			if slices.Contains(impure, i) {
				t.Errorf("%s imports %s; %s is pure", s.file, i, s.room)
			}
		}
		for _, call := range impureCalls(s.syntax) {
			t.Errorf("%s uses %s; %s is pure", s.file, call, s.room)
		}
	}
}

// impureCalls returns uses of the clock, and goroutines.
func impureCalls(file *ast.File) []string {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = append(found, "a goroutine")
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, n.Sel.Name) {
				found = append(found, "time."+n.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestRoomsDoNotKnowEachOther(t *testing.T) {
	rooms := []string{
		"backend/machine", "backend/tool", "backend/repository", "backend/container", "backend/command", "backend/network",
		"backend/github", "backend/guardrail", "backend/detect",
	}
	known := []string{"backend/check", "backend/process", "backend/version", "backend/keyring", "backend/askpass", "backend/wait", "backend/whole"}
	for _, s := range sources(t) {
		own := slices.IndexFunc(rooms, func(room string) bool { return under(s.room, room) })
		if own < 0 {
			continue
		}
		for _, room := range s.ours() {
			if !slices.Contains(known, room) && !under(room, rooms[own]) {
				t.Errorf("%s imports %s; a room knows only %v", s.file, room, known)
			}
		}
	}
}

func TestOnlyTheGuideComposesTheRooms(t *testing.T) {
	composed := []string{
		"backend/machine", "backend/tool", "backend/repository", "backend/container", "backend/command", "backend/network", "backend/watch",
		"backend/github", "backend/guardrail", "backend/detect",
	}
	// What a repository states is data, and to read it composes nothing.
	readers := map[string][]string{"backend/detect": {"backend/draft", "app/cli"}}
	for _, s := range sources(t) {
		if under(s.room, "backend/guide", "build") {
			continue
		}
		for _, room := range s.ours() {
			if slices.Contains(readers[room], s.room) {
				continue
			}
			of := slices.IndexFunc(composed, func(c string) bool { return under(room, c) })
			if of >= 0 && !under(s.room, composed[of]) {
				t.Errorf("%s imports %s; only the guide composes the rooms", s.file, room)
			}
		}
	}
}

func TestBackendDoesNotKnowTheFaces(t *testing.T) {
	for _, s := range sources(t) {
		if !under(s.room, "backend") {
			continue
		}
		for _, room := range s.ours() {
			if under(room, "app", "frontend") {
				t.Errorf("%s imports %s; the backend knows no face", s.file, room)
			}
		}
	}
}

func TestAFaceIsKnownToNoOtherRoom(t *testing.T) {
	faces := []string{"app/cli", "app/web", "app/window"}
	for _, s := range sources(t) {
		if !under(s.room, "app") {
			continue
		}
		for _, room := range s.ours() {
			of := slices.IndexFunc(faces, func(face string) bool { return under(room, face) })
			// The terminal's serve opens the browser face.
			opens := s.room == "app/cli" && under(room, "app/web")
			if of >= 0 && !under(s.room, faces[of]) && !opens {
				t.Errorf("%s imports %s; what faces share knows none of them", s.file, room)
			}
		}
	}
}

func TestOneRoomForEachTechnology(t *testing.T) {
	owners := []struct {
		imports string
		rooms   []string
	}{
		{"database/sql", []string{"backend/store"}},
		{"github.com/mattn/go-sqlite3", []string{"backend/store"}},
		{"github.com/pressly/goose", []string{"backend/store"}},
		{"github.com/docker", []string{"backend/container"}},
		{"github.com/moby/moby", []string{"backend/container"}},
		{"github.com/moby/buildkit", []string{"backend/container"}},
		{"github.com/moby/sys/atomicwriter", []string{"backend/whole"}},
		{"github.com/compose-spec", []string{"backend/container"}},
		{"github.com/zricethezav/gitleaks", []string{"backend/guardrail"}},
		{"github.com/google/go-github", []string{"backend/github"}},
		{"github.com/zalando/go-keyring", []string{"backend/keyring"}},
		{"github.com/fsnotify/fsnotify", []string{"backend/watch"}},
		{"go.opentelemetry.io/proto", []string{"backend/share/otlp", "backend/share/telemetry"}},
		{"os/exec", []string{"backend/process"}},
		{"github.com/wailsapp/wails", []string{"app/window"}},
	}
	for _, s := range sources(t) {
		// The bench measures the technologies themselves, beside ours.
		if under(s.room, "build") {
			continue
		}
		for _, i := range s.imports {
			for _, o := range owners {
				if (i == o.imports || strings.HasPrefix(i, o.imports+"/")) && !under(s.room, o.rooms...) {
					t.Errorf("%s imports %s; only %s may", s.file, i, strings.Join(o.rooms, ", "))
				}
			}
		}
	}
}

// TestTheProbeStaysLight keeps what runs inside containers to what it takes to
// reach a host: it is carried along with both programs.
func TestTheProbeStaysLight(t *testing.T) {
	allowed := []string{"golang.org/x/net", "golang.org/x/crypto/x509roots", "golang.org/x/sys", module + "backend/network/layer"}
	for _, s := range sources(t) {
		if !under(s.room, "backend/network/layer", "backend/network/probe") {
			continue
		}
		for _, i := range s.imports {
			first, _, _ := strings.Cut(i, "/")
			standard := !strings.Contains(first, ".") && first+"/" != module
			if !standard && !under(i, allowed...) {
				t.Errorf("%s imports %s; it runs inside containers, and imports only %v", s.file, i, allowed)
			}
		}
	}
}

func TestPackagesAreNamedForWhatTheyProvide(t *testing.T) {
	vague := []string{"util", "utils", "common", "helper", "helpers", "manager", "service", "services", "types", "misc", "lib"}
	for _, s := range sources(t) {
		if slices.Contains(vague, s.syntax.Name.Name) || slices.Contains(vague, path.Base(s.room)) {
			t.Errorf("%s: a package is named for what it provides, not %q", s.file, s.syntax.Name.Name)
		}
	}
}

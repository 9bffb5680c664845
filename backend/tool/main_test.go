package tool_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

// bench is a machine of its own for one test: a home, and a PATH on which only
// what the test puts there is found.
type bench struct {
	*testing.T
	home string
	path []string
	env  []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	b := &bench{T: t, home: home, env: os.Environ()}
	return b
}

// folder adds a folder to PATH and returns it.
func (b *bench) folder(name string) string {
	b.Helper()
	dir := filepath.Join(b.home, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	b.path = append(b.path, dir)
	return dir
}

// program puts a shell script on PATH, in the given folder of it.
func (b *bench) program(dir, name, script string) string {
	b.Helper()
	if runtime.GOOS == "windows" {
		b.Skip("these programs are written for a POSIX shell")
	}
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		b.Fatal(err)
	}
	return file
}

// room returns the Room under test, with the catalogue that ships.
func (b *bench) room() *tool.Room {
	b.Helper()
	return b.roomOf(shipped(b.T))
}

// roomOf returns the Room under test, with a catalogue.
func (b *bench) roomOf(catalogue tool.Catalogue) *tool.Room {
	env := slices.Clone(b.env)
	if b.path != nil {
		env = append(env, "PATH="+strings.Join(b.path, string(os.PathListSeparator)))
	}
	return tool.New(tool.Config{Runner: process.New(env), Catalogue: catalogue})
}

func (b *bench) observe(c check.Check) check.Finding {
	b.Helper()
	return c.Observe(b.Context(), check.Silent{})
}

// want fails the test unless the finding is of the given status and code.
func (b *bench) want(f check.Finding, status check.Status, code string) {
	b.Helper()
	if f.Status != status || f.Code != code {
		b.Fatalf("finding %s %q (%s), want %s %q\n%+v\n%s", f.Status, f.Code, f.Summary, status, code, f.Evidence, f.Detail)
	}
}

// fact returns the values of the evidence with the given label.
func fact(f check.Finding, label string) string {
	var values []string
	for _, e := range f.Evidence {
		if e.Label == label {
			values = append(values, e.Value)
		}
	}
	return strings.Join(values, "; ")
}

func ids(fixes []check.Fix) []string {
	var names []string
	for _, f := range fixes {
		names = append(names, f.ID)
	}
	return names
}

func planned(fix check.Fix, answers check.Answers) string {
	var words []string
	for _, c := range fix.Preview(answers) {
		words = append(words, c.String())
	}
	return strings.Join(words, "; ")
}

// prints puts a program on PATH that prints what was recorded, and returns where,
// as a person writes it.
func (b *bench) prints(r recorded, command string) string {
	b.Helper()
	if r.Command != "" {
		command = r.Command
	}
	text := filepath.Join(b.home, "printed")
	if err := os.WriteFile(text, []byte(r.Output), 0o644); err != nil {
		b.Fatal(err)
	}
	dir := b.folder("bin")
	if r.File == "" {
		b.program(dir, command, "exec /bin/cat '"+text+"'")
		return filepath.Join("~", "bin", command)
	}
	target := filepath.Join(b.home, "root", r.File)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		b.Fatal(err)
	}
	b.program(filepath.Dir(target), filepath.Base(target), "exec /bin/cat '"+text+"'")
	if err := os.Symlink(target, filepath.Join(dir, command)); err != nil {
		b.Fatal(err)
	}
	return filepath.Join("~", "bin", command)
}

// part skips a test for want of a part of the machine, and fails it where that
// has to be there.
func part(t *testing.T, there bool, text string, args ...any) {
	t.Helper()
	switch {
	case there:
	case os.Getenv("CI") != "":
		t.Fatalf(text, args...)
	default:
		t.Skipf(text, args...)
	}
}

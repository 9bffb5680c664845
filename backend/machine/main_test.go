package machine_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/machine"
	"firstlight/backend/process"
)

// bench is a machine of its own for one test: a home, and a PATH on which only
// what the test puts there is found.
type bench struct {
	*testing.T
	home string
	path []string
	env  []string
	// root, workspace and now are the machine's own where a test sets them.
	root, workspace string
	now             func() time.Time
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

// machine returns the Machine under test.
func (b *bench) machine() *machine.Machine {
	env := slices.Clone(b.env)
	if b.path != nil {
		env = append(env, "PATH="+strings.Join(b.path, string(os.PathListSeparator)))
	}
	return machine.New(machine.Config{
		Runner: process.New(env), Root: b.root, Workspace: b.workspace, Now: b.now,
		Built: time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC),
	})
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

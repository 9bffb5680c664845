package command_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/command"
	"firstlight/backend/process"
)

// heard is an output that remembers its lines.
type heard struct {
	check.Silent
	mu    sync.Mutex
	lines []string
}

func (h *heard) Line(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lines = append(h.lines, text)
}

func TestSucceeds(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands here are written for a POSIX shell")
	}
	dir := t.TempDir()
	tests := []struct {
		name, shell, dir string
		env              []string
		status           check.Status
		code, summary    string
	}{
		{name: "ends well", shell: "true", status: check.OK, summary: "The command succeeds"},
		{
			name: "fails and says why", shell: "echo there is no make >&2; exit 3", status: check.Failing,
			code: "run/failed", summary: "The command ended with exit code 3: there is no make",
		},
		{name: "sees its variables", shell: `test "$LAMP" = lit`, env: []string{"LAMP=lit"}, status: check.OK, summary: "The command succeeds"},
		{
			name: "has no folder to run in", shell: "true", dir: filepath.Join(dir, "missing"), status: check.Unknown,
			code: "run/no-folder", summary: "There is no folder missing to run it in",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.dir == "" {
				test.dir = dir
			}
			c := command.Succeeds(process.New(os.Environ()), command.Spec{Shell: test.shell, Dir: test.dir, Env: test.env})
			f := c.Observe(t.Context(), &heard{})
			if f.Status != test.status || f.Code != test.code || f.Summary != test.summary {
				t.Errorf("found %s %q %q, want %s %q %q", f.Status, f.Code, f.Summary, test.status, test.code, test.summary)
			}
		})
	}
}

func TestOutputStreamsAndIsKeptWhenItFails(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands here are written for a POSIX shell")
	}
	out := &heard{}
	c := command.Succeeds(process.New(os.Environ()), command.Spec{Shell: "echo one; echo two; exit 1", Dir: t.TempDir()})
	f := c.Observe(t.Context(), out)
	if got := strings.Join(out.lines, " "); got != "one two" {
		t.Errorf("streamed %q, want both lines", got)
	}
	if f.Detail != "one\ntwo\n" {
		t.Errorf("kept %q, want both lines", f.Detail)
	}
}

func TestACommandThatIsStoppedIsUnknown(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands here are written for a POSIX shell")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	c := command.Succeeds(process.New(os.Environ()), command.Spec{Shell: "sleep 600", Dir: t.TempDir()})
	if f := c.Observe(ctx, check.Silent{}); f.Status != check.Unknown || f.Code != "run/unfinished" || !strings.HasPrefix(f.Summary, "The command did not finish within ") {
		t.Errorf("found %+v, want unknown and unfinished", f)
	}
}

func TestCreates(t *testing.T) {
	dir := t.TempDir()
	c := command.Succeeds(process.New(os.Environ()), command.Spec{Shell: "make bin/app", Dir: dir, Creates: "bin/app", Env: []string{"GOOS=linux"}})
	f := c.Observe(t.Context(), check.Silent{})
	if f.Status != check.Failing || !f.Pending {
		t.Errorf("without the file: %+v, want pending", f)
	}
	fix := c.Fixes(f)[0]
	if got := fix.Preview(nil)[0]; got.String() != "GOOS=linux make bin/app" || got.Dir != dir {
		t.Errorf("the fix runs %q in %q", got, got.Dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "bin", "app"), make([]byte, 2_500_000), 0o755); err != nil {
		t.Fatal(err)
	}
	f = c.Observe(t.Context(), check.Silent{})
	want := []check.Evidence{check.Literal("Command", "GOOS=linux make bin/app"), check.Literal("Folder", dir), check.Fact("Size", "2.5 MB")}
	if f.Status != check.OK || !slices.Equal(f.Evidence, want) {
		t.Errorf("with the file: %+v, want ok, how it is made, and its size", f)
	}
	for bytes, want := range map[int]string{1: "1 byte", 3: "3 bytes", 1000: "1 kB", 1001: "2 kB"} {
		if err := os.WriteFile(filepath.Join(dir, "bin", "app"), make([]byte, bytes), 0o755); err != nil {
			t.Fatal(err)
		}
		f := c.Observe(t.Context(), check.Silent{})
		if got := f.Evidence[len(f.Evidence)-1].Value; got != want {
			t.Errorf("%d bytes are told as %q, want %q", bytes, got, want)
		}
	}
	if c.Costly {
		t.Error("looking for a file counts as costly")
	}
}

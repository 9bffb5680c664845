//go:build unix

package guide_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// patientShell stands in for a person's own shell: one that comes no further
// until she has seen the journey, and that has a tool which nothing else knows of.
const patientShell = `#!/bin/sh
tries=0
while [ ! -e "$FIRSTLIGHT_HOME/seen" ]; do
	tries=$((tries + 1))
	[ $tries -lt 40 ] || exit 1
	sleep 0.1
done
PATH=$FIRSTLIGHT_HOME/hers:$PATH
eval "$4"
`

func TestTheJourneyIsShownWhileTheShellStarts(t *testing.T) {
	home := t.TempDir()
	t.Setenv("FIRSTLIGHT_HOME", home)
	files := map[string]string{
		"shell":                         patientShell,
		"hers/node":                     "#!/bin/sh\necho v99.1.0\n",
		"work/.firstlight/journey.yaml": "name: Test\nstages:\n  - name: All\n    steps:\n      - tool: node\n        version: '>=99'\n        id: node\n",
	}
	for name, text := range files {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("SHELL", filepath.Join(home, "shell"))
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test", LoginShell: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := g.Close(t.Context()); err != nil {
			t.Errorf("closing the guide: %v", err)
		}
	}()
	if err := g.Open(t.Context(), guide.Options{Source: filepath.Join(home, "work")}); err != nil {
		t.Fatal(err)
	}
	// What is asked for meanwhile waits for her PATH as well.
	asked := make(chan error, 1)
	go func() { asked <- g.Check(t.Context(), "node") }()
	if v := view(t, g); status(t, g, "node") != "" || !v.Observing["node"] {
		t.Errorf("before her shell has answered, the tool reads %q, and is looked at: %v", status(t, g, "node"), v.Observing["node"])
	}
	eventually(t, "it is told what is waited for", func() bool {
		return strings.HasPrefix(view(t, g).Notices["shell"], "Your login shell is still starting.")
	})
	if err := os.WriteFile(filepath.Join(home, "seen"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := <-asked; err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if got := status(t, g, "node"); got != check.OK {
		t.Errorf("the tool that only her shell finds reads %q", got)
	}
	if said, ok := view(t, g).Notices["shell"]; ok {
		t.Errorf("it is still told: %s", said)
	}
}

// Whoever closes the window at once waits for no shell, and leaves none behind.
func TestAShellThatDoesNotAnswerHoldsNobodyUp(t *testing.T) {
	home := t.TempDir()
	t.Setenv("FIRSTLIGHT_HOME", home)
	shell, pipe := filepath.Join(home, "shell"), filepath.Join(home, "pipe")
	// The pipe has an end for as long as the shell, or what it started, runs.
	if err := os.WriteFile(shell, []byte("#!/bin/sh\nsleep 1000 >$FIRSTLIGHT_HOME/pipe\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SHELL", shell)
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test", LoginShell: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Open(t.Context(), guide.Options{Source: guide.DemoSource}); err != nil {
		t.Fatal(err)
	}
	end, err := os.Open(pipe)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(end); err != nil {
		t.Fatal(err)
	}
	const givenUp = 10 * time.Second
	if took := time.Since(began); took >= givenUp {
		t.Errorf("the shell ran on for %s, until it was given up", took)
	}
}

func TestAShellThatSaysNothingIsToldOf(t *testing.T) {
	home := t.TempDir()
	t.Setenv("FIRSTLIGHT_HOME", home)
	shell := filepath.Join(home, "shell")
	if err := os.WriteFile(shell, []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SHELL", shell)
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test", LoginShell: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := g.Close(t.Context()); err != nil {
			t.Errorf("closing the guide: %v", err)
		}
	}()
	if err := g.Open(t.Context(), guide.Options{Source: guide.DemoSource}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is told", func() bool {
		return strings.HasPrefix(view(t, g).Notices["shell"], "Your shell did not say where it finds programs")
	})
}

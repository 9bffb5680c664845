package guide_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// real opens a journey file on the rooms of this machine, in a data folder of
// its own.
func real(t *testing.T, text string) *guide.Guide {
	t.Helper()
	data := t.TempDir()
	t.Setenv("FIRSTLIGHT_HOME", data)
	file := filepath.Join(data, "journey.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	if err := g.Open(t.Context(), guide.Options{Source: file}); err != nil {
		t.Fatal(err)
	}
	return g
}

// program puts a program on PATH that prints a text, and writes down that it was
// started.
func program(t *testing.T, dir, name, prints string) (started func() int) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "started")
	script := "#!/bin/sh\necho x >>'" + log + "'\necho '" + prints + "'\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return func() int {
		text, err := os.ReadFile(log)
		if err != nil {
			return 0
		}
		return strings.Count(string(text), "\n")
	}
}

func TestAJourneyBringsAToolOfItsOwn(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	program(t, bin, "acme", "acme 2.4 (build 1)")
	g := real(t, `name: N
stages: [{name: A, steps: [{tool: acme, version: ">=2"}, {tool: acme, version: ">=3", id: newer}]}]
tools:
  - name: acme
    title: the acme command
    commands: [acme]
    version: { args: [--version], env: { ACME_OFFLINE: 1 }, pattern: 'acme (\S+)' }
    docs: https://docs.acme.example/cli
    install: { apt: [acme, acme-data] }
`)
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the tool is looked at", func() bool { return status(t, g, "tool-acme") == check.OK })
	eventually(t, "and its version compared", func() bool { return status(t, g, "newer") == check.Failing })
	if notices := view(t, g).Notices; len(notices) > 0 {
		t.Errorf("notices: %v", notices)
	}
}

func TestAProgramThatDidNotChangeIsNotStartedAgain(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	started := program(t, bin, "jq", "jq-1.7.1")
	const text = "name: N\nstages: [{name: A, steps: [{tool: jq}]}]\n"
	first := real(t, text)
	eventually(t, "the tool is found", func() bool { return status(t, first, "tool-jq") == check.OK })
	data := os.Getenv("FIRSTLIGHT_HOME")
	if err := first.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := started(); n != 1 {
		t.Fatalf("started %d times at first", n)
	}
	second, err := guide.Assemble(t.Context(), guide.Face{Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := second.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	if err := second.Open(t.Context(), guide.Options{Source: filepath.Join(data, "journey.yaml")}); err != nil {
		t.Fatal(err)
	}
	if err := second.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := started(); n != 1 || status(t, second, "tool-jq") != check.OK {
		t.Errorf("started %d times by two starts of Firstlight; it reads %s", n, status(t, second, "tool-jq"))
	}
	program(t, bin, "jq", "jq-1.8.0")
	eventually(t, "another program in its place is asked", func() bool {
		s, _ := view(t, second).State.Step("tool-jq")
		return strings.Contains(s.Finding.Summary, "1.8.0")
	})
}

func TestAFailedRunSaysWhatIsKnownOfIt(t *testing.T) {
	g := real(t, `name: N
stages:
  - name: A
    steps:
      - {run: 'echo "fatal: cannot copy it: No space left on device" >&2; exit 1', id: built-in, title: Built in}
      - {run: 'echo "vpn: no route to git.acme.example" >&2; exit 1', id: own, title: Own}
failures:
  - {id: acme-vpn-down, pattern: 'no route to .*\.acme\.example', cause: The VPN is not connected., next: Connect it and try again.}
`)
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	known := func(id string) string {
		s, _ := view(t, g).State.Step(id)
		if s.Finding.Known == nil {
			return ""
		}
		return s.Finding.Known.Cause
	}
	eventually(t, "the journey's own failure is recognised", func() bool { return known("own") == "The VPN is not connected." })
	eventually(t, "a built-in failure is recognised", func() bool { return strings.Contains(known("built-in"), "full") })
}

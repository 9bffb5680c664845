//go:build unix

package guide_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/container"
	"firstlight/backend/guide"
	"firstlight/backend/process"
)

// programs is a guide of this machine with a journey whose one step prints what it
// starts in, once it is opened.
func programs(t *testing.T, command string) (*guide.Guide, func() string) {
	t.Helper()
	said := filepath.Join(t.TempDir(), "said")
	g := machineOf(t, t.TempDir(), "run: '"+command+" >"+said+"'\n        id: say")
	return g, func() string {
		t.Helper()
		settle(t, g)
		if err := g.Check(t.Context(), "say"); err != nil {
			t.Fatal(err)
		}
		settle(t, g)
		text, err := os.ReadFile(said)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(text))
	}
}

// machineOf is a guide of this machine for the person of a home folder, with a journey
// of one step that she has approved.
func machineOf(t *testing.T, home, step string) *guide.Guide {
	t.Helper()
	t.Setenv("HOME", home)
	t.Setenv("FIRSTLIGHT_HOME", filepath.Join(home, "data"))
	file := filepath.Join(home, "work", ".firstlight", "journey.yaml")
	text := "name: Test\nstages:\n  - name: All\n    steps:\n      - " + step + "\n"
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test", LoginShell: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Errorf("closing the guide: %v", err)
		}
	})
	if err := g.Open(t.Context(), guide.Options{Source: filepath.Dir(filepath.Dir(file))}); err != nil {
		t.Fatal(err)
	}
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestProgramsGoThroughTheProxyThatWasChosen(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"} {
		t.Setenv(name, "")
	}
	const proxy = "http://proxy.corp.example:3128"
	g, say := programs(t, "echo $HTTPS_PROXY $no_proxy")
	if got := say(); got != "" {
		t.Fatalf("before anything was chosen there is %q", got)
	}
	if err := g.Set(t.Context(), "proxy", proxy); err != nil {
		t.Fatal(err)
	}
	if got := say(); got != proxy+" localhost,127.0.0.1,::1" {
		t.Errorf("programs find %q", got)
	}
	if err := g.Set(t.Context(), "proxy.except", ".corp.example"); err != nil {
		t.Fatal(err)
	}
	if got := say(); got != proxy+" .corp.example" {
		t.Errorf("programs find %q", got)
	}
	// The next start finds it so from the beginning.
	next, err := guide.Assemble(t.Context(), guide.Face{Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := next.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	if got := setting(t, next, "proxy"); got.Value != proxy || got.Now != "" {
		t.Errorf("it is %q, and the environment's is %q", got.Value, got.Now)
	}
	if err := g.Set(t.Context(), "proxy", ""); err != nil {
		t.Fatal(err)
	}
	if got := say(); got != "" {
		t.Errorf("without it programs find %q", got)
	}
}

func TestTheEnvironmentIsThatOfTheShellThatWasChosen(t *testing.T) {
	shells := process.Shells()
	if len(shells) < 2 {
		if os.Getenv("CI") != "" {
			t.Fatal("this machine has one shell: apt-get install zsh")
		}
		t.Skip("this machine has one shell: apt-get install zsh")
	}
	g, say := programs(t, "echo $SHELL")
	for _, shell := range shells {
		if err := g.Set(t.Context(), "shell", shell); err != nil {
			t.Fatal(err)
		}
		if got := say(); got != shell {
			t.Errorf("programs find %q as the shell, want %q", got, shell)
		}
	}
	if err := g.Set(t.Context(), "shell", "/no/such/shell"); err == nil {
		t.Error("a shell that is not there was taken")
	}
	if got, want := setting(t, g, "shell").Now, os.Getenv("SHELL"); want != "" && got != want {
		t.Errorf("the system's own is %q, want %q", got, want)
	}
}

// TestServicesAreReadInTheEnvironmentThatWasChosen reads a compose file that says
// nothing without a variable, which comes with what is chosen.
func TestServicesAreReadInTheEnvironmentThatWasChosen(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "")
	t.Setenv("LIGHT", "")
	shells := process.Shells()
	bash := slices.IndexFunc(shells, func(s string) bool { return filepath.Base(s) == "bash" })
	if bash < 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("this machine lacks bash: apt-get install bash")
		}
		t.Skip("this machine lacks bash: apt-get install bash")
	}
	for name, test := range map[string]struct{ variable, setting, value string }{
		"the proxy": {"HTTPS_PROXY", "proxy", "http://proxy.corp.example:3128"},
		"the shell": {"LIGHT", "shell", shells[bash]},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("SHELL", "/bin/sh")
			compose := "services:\n  lamp:\n    image: lamp\n    environment:\n      - \"IT=${" + test.variable + ":?is asked for}\"\n"
			// Only the one shell reads this file.
			for file, text := range map[string]string{".bash_profile": "export LIGHT=steady\n", "data/workspace/lamp/compose.yaml": compose} {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(home, file)), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(home, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			g := machineOf(t, home, "compose: lamp/compose.yaml\n        id: services")
			lacks := func() bool {
				t.Helper()
				settle(t, g)
				if err := g.Check(t.Context(), "services"); err != nil {
					t.Fatal(err)
				}
				settle(t, g)
				step, _ := view(t, g).State.Step("services")
				return step.Observed.Code == container.ValueMissing
			}
			if !lacks() {
				t.Fatal("the variable has a value before anything was chosen")
			}
			if err := g.Set(t.Context(), test.setting, test.value); err != nil {
				t.Fatal(err)
			}
			if lacks() {
				step, _ := view(t, g).State.Step("services")
				t.Errorf("after %s was chosen: %s", test.setting, step.Observed.Summary)
			}
		})
	}
}

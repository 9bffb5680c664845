package assets_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"firstlight/assets"
)

func TestDemoProjectIsAWholeFileSystem(t *testing.T) {
	err := fstest.TestFS(assets.DemoProject(), "go.mod", "crew.go", "Dockerfile", "compose.yaml", ".gitignore", ".githooks/pre-commit")
	if err != nil {
		t.Error(err)
	}
}

func TestDemoProjectHasExecutableHooksOnly(t *testing.T) {
	err := fs.WalkDir(assets.DemoProject(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if got, want := info.Mode()&0o111 != 0, strings.HasPrefix(name, ".githooks/"); got != want {
			t.Errorf("%s: executable %t, want %t", name, got, want)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestDemoProjectStandsOnItsOwn(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, assets.DemoProject()); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"go", "vet", "./..."}, {"go", "test", "./..."}, {"go", "build", "-o", "bin/harbour", "."}} {
		command := exec.CommandContext(t.Context(), args[0], args[1:]...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=", "CGO_ENABLED=0")
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

func TestDemoHookLooksAtWhatIsStaged(t *testing.T) {
	cache, err := exec.CommandContext(t.Context(), "go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	repo := filepath.Join(dir, "harbour")
	if err := os.CopyFS(repo, assets.DemoProject()); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) (string, error) {
		command := exec.CommandContext(t.Context(), "git", args...)
		command.Dir = repo
		out, err := command.CombinedOutput()
		return string(out), err
	}
	must := func(args ...string) {
		t.Helper()
		if out, err := git(args...); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	must("init", "--quiet")
	must("config", "user.name", "Ada")
	must("config", "user.email", "ada@example.com")
	must("config", "core.hooksPath", ".githooks")
	must("add", "--all")
	must("commit", "--quiet", "--message", "Begin")

	write := func(body string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(repo, "more.go"), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, body, said string }{
		{"badly formatted", "package main\nvar   more int\n", "more.go"},
		{"fails vet", "package main\n\nimport \"fmt\"\n\nfunc more() { fmt.Printf(\"%d\\n\", \"one\") }\n", "go vet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(c.body)
			must("add", "more.go")
			write("package main\n") // What is in the folder does not count.
			if out, err := git("commit", "--message", "More"); err == nil || !strings.Contains(out, c.said) {
				t.Errorf("error %v, output:\n%s", err, out)
			}
		})
	}
	t.Run("good", func(t *testing.T) {
		write("package main\n")
		must("add", "more.go")
		must("commit", "--message", "More")
	})
}

func TestDemoJourneyNamesTheProject(t *testing.T) {
	if !bytes.Contains(assets.DemoJourney(), []byte("clone: embedded:harbour")) {
		t.Error("the demo journey does not clone harbour")
	}
}

package guide_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/needed"
)

// terminal returns a function that runs git as the person in a terminal would.
func terminal(t *testing.T) func(dir string, args ...string) {
	t.Helper()
	needed.Program(t, "git", "git")
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(t.TempDir(), ".gitconfig"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	git := func(dir string, args ...string) {
		t.Helper()
		command := exec.CommandContext(t.Context(), "git", args...)
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	for _, setting := range [][]string{{"user.name", "Ada"}, {"user.email", "ada@example.com"}, {"init.defaultBranch", "main"}} {
		git(os.TempDir(), "config", "--global", setting[0], setting[1])
	}
	return git
}

func TestAPushIsHeldBackUntilItsGuardrailHolds(t *testing.T) {
	git := terminal(t)
	const head, tail = "AKIA", "QZ7WNXK2V5LMRT4D"
	g := real(t, `name: N
stages:
  - name: A
    steps:
      - commit: harbour
      - guardrail: [secrets, identity, size, branch]
        in: harbour
      - push: harbour
`)
	data := os.Getenv("FIRSTLIGHT_HOME")
	dir, origin := filepath.Join(data, "workspace", "harbour"), filepath.Join(t.TempDir(), "origin")
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "lamp.go"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	git(data, "init", "--quiet", "--bare", origin)
	git(data, "clone", "--quiet", origin, dir)
	git(dir, "commit", "--quiet", "--allow-empty", "--author=Ida <ida@example.com>", "-m", "Begin")
	git(dir, "push", "--quiet", "origin", "main")
	git(dir, "remote", "set-head", "origin", "main")
	git(dir, "switch", "--quiet", "-c", "lamp")
	write("var key = \"" + head + tail + "\"\n")
	git(dir, "add", "--all")
	git(dir, "commit", "--quiet", "-m", "Add a lamp")

	eventually(t, "the secret is found", func() bool {
		s, _ := view(t, g).State.Step("guardrail-harbour")
		return s.Finding.Code == "guardrail/secret"
	})
	eventually(t, "the push is held back", func() bool { return status(t, g, "push-harbour") == check.Blocked })
	if fixes := g.Fixes("push-harbour"); len(fixes) != 0 {
		t.Errorf("%q is offered", fixes[0].Title)
	}
	shown, err := json.Marshal(view(t, g).State)
	if err != nil {
		t.Fatal(err)
	}
	printed := fixed(t, g, "guardrail-harbour", "take-back", nil)
	write("var key = read()\n")
	git(dir, "commit", "--quiet", "-am", "Add a lamp")
	eventually(t, "nothing is found any more", func() bool { return status(t, g, "guardrail-harbour") == check.OK })
	eventually(t, "the push is open", func() bool { return status(t, g, "push-harbour") == check.Failing })
	eventually(t, "the push is offered", func() bool {
		return slices.ContainsFunc(g.Fixes("push-harbour"), func(f check.Fix) bool { return f.ID == "push" })
	})
	printed += fixed(t, g, "push-harbour", "push", nil)
	eventually(t, "it is pushed", func() bool { return status(t, g, "push-harbour") == check.OK })

	if strings.Contains(printed+string(shown), tail) {
		t.Errorf("the secret is shown:\n%s\n%s", printed, shown)
	}
	err = filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path, dir) {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), tail) {
			t.Errorf("the secret is in %s", entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A commit is seen wherever it is made, such as in a further folder of the same
// repository.
func TestACommitInAnotherWorktreeIsNoticed(t *testing.T) {
	git := terminal(t)
	g := real(t, "name: N\nstages: [{name: A, steps: [{commit: harbour, message: conventional}]}]\n")
	data := os.Getenv("FIRSTLIGHT_HOME")
	dir, tree := filepath.Join(data, "workspace", "harbour"), filepath.Join(data, "workspace", "tree")
	git(data, "init", "--quiet", dir)
	git(dir, "-c", "user.email=ida@example.com", "commit", "--quiet", "--allow-empty", "-m", "Begin")
	eventually(t, "the repository is seen", func() bool {
		s, _ := view(t, g).State.Step("commit-harbour")
		return s.Finding.Code == "commit/other-author"
	})
	git(dir, "worktree", "add", "--quiet", "-b", "lamp", tree)
	git(tree, "commit", "--quiet", "--allow-empty", "-m", "feat: add a lamp")
	eventually(t, "the commit is seen", func() bool { return status(t, g, "commit-harbour") == check.OK })
}

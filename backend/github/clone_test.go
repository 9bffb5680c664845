package github_test

import (
	"context"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// clones tells of real clones, as the guide has it told.
type clones struct{ *repository.Git }

func (c clones) Work(ctx context.Context, dir string) (github.Work, error) {
	found, err := c.Git.Work(ctx, dir)
	work := github.Work{Origin: found.Origin, Base: found.Base, Head: found.Head, Since: found.Since, Others: found.Others}
	for _, b := range found.Branches {
		work.Branches = append(work.Branches, github.Branch(b))
	}
	return work, err
}

// desk is a person who has signed in and cloned a repository.
type desk struct {
	*world
	repository *githubtest.Repository
	github     *github.GitHub
	dir        string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	w := newWorld(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	file := filepath.Join(home, "server.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.server.Certificate()}), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_SSL_CAINFO", file)
	t.Setenv("NO_PROXY", "127.0.0.1")
	w.server.SignUp("ada", secret, "repo")
	w.config.Runner = process.New(os.Environ())
	w.config.Clones = clones{repository.New(process.New(os.Environ()))}
	d := &desk{world: w, repository: w.server.Repository("acme/payments"), github: w.github(), dir: filepath.Join(home, "payments")}
	d.git(home, "config", "--global", "user.email", "ada@acme.example")
	d.git(home, "config", "--global", "user.name", "Ada")
	d.git(home, "clone", "--quiet", d.repository.URL(), d.dir)
	if err := w.fix(d.github.SignIn(w.spec()), "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) git(dir string, args ...string) string {
	d.Helper()
	cmd := exec.CommandContext(d.Context(), "git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// push commits a change on a branch and pushes it.
func (d *desk) push(branch, message string) {
	d.Helper()
	d.git(d.dir, "switch", "--quiet", "--create", branch)
	if err := os.WriteFile(filepath.Join(d.dir, "crew.go"), []byte("package main\n"), 0o644); err != nil {
		d.Fatal(err)
	}
	d.git(d.dir, "add", "--all")
	d.git(d.dir, "commit", "--quiet", "-m", message)
	d.git(d.dir, "push", "--quiet", "--set-upstream", "origin", branch)
}

func (d *desk) pull() check.Check { return d.github.Pull(github.PullSpec{Dir: d.dir}) }

// opens pushes a branch and opens a pull request for it.
func (d *desk) opens() {
	d.Helper()
	d.push("first", "Add a crew\n\nSo that the harbour has one.")
	if err := d.fix(d.pull(), "open", nil, &person{}); err != nil {
		d.Fatal(err)
	}
}

func writeFile(dir, name, text string) error {
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
}

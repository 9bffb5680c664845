package repository_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"firstlight/backend/process"
	"firstlight/backend/repository"
)

func files() fstest.MapFS {
	return fstest.MapFS{
		"main.go":              {Data: []byte("package main\n"), Mode: 0o444},
		".githooks/pre-commit": {Data: []byte("#!/bin/sh\n"), Mode: 0o555},
		"empty":                {Mode: 0o444},
		"with space.txt":       {Data: []byte("no end of line"), Mode: 0o444},
	}
}

func TestLayOrigin(t *testing.T) {
	b := newBench(t)
	one, two := filepath.Join(b.home, "one", "harbour.git"), filepath.Join(b.home, "two", "harbour.git")
	must(t, b.rooms().LayOrigin(t.Context(), one, files()))
	must(t, b.rooms().LayOrigin(t.Context(), two, files()))
	if a, z := b.git(one, "rev-parse", "main"), b.git(two, "rev-parse", "main"); a != z {
		t.Errorf("the same files gave %s and %s", a, z)
	}
	if got := b.git(one, "symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("HEAD is %s", got)
	}
	want := "100755 .githooks/pre-commit\n100644 empty\n100644 main.go\n100644 with space.txt"
	if got := b.git(one, "ls-tree", "-r", "--format=%(objectmode) %(path)", "main"); got != want {
		t.Errorf("files:\n%s\nwant:\n%s", got, want)
	}
	if got := b.git(one, "show", "main:with space.txt"); got != "no end of line" {
		t.Errorf("content %q", got)
	}
	b.git(one, "fsck", "--strict")

	clone := filepath.Join(b.work, "harbour")
	b.git(b.work, "clone", "--quiet", repository.FileURL(one), clone)
	b.git(clone, "switch", "--quiet", "-c", "lamp")
	b.commit(clone, "lamp.go", "Add a lamp")
	b.git(clone, "push", "--quiet", "origin", "lamp")
	must(t, b.rooms().LayOrigin(t.Context(), one, fstest.MapFS{"other": {}}))
	if got := b.git(one, "log", "-1", "--format=%s", "lamp"); got != "Add a lamp" {
		t.Errorf("what was pushed is gone: %q", got)
	}
}

func TestLayOriginByManyAtOnce(t *testing.T) {
	b := newBench(t)
	dir := filepath.Join(b.home, "origins", "harbour.git")
	rooms := b.rooms()
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			if err := rooms.LayOrigin(t.Context(), dir, files()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	b.git(dir, "rev-parse", "main")
	if got := b.entries(filepath.Dir(dir)); !slices.Equal(got, []string{"harbour.git"}) {
		t.Errorf("beside the origin: %v", got)
	}
}

func TestLayOriginAfterAKill(t *testing.T) {
	b := newBench(t)
	dead := exec.CommandContext(t.Context(), "git", "version")
	must(t, dead.Run())
	dir := filepath.Join(b.home, "origins", "harbour.git")
	b.write(filepath.Join(b.home, "origins", ".harbour.git.partial-"+strconv.Itoa(dead.Process.Pid)+"-9999999999999"), "HEAD", "half")
	must(t, b.rooms().LayOrigin(t.Context(), dir, files()))
	if got := b.entries(filepath.Dir(dir)); !slices.Equal(got, []string{"harbour.git"}) {
		t.Errorf("beside the origin: %v", got)
	}
}

func TestLayOriginLeavesWhatItDoesNotKnow(t *testing.T) {
	b := newBench(t)
	dir := filepath.Join(b.home, "origins", "harbour.git")
	b.write(dir, "notes.txt", "mine")
	wantCode(t, b.rooms().LayOrigin(t.Context(), dir, files()), "origin/broken")
	if got := b.entries(dir); !slices.Equal(got, []string{"notes.txt"}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestLayOriginWithoutGit(t *testing.T) {
	b := newBench(t)
	rooms := repository.New(process.New([]string{"PATH=" + b.home}))
	err := rooms.LayOrigin(t.Context(), filepath.Join(b.home, "origins", "harbour.git"), files())
	var e *repository.Error
	if !errors.As(err, &e) || e.Code != "git/missing" {
		t.Fatalf("error %v, want git/missing", err)
	}
	if strings.Count(e.Error(), ". ") != 2 {
		t.Errorf("%q does not say what, why and what next", e.Error())
	}
	if got := b.entries(filepath.Join(b.home, "origins")); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestLayOriginIgnoresWhatThePersonSetUp(t *testing.T) {
	b := newBench(t)
	template := filepath.Join(b.home, "template")
	b.write(template, "hooks/pre-receive", "#!/bin/sh\nexit 1\n")
	must(t, os.Chmod(filepath.Join(template, "hooks", "pre-receive"), 0o755))
	b.git(b.home, "config", "--global", "init.templateDir", template)
	b.git(b.home, "config", "--global", "init.defaultBranch", "trunk")
	dir := filepath.Join(b.home, "origins", "harbour.git")
	must(t, b.rooms().LayOrigin(t.Context(), dir, files()))
	if _, err := os.Stat(filepath.Join(dir, "hooks", "pre-receive")); err == nil {
		t.Error("a hook of the person's template stands in the origin")
	}
	b.git(dir, "rev-parse", "main")
}

package repository_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

func TestHook(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	c := b.rooms().Hook(repository.HookSpec{Dir: dir, Path: ".githooks"})
	b.want(b.observe(c), check.Failing, "hook/none")

	b.write(dir, ".githooks/pre-commit", "#!/bin/sh\ntouch ran\n")
	must(t, os.Chmod(filepath.Join(dir, ".githooks", "pre-commit"), 0o755))
	f := b.observe(c)
	b.want(f, check.Failing, "hook/not-installed")
	if !f.Pending || fact(f, "Git looks in") != ".git/hooks" {
		t.Errorf("pending %t, evidence %+v", f.Pending, f.Evidence)
	}
	fix := b.fix(c, "install")
	if fix.Undo != "git config --unset core.hooksPath" || strings.Contains(fix.Effect, "no longer") {
		t.Errorf("undo %q, effect %q", fix.Undo, fix.Effect)
	}
	must(t, b.apply(fix, nil, check.Silent{}))
	f = b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Hooks") != "pre-commit" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	b.commit(dir, "x.go", "Try it")
	if _, err := os.Stat(filepath.Join(dir, "ran")); err != nil {
		t.Errorf("git did not run the hook: %v", err)
	}
}

func TestHookThatIsNotExecutable(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no executable bit")
	}
	b := newBench(t)
	dir, _ := b.cloned()
	b.write(dir, ".githooks/pre-commit", "#!/bin/sh\n")
	b.git(dir, "config", "core.hooksPath", ".githooks")
	c := b.rooms().Hook(repository.HookSpec{Dir: dir, Path: ".githooks"})
	b.want(b.observe(c), check.Failing, "hook/not-executable")
	fix := b.fix(c, "allow")
	if got := fix.Preview(nil)[0].String(); got != "chmod +x .githooks/pre-commit" {
		t.Errorf("preview %q", got)
	}
	must(t, b.apply(fix, nil, check.Silent{}))
	b.want(b.observe(c), check.OK, "")
}

func TestHookSaysWhichHooksItReplaces(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.write(dir, ".githooks/pre-commit", "#!/bin/sh\n")
	b.write(dir, "old/pre-push", "#!/bin/sh\n")
	for _, name := range []string{".githooks/pre-commit", "old/pre-push"} {
		must(t, os.Chmod(filepath.Join(dir, name), 0o755))
	}
	b.git(dir, "config", "core.hooksPath", "old")
	c := b.rooms().Hook(repository.HookSpec{Dir: dir, Path: ".githooks"})
	fix := b.fix(c, "install")
	if fix.Undo != "git config core.hooksPath old" || !strings.Contains(fix.Effect, "no longer old/pre-push") {
		t.Errorf("undo %q, effect %q", fix.Undo, fix.Effect)
	}
}

func TestHookInAnotherSpelling(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.write(dir, ".githooks/pre-commit", "#!/bin/sh\n")
	must(t, os.Chmod(filepath.Join(dir, ".githooks", "pre-commit"), 0o755))
	b.git(dir, "config", "core.hooksPath", filepath.Join(dir, ".githooks")+"/")
	b.want(b.observe(b.rooms().Hook(repository.HookSpec{Dir: dir, Path: ".githooks"})), check.OK, "")
}

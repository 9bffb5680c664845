package watch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/watch"
)

// git runs git in a folder of the place, with nothing of the person's own.
func (p place) git(name string, args ...string) {
	p.t.Helper()
	program := exec.Command("git", args...)
	program.Dir = p.path(name)
	program.Env = append(os.Environ(),
		"HOME="+p.dir, "GIT_CONFIG_GLOBAL="+filepath.Join(p.dir, "gitconfig"), "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.org", "GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example.org",
	)
	if out, err := program.CombinedOutput(); err != nil {
		p.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

// repository is what a claim about a clone watches.
func (p place) repository(name string) check.Watch {
	git := filepath.Join(p.path(name), ".git")
	return check.Watch{Paths: []string{git, filepath.Join(git, "logs")}, Trees: []string{filepath.Join(git, "refs")}}
}

func TestWhatGitDoesIsTold(t *testing.T) {
	t.Parallel()
	needed.Program(t, "git", "git")
	p := newPlace(t)
	p.folder("origin")
	p.git("origin", "init", "-q", "--bare", "-b", "main")
	w := watcher(t, p.repository("work/clone"))
	commit := func(p place) { p.git("work/clone", "commit", "-q", "--allow-empty", "-m", "Say hello") }
	for _, act := range []struct {
		name string
		do   change
	}{
		{"clone", func(p place) { p.git(".", "clone", "-q", "origin", "work/clone") }},
		{"first commit", commit},
		{"commit", commit},
		{"branch", func(p place) { p.git("work/clone", "switch", "-q", "-c", "ann/hello") }},
		{"commit on the branch", commit},
		{"stage", func(p place) { p.write("work/clone/file", "1"); p.git("work/clone", "add", "file") }},
		{"amend", func(p place) { p.git("work/clone", "commit", "-q", "--amend", "--no-edit") }},
		{"pack", func(p place) { p.git("work/clone", "pack-refs", "--all") }},
		{"commit after packing", commit},
		{"push", func(p place) { p.git("work/clone", "push", "-q", "origin", "ann/hello") }},
		{"setting", func(p place) { p.git("work/clone", "config", "core.hooksPath", ".githooks") }},
		{"removal", func(p place) { p.remove("work/clone") }},
		{"clone again", func(p place) { p.git(".", "clone", "-q", "origin", "work/clone") }},
	} {
		t.Log(act.name)
		act.do(p)
		expect(t, w, "it")
		calm(t, w)
	}
	if polling := w.Polling(); len(polling) > 0 {
		t.Errorf("polling: %v", polling)
	}
}

func TestLookingWithGitIsNotTold(t *testing.T) {
	t.Parallel()
	needed.Program(t, "git", "git")
	p := newPlace(t)
	p.folder("clone")
	p.git("clone", "init", "-q", "-b", "main")
	p.write("clone/file", "1")
	// Git takes a second look at a file that is as young as its index.
	before := time.Now().Add(-time.Hour)
	p.must(os.Chtimes(p.path("clone/file"), before, before))
	p.git("clone", "add", "file")
	p.git("clone", "commit", "-q", "-m", "Say hello")
	p.git("clone", "status")
	w := watcherOf(t, watch.Options{Settle: settle}, p.repository("clone"))
	for range 3 {
		p.git("clone", "status")
		p.git("clone", "log", "-1")
		p.git("clone", "rev-parse", "HEAD")
		p.git("clone", "diff", "--quiet")
	}
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v", keys)
	}
}

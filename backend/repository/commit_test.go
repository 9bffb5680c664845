package repository_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

func TestCommitByTheButton(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	c := b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"})
	f := b.observe(c)
	b.want(f, check.Failing, "commit/none")
	if !f.Pending || len(c.Fixes(f)) != 0 || !strings.Contains(fact(f, "What to do"), "harbour") {
		t.Errorf("with nothing to commit: %d fixes, %+v", len(c.Fixes(f)), f)
	}

	b.write(dir, "lamp.go", "package main\n")
	f = b.observe(c)
	b.want(f, check.Failing, "commit/none")
	if f.Summary != "1 changed file is not committed yet" || fact(f, "Changed") != "lamp.go" {
		t.Errorf("finding %+v", f)
	}
	fix := b.fix(c, "commit")
	if _, err := fix.Answer(nil); err == nil {
		t.Error("a commit needs no message")
	}
	if got := planned(fix.Preview(nil)); got != "git switch -c my-lamp; git add --all; git commit -m ‹what you changed›" {
		t.Errorf("preview %q", got)
	}
	must(t, b.apply(fix, check.Answers{"message": "-m is no option here"}, check.Silent{}))
	f = b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Branch") != "my-lamp" || fact(f, "Subject") != "-m is no option here" || fact(f, "Changes") != "code: lamp.go" {
		t.Errorf("evidence %+v", f.Evidence)
	}
}

func planned(commands []check.Command) string {
	var words []string
	for _, c := range commands {
		words = append(words, c.String())
	}
	return strings.Join(words, "; ")
}

func TestCommitPlansForTheBranchSheIsOn(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.git(dir, "branch", "there")
	b.git(dir, "switch", "--quiet", "-c", "here")
	b.write(dir, "lamp.go", "package main\n")
	fix := b.fix(b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"}), "commit")
	for branch, want := range map[string]string{
		"":         "git add --all; git commit -m m",
		"there":    "git switch there; git add --all; git commit -m m",
		"ada/lamp": "git switch -c ada/lamp; git add --all; git commit -m m",
	} {
		if got := planned(fix.Preview(check.Answers{"branch": branch, "message": "m"})); got != want {
			t.Errorf("branch %q: %q, want %q", branch, got, want)
		}
	}
	for _, bad := range []string{"-f", "a..b", "a b", "/a", "a/", "a;date"} {
		if _, err := fix.Answer(check.Answers{"branch": bad, "message": "m"}); err == nil {
			t.Errorf("the branch name %q is let through", bad)
		}
	}
}

func TestCommitByHand(t *testing.T) {
	for _, c := range []struct {
		name   string
		do     func(b *bench, dir string)
		status check.Status
		code   string
		facts  map[string]string
	}{
		{"on a branch", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.commit(dir, "lamp.go", "Add a lamp")
		}, check.OK, "", map[string]string{"Branch": "lamp", "Changes": "code: lamp.go"}},
		{"then back on main", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.commit(dir, "lamp.go", "Add a lamp")
			b.git(dir, "switch", "--quiet", "main")
		}, check.OK, "", map[string]string{"Branch": "lamp"}},
		{"documents only", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "words")
			b.commit(dir, "README.md", "Explain")
			b.commit(dir, "docs/lamp.txt", "Explain more")
		}, check.OK, "", map[string]string{"Changes": "documents only: README.md, docs/lamp.txt"}},
		{"code, then documents", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "both")
			b.commit(dir, "lamp.go", "Add a lamp")
			b.commit(dir, "README.md", "Explain")
		}, check.OK, "", map[string]string{"Subject": "Explain", "Changes": "code: lamp.go"}},
		{"with the address in capitals", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.git(dir, "commit", "--quiet", "--allow-empty", "--author=Ada <Ada@Example.COM>", "-m", "Nothing")
		}, check.OK, "", map[string]string{"Changes": "no file"}},
		{"on main", func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") },
			check.Failing, "commit/on-default-branch", map[string]string{"Branch": "main", "What to do": "Make a branch for it: git switch -c my-lamp"}},
		{"as somebody else", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.git(dir, "commit", "--quiet", "--allow-empty", "--author=Root <root@localhost>", "-m", "Oops")
		}, check.Failing, "commit/other-author", map[string]string{"By": "root@localhost", "You are": "ada@example.com"}},
		{"a colleague's branch", func(b *bench, dir string) {
			b.git(dir, "switch", "--quiet", "-c", "theirs")
			b.git(dir, "commit", "--quiet", "--allow-empty", "--author=Ida <ida@example.com>", "-m", "Theirs")
			b.git(dir, "push", "--quiet", "origin", "theirs")
		}, check.Failing, "commit/none", nil},
		{"without an identity", func(b *bench, _ string) { b.git(b.home, "config", "--global", "--unset", "user.email") },
			check.Unknown, "commit/no-identity", nil},
		{"without a repository", func(b *bench, dir string) { must(b.T, os.RemoveAll(filepath.Join(dir, ".git"))) },
			check.Unknown, "git/not-a-repository", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			dir, _ := b.cloned()
			c.do(b, dir)
			f := b.observe(b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"}))
			b.want(f, c.status, c.code)
			for label, want := range c.facts {
				if got := fact(f, label); got != want {
					t.Errorf("%s is %q, want %q", label, got, want)
				}
			}
		})
	}
}

// march is when what git dates at nine o'clock of a day in March is there for certain.
func march(day int) time.Time { return time.Date(2026, 3, day, 7, 0, 1, 0, time.UTC) }

// A commit tells itself since when it is there, though nobody looked.
func TestACommitHoldsSinceItWasMade(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.git(dir, "switch", "--quiet", "-c", "lamp")
	for _, day := range []string{"02", "03"} {
		b.write(dir, day+".go", "package main\n")
		b.git(dir, "add", "--all")
		b.Setenv("GIT_COMMITTER_DATE", "2026-03-"+day+"T09:00:00+02:00")
		b.git(dir, "commit", "--quiet", "-m", "Light lamp "+day)
	}
	for name, c := range map[string]struct {
		rules repository.CommitRules
		want  time.Time
	}{
		"any commit does":        {want: march(2)},
		"those that keep a rule": {repository.CommitRules{Message: "Light .*"}, march(2)},
		"one that keeps a rule":  {repository.CommitRules{Message: "Light .* 03"}, march(3)},
	} {
		f := b.observe(b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp", Rules: c.rules}))
		b.want(f, check.OK, "")
		if !f.At.Equal(c.want) {
			t.Errorf("%s: it holds since %s, want %s", name, f.At, c.want)
		}
	}
}

// Whoever has not committed yet is told which folder to work in.
func TestWhatIsNotCommittedSaysWhereTheCodeIs(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	c := b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"})
	for _, change := range []func(){
		func() {},
		func() { must(t, os.WriteFile(filepath.Join(dir, "lamp.go"), []byte("package main\n"), 0o600)) },
	} {
		change()
		f := b.observe(c)
		b.want(f, check.Failing, "commit/none")
		if got, want := fact(f, "Folder"), process.Short(dir); got != want {
			t.Errorf("the folder is %q, want %q", got, want)
		}
	}
}

func TestCommitFixes(t *testing.T) {
	t.Run("main to a branch", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.commit(dir, "lamp.go", "Add a lamp")
		c := b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"})
		must(t, b.apply(b.fix(c, "branch"), nil, check.Silent{}))
		f := b.observe(c)
		b.want(f, check.OK, "")
		if fact(f, "Branch") != "my-lamp" {
			t.Errorf("evidence %+v", f.Evidence)
		}
	})
	t.Run("main to a branch from elsewhere", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.commit(dir, "lamp.go", "Add a lamp")
		b.git(dir, "checkout", "--quiet", "--detach", "HEAD~1")
		c := b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"})
		must(t, b.apply(b.fix(c, "branch"), nil, check.Silent{}))
		b.want(b.observe(c), check.OK, "")
	})
	t.Run("main to a branch from another one, of a name that is taken", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.commit(dir, "lamp.go", "Add a lamp")
		b.git(dir, "switch", "--quiet", "-c", "my-lamp", "HEAD~1")
		c := b.rooms().Commit(repository.CommitSpec{Dir: dir, Branch: "my-lamp"})
		if got, want := fact(b.observe(c), "What to do"), "Make a branch for it: git branch my-lamp-2 main"; got != want {
			t.Errorf("what to do is %q, want %q", got, want)
		}
		fix := b.fix(c, "branch")
		for answer, why := range map[string]string{"main": "your commit is on it now", "my-lamp": "there is such a branch already"} {
			if _, err := fix.Answer(check.Answers{"branch": answer}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("Your branch cannot be %q: %s", answer, why)) {
				t.Errorf("%s is answered with %v", answer, err)
			}
		}
		must(t, b.apply(fix, nil, check.Silent{}))
		b.want(b.observe(c), check.OK, "")
	})
	t.Run("no change to everybody's branch", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.write(dir, "lamp.go", "package main\n")
		fix := b.fix(b.rooms().Commit(repository.CommitSpec{Dir: dir}), "commit")
		if _, err := fix.Answer(check.Answers{"branch": "main", "message": "Add a lamp"}); err == nil || !strings.Contains(err.Error(), "everybody's branch") {
			t.Errorf("main is answered with %v", err)
		}
	})
	t.Run("another author to her", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.git(dir, "switch", "--quiet", "-c", "lamp")
		b.git(dir, "-c", "user.email=root@localhost", "commit", "--quiet", "--allow-empty", "-m", "Oops")
		c := b.rooms().Commit(repository.CommitSpec{Dir: dir})
		must(t, b.apply(b.fix(c, "author"), nil, check.Silent{}))
		b.want(b.observe(c), check.OK, "")
	})
	t.Run("not what somebody else wrote", func(t *testing.T) {
		b := newBench(t)
		dir, _ := b.cloned()
		b.git(dir, "switch", "--quiet", "-c", "lamp")
		b.git(dir, "commit", "--quiet", "--allow-empty", "--author=Ida <ida@example.com>", "-m", "Hers")
		c := b.rooms().Commit(repository.CommitSpec{Dir: dir})
		f := b.observe(c)
		b.want(f, check.Failing, "commit/other-author")
		if fixes := c.Fixes(f); len(fixes) != 0 {
			t.Errorf("%q is offered", fixes[0].Title)
		}
	})
}

func TestCommitHoldsOnceItIsMerged(t *testing.T) {
	for name, merge := range map[string]func(b *bench, dir string){
		"by a merge": func(b *bench, dir string) { b.git(dir, "push", "--quiet", "origin", "lamp:main") },
		"squashed": func(b *bench, dir string) {
			b.git(dir, "merge", "--quiet", "--squash", "lamp")
			b.git(dir, "commit", "--quiet", "-m", "Add a lamp (#1)")
			b.git(dir, "push", "--quiet", "origin", "main")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			dir, _ := b.cloned()
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.commit(dir, "lamp.go", "Add a lamp")
			b.git(dir, "switch", "--quiet", "main")
			merge(b, dir)
			b.git(dir, "fetch", "--quiet")
			b.git(dir, "branch", "--quiet", "-D", "lamp")
			f := b.observe(b.rooms().Commit(repository.CommitSpec{Dir: dir}))
			b.want(f, check.OK, "")
			if f.Summary != "Your commit is in main" || fact(f, "Changes") != "code: lamp.go" {
				t.Errorf("finding %+v", f)
			}
			b.want(b.observe(b.rooms().Push(repository.PushSpec{Dir: dir})), check.OK, "")
		})
	}
}

func TestCommitsFromBeforeTheCloneDoNotCount(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	seed := filepath.Join(b.home, "seed-harbour")
	formerly := b.program("git", "-C", seed, "commit", "--quiet", "--allow-empty", "--author=Ada <ada@example.com>", "-m", "Years ago")
	formerly.Env = append(formerly.Env, "GIT_COMMITTER_DATE=2020-01-01T00:00:00Z")
	must(t, formerly.Run())
	b.git(seed, "push", "--quiet", origin, "main")
	dir := filepath.Join(b.work, "harbour")
	b.git(b.work, "clone", "--quiet", origin, dir)
	b.want(b.observe(b.rooms().Commit(repository.CommitSpec{Dir: dir})), check.Failing, "commit/none")
}

func TestCommitInAnAdditionalWorktree(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	tree := filepath.Join(b.work, "tree")
	b.git(dir, "worktree", "add", "--quiet", "-b", "lamp", tree)
	b.commit(tree, "lamp.go", "Add a lamp")
	c := b.rooms().Commit(repository.CommitSpec{Dir: tree})
	b.want(b.observe(c), check.OK, "")
	for _, path := range append(c.Watch.Paths, c.Watch.Trees...) {
		if !strings.HasPrefix(path, filepath.Join(dir, ".git")) {
			t.Errorf("watches %s, where git keeps nothing", path)
		}
	}
}

func TestObservingTouchesNothing(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.write(dir, "main.go", "package main // changed\n")
	index := filepath.Join(dir, ".git", "index")
	before, err := os.Stat(index)
	must(t, err)
	b.observe(b.rooms().Commit(repository.CommitSpec{Dir: dir}))
	after, err := os.Stat(index)
	must(t, err)
	if !after.ModTime().Equal(before.ModTime()) {
		t.Error("looking wrote git's index, which would have it looked at again")
	}
}

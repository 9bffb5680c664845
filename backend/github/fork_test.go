package github_test

import (
	"os"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// rooms returns git's room, which signs in with what GitHub's keeps.
func (d *desk) rooms() *repository.Git {
	g := repository.New(process.New(os.Environ()))
	g.Know(d.github.Account)
	return g
}

// commits commits a change on a branch, and pushes it nowhere.
func (d *desk) commits(branch string) {
	d.Helper()
	d.git(d.dir, "switch", "--quiet", "--create", branch)
	if err := writeFile(d.dir, "crew.go", "package main\n"); err != nil {
		d.Fatal(err)
	}
	d.git(d.dir, "add", "--all")
	d.git(d.dir, "commit", "--quiet", "-m", "Add a crew")
}

func TestAChangeFromAFork(t *testing.T) {
	d := newDesk(t)
	d.repository.ReadOnly()
	d.commits("first")
	rooms := d.rooms()
	push := rooms.Push(repository.PushSpec{Dir: d.dir, Forks: d.github})
	f := d.observe(push)
	d.want(f, check.Failing, "push/none")
	if fixes := push.Fixes(f); len(fixes) != 1 || fixes[0].ID != "fork" || len(fixes[0].Preview(nil)) != 3 {
		t.Fatalf("fixes %+v", fixes)
	}
	for range 2 { // What is there already is no hindrance.
		if err := d.fix(push, "fork", nil, &person{}); err != nil {
			t.Fatal(err)
		}
		f = d.observe(push)
		d.want(f, check.OK, "")
		if f.Summary != "Your commit is at a fork of the origin" {
			t.Errorf("it reads %q", f.Summary)
		}
		d.git(d.dir, "update-ref", "-d", "refs/remotes/fork/first")
		d.git(d.dir, "config", "--unset", "remote.pushDefault")
	}
	d.git(d.dir, "fetch", "--quiet", "fork")
	d.git(d.dir, "config", "remote.pushDefault", "fork")

	c := d.pull()
	opensAcross(t, d, c)
	if title, _, _ := d.repository.Pull(1); title != "Add a crew" {
		t.Errorf("opened %q", title)
	}

	// A further commit goes to the fork as well.
	d.git(d.dir, "switch", "--quiet", "--create", "second", "origin/main")
	if err := writeFile(d.dir, "horn.go", "package main\n"); err != nil {
		t.Fatal(err)
	}
	d.git(d.dir, "add", "--all")
	d.git(d.dir, "commit", "--quiet", "-m", "Add a horn")
	d.git(d.dir, "branch", "--quiet", "-D", "first")
	d.git(d.dir, "update-ref", "-d", "refs/remotes/fork/first")
	f = d.observe(push)
	d.want(f, check.Failing, "push/none")
	if got := push.Fixes(f)[0].Preview(nil)[0].String(); got != "git push --set-upstream fork second" {
		t.Errorf("it would run %s", got)
	}
	d.want(d.observe(c), check.OK, "")
}

// opensAcross opens the pull request of a branch at a fork.
func opensAcross(t *testing.T, d *desk, c check.Check) {
	t.Helper()
	f := d.observe(c)
	d.want(f, check.Failing, github.CodeNoPull)
	if fact(f, "Branch") != "ada:first" || fact(f, "Repository") != "acme/payments" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	if err := d.fix(c, "open", nil, &person{}); err != nil {
		t.Fatal(err)
	}
	d.want(d.observe(c), check.OK, "")
}

func TestAForkThatIsTheOrigin(t *testing.T) {
	d := newDesk(t)
	d.repository.ReadOnly()
	d.commits("first")
	rooms := d.rooms()
	if err := d.fix(rooms.Push(repository.PushSpec{Dir: d.dir, Forks: d.github}), "fork", nil, &person{}); err != nil {
		t.Fatal(err)
	}
	d.git(d.dir, "config", "--unset", "remote.pushDefault")
	d.git(d.dir, "remote", "rename", "origin", "upstream")
	d.git(d.dir, "remote", "rename", "fork", "origin")
	d.git(d.dir, "fetch", "--quiet", "origin")

	clone := rooms.Clone(repository.CloneSpec{URL: d.repository.URL(), Dir: d.dir})
	f := d.observe(clone)
	d.want(f, check.OK, "")
	if fact(f, "Upstream") != d.repository.URL() {
		t.Errorf("evidence %+v", f.Evidence)
	}
	opensAcross(t, d, d.pull())

	// A further branch goes to her fork, which is the origin.
	d.git(d.dir, "switch", "--quiet", "--create", "second")
	d.git(d.dir, "commit", "--quiet", "--allow-empty", "-m", "Add a horn")
	d.git(d.dir, "update-ref", "-d", "refs/remotes/origin/first")
	push := rooms.Push(repository.PushSpec{Dir: d.dir, Forks: d.github})
	if fixes := push.Fixes(d.observe(push)); len(fixes) != 1 || fixes[0].ID != "push" {
		t.Errorf("offered %+v", fixes)
	}
	d.git(d.dir, "remote", "remove", "upstream")
	if f := d.observe(clone); f.Code != "clone/wrong-origin" || !strings.Contains(fact(f, "Found"), "/ada/") {
		t.Errorf("without its upstream it reads %+v", f)
	}
}

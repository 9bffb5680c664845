package repository_test

import (
	"cmp"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

// lamp makes a clone over https with one commit of Ada's on the branch lamp.
func (b *bench) lamp() (dir, origin string, s *server) {
	b.Helper()
	origin = b.origin("harbour")
	s = b.serve()
	b.signIn(serverPassword)
	dir = filepath.Join(b.work, "harbour")
	b.git(b.work, "clone", "--quiet", s.URL+"/harbour.git", dir)
	b.git(dir, "switch", "--quiet", "-c", "lamp")
	b.commit(dir, "lamp.go", "Add a lamp")
	return dir, origin, s
}

func TestPushByTheButton(t *testing.T) {
	b := newBench(t)
	dir, origin, _ := b.lamp()
	c := b.rooms().Push(repository.PushSpec{Dir: dir})
	f := b.observe(c)
	b.want(f, check.Failing, "push/none")
	if !f.Pending || f.Summary != "1 commit of yours is on this machine only" {
		t.Errorf("finding %+v", f)
	}
	fix := b.fix(c, "push")
	if got := planned(fix.Preview(nil)); got != "git push --set-upstream origin lamp" {
		t.Errorf("preview %q", got)
	}
	if fix.Undo != "git push origin --delete lamp" {
		t.Errorf("undo %q", fix.Undo)
	}
	out := &tape{}
	must(t, b.apply(fix, nil, out))
	if !out.reached("Writing objects") {
		t.Errorf("no progress: %+v", out.phases)
	}
	f = b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Branch") != "lamp" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	if got := b.git(origin, "log", "-1", "--format=%s", "lamp"); got != "Add a lamp" {
		t.Errorf("at the origin: %q", got)
	}
	if got := b.git(dir, "rev-parse", "--abbrev-ref", "@{upstream}"); got != "origin/lamp" {
		t.Errorf("upstream %q", got)
	}
}

func TestAPushIsTriedAgainWhereThatMayHelp(t *testing.T) {
	b := newBench(t)
	dir, origin, s := b.lamp()
	c, out := b.rooms().Hurried().Push(repository.PushSpec{Dir: dir}), &tape{}
	s.ill.Store(http.StatusBadGateway)
	s.sick.Store(2)
	must(t, b.apply(b.fix(c, "push"), nil, out))
	if got := retries(out); len(got) != 2 || !strings.HasPrefix(got[0], "The server is in trouble; trying again in 2s") {
		t.Errorf("retries %q", got)
	}
	if got := b.git(origin, "log", "-1", "--format=%s", "lamp"); got != "Add a lamp" {
		t.Errorf("at the origin: %q", got)
	}
}

func TestAPushIsNotTriedAgainWhereThatIsNoHelp(t *testing.T) {
	b := newBench(t)
	dir, _, s := b.lamp()
	fix, out := b.fix(b.rooms().Hurried().Push(repository.PushSpec{Dir: dir}), "push"), &tape{}
	s.ill.Store(http.StatusForbidden)
	s.sick.Store(1)
	if err := b.apply(fix, nil, out); err == nil || len(retries(out)) != 0 {
		t.Errorf("error %v, retries %q", err, retries(out))
	}
}

func TestTheBranchThatIsCheckedOutIsPushed(t *testing.T) {
	b := newBench(t)
	dir, origin, _ := b.lamp()
	b.git(dir, "switch", "--quiet", "-c", "side", "main")
	b.commit(dir, "side.go", "Add a side")
	b.git(dir, "switch", "--quiet", "lamp")
	b.git(dir, "merge", "--quiet", "--no-edit", "side")
	c := b.rooms().Push(repository.PushSpec{Dir: dir})
	f := b.observe(c)
	b.want(f, check.Failing, "push/none")
	if fact(f, "Branch") != "lamp" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	must(t, b.apply(b.fix(c, "push"), nil, &tape{}))
	b.git(origin, "rev-parse", "--verify", "refs/heads/lamp")
	b.want(b.observe(c), check.OK, "")
	out, err := b.rooms().Outgoing(t.Context(), dir)
	if err != nil || out.Branch != "lamp" || len(out.Commits) != 3 {
		t.Errorf("outgoing %+v (%v)", out, err)
	}
}

func TestPushByHand(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	c := b.rooms().Push(repository.PushSpec{Dir: dir})
	b.want(b.observe(c), check.Failing, "push/nothing")
	b.git(dir, "switch", "--quiet", "-c", "lamp")
	b.commit(dir, "lamp.go", "Add a lamp")
	b.git(dir, "push", "--quiet", "origin", "lamp:ada/lamp") // Under another name there.
	b.want(b.observe(c), check.OK, "")
	b.commit(dir, "lamp2.go", "Add another")
	f := b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Not pushed yet") != "1 newer commit" || fact(f, "Subject") != "Add a lamp" {
		t.Errorf("evidence %+v", f.Evidence)
	}
}

// A push tells itself since when it is there, though nobody looked.
func TestAPushHoldsSinceItWasMade(t *testing.T) {
	for name, c := range map[string]struct {
		branch, notes string
		want          time.Time
	}{
		"of the branch":             {"lamp", "true", march(4)},
		"under another name":        {"lamp:ada/lamp", "true", march(4)},
		"that the origin took over": {"lamp:main", "true", march(4)},
		"without notes":             {"lamp", "false", time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			on := func(day string) { b.Setenv("GIT_COMMITTER_DATE", "2026-03-"+day+"T09:00:00+02:00") }
			on("01")
			dir, _ := b.cloned()
			b.git(dir, "config", "core.logAllRefUpdates", c.notes)
			_, there, _ := strings.Cut(c.branch, ":")
			there = cmp.Or(there, c.branch)
			on("02")
			b.git(dir, "switch", "--quiet", "-c", "lamp", "main")
			// What was noted of the branch before there was the commit.
			b.git(dir, "push", "--quiet", "origin", "main:"+there)
			on("03")
			b.commit(dir, "lamp.go", "Add a lamp")
			// And what somebody else put there since, and took back.
			other := b.git(dir, "commit-tree", "-p", "main", "-m", "Another", "main^{tree}")
			tracked := b.git(dir, "rev-parse", "refs/remotes/origin/"+there)
			b.git(dir, "update-ref", "refs/remotes/origin/"+there, other)
			b.git(dir, "update-ref", "refs/remotes/origin/"+there, tracked)
			on("04")
			b.git(dir, "push", "--quiet", "origin", c.branch)
			on("05")
			b.commit(dir, "lamp2.go", "Add another")
			b.git(dir, "push", "--quiet", "origin", c.branch)
			f := b.observe(b.rooms().Push(repository.PushSpec{Dir: dir}))
			b.want(f, check.OK, "")
			if !f.At.Equal(c.want) {
				t.Errorf("it holds since %s, want %s", f.At, c.want)
			}
		})
	}
}

func TestPushSaysWhyItFailed(t *testing.T) {
	for _, c := range []struct {
		name, code string
		spoil      func(b *bench, dir, origin string, s *server)
	}{
		{"wrong password", "git/sign-in", func(b *bench, _, _ string, _ *server) { b.signIn("dark") }},
		{"no right to push", "git/no-permission", func(_ *bench, _, _ string, s *server) { s.readOnly.Store(true) }},
		{"the origin is ahead", "push/behind", func(b *bench, _, origin string, _ *server) {
			seed := filepath.Join(b.home, "seed-harbour")
			b.git(seed, "commit", "--quiet", "--allow-empty", "-m", "First there")
			b.git(seed, "push", "--quiet", origin, "main:lamp")
		}},
		{"a hook here", "push/hook", func(b *bench, dir, _ string, _ *server) {
			hook := filepath.Join(dir, ".git", "hooks", "pre-push")
			b.write(filepath.Dir(hook), "pre-push", "#!/bin/sh\necho 'Connection refused, said the hook' >&2\nexit 1\n")
			must(b.T, os.Chmod(hook, 0o755))
		}},
		{"a rule there", "push/refused", func(b *bench, _, origin string, _ *server) {
			hook := filepath.Join(origin, "hooks", "pre-receive")
			b.write(filepath.Dir(hook), "pre-receive", "#!/bin/sh\necho 'no lamps on Fridays' >&2\nexit 1\n")
			must(b.T, os.Chmod(hook, 0o755))
		}},
		{"a lock here", "git/locked", func(b *bench, dir, _ string, _ *server) {
			b.write(dir, ".git/refs/remotes/origin/lamp.lock", "")
		}},
		{"a lock there", "push/busy", func(b *bench, _, origin string, _ *server) {
			b.write(origin, "refs/heads/lamp.lock", "")
		}},
		{"no server", "git/no-network", func(_ *bench, _, _ string, s *server) { s.Close() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			dir, origin, s := b.lamp()
			c.spoil(b, dir, origin, s)
			check := b.rooms().Push(repository.PushSpec{Dir: dir})
			out := &tape{}
			err := b.apply(b.fix(check, "push"), nil, out)
			wantCode(t, err, c.code)
			if strings.Count(err.Error(), ". ") != 2 {
				t.Errorf("%q does not say what, why and what next", err)
			}
			b.want(b.observe(check), "failing", "push/none")
			if c.code == "push/refused" && !strings.Contains(out.text(), "no lamps on Fridays") {
				t.Errorf("the rule is not shown:\n%s", out.text())
			}
		})
	}
}

package repository_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

func TestAPushThatIsKilledHalfWayCanBeTriedAgain(t *testing.T) {
	for name, kill := range map[string]func(b *bench, dir string, s *server, fix check.Fix){
		"git": func(b *bench, _ string, s *server, fix check.Fix) {
			err := midway(b, s, fix, func(func()) {
				if n := b.killGit("push"); n == 0 {
					b.Error("found no git push to kill")
				}
			})
			if err == nil {
				b.Fatal("a push whose git was killed counts as done")
			}
		},
		"the whole program": func(b *bench, dir string, s *server, _ check.Fix) {
			s.received.Store(0)
			s.slow.Store(int64(20 * time.Millisecond))
			victim := b.program(os.Args[0])
			victim.Env = append(victim.Env, pushVariable+"="+dir)
			must(b.T, victim.Start())
			eventually(b.T, "bytes flow", s.flows)
			must(b.T, victim.Process.Kill())
			_ = victim.Wait() // It was killed, so there is nothing to learn.
			s.slow.Store(0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			dir, origin, s := b.lamp()
			b.noise(dir, 362436069)
			// CGI takes no request whose length is not known at its start.
			b.git(dir, "config", "http.postBuffer", "16777216")
			c := b.rooms().Push(repository.PushSpec{Dir: dir})
			fix := b.fix(c, "push")
			kill(b, dir, s, fix)

			b.want(b.observe(c), check.Failing, "push/none")
			// What git had started may still be at it.
			eventually(t, "the line is quiet", func() bool { return s.open.Load() == 0 })
			for _, folder := range []string{filepath.Join(dir, ".git"), origin} {
				if left := b.halfMade(folder); len(left) != 0 {
					t.Errorf("left behind in %s: %v", folder, left)
				}
			}
			must(t, b.apply(fix, nil, check.Silent{}))
			b.want(b.observe(c), check.OK, "")
			here := b.git(dir, "rev-parse", "lamp")
			if there := b.git(origin, "rev-parse", "lamp"); there != here {
				t.Errorf("the origin is at %s, want %s", there, here)
			}
			b.git(origin, "fsck", "--strict", "--no-dangling")
			if got := b.git(dir, "rev-parse", "--abbrev-ref", "@{upstream}"); got != "origin/lamp" {
				t.Errorf("upstream %q", got)
			}
		})
	}
}

// TestAPushPastALeftLock finds the locks that a git killed while it noted the push
// leaves behind.
func TestAPushPastALeftLock(t *testing.T) {
	for name, c := range map[string]struct {
		lock   string
		status check.Status
	}{
		"of the note":       {".git/refs/remotes/origin/lamp.lock", check.Failing},
		"of the settings":   {".git/config.lock", check.OK},
		"of what is packed": {".git/packed-refs.lock", check.OK},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			dir, origin, _ := b.lamp()
			b.write(dir, c.lock, "")
			claim := b.rooms().Push(repository.PushSpec{Dir: dir})
			fix := b.fix(claim, "push")
			err := b.apply(fix, nil, check.Silent{})
			if f := b.observe(claim); f.Status != c.status {
				t.Fatalf("finding %+v after %v", f, err)
			}
			if here, there := b.git(dir, "rev-parse", "lamp"), b.git(origin, "rev-parse", "lamp"); here != there {
				t.Errorf("the origin is at %s, want %s", there, here)
			}
			if name != "of what is packed" {
				wantCode(t, err, "git/locked")
				if !strings.Contains(err.Error(), filepath.Base(c.lock)) {
					t.Errorf("%q does not name the lock", err)
				}
			}
			must(t, os.Remove(filepath.Join(dir, c.lock)))
			must(t, b.apply(fix, nil, check.Silent{}))
			b.want(b.observe(claim), check.OK, "")
			if got := b.git(dir, "rev-parse", "--abbrev-ref", "@{upstream}"); got != "origin/lamp" {
				t.Errorf("upstream %q", got)
			}
		})
	}
}

// halfMade returns the locks and the objects that were not taken over yet in a
// repository.
func (b *bench) halfMade(dir string) []string {
	b.Helper()
	var left []string
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // It was done with meanwhile.
		}
		if base := filepath.Base(name); strings.HasSuffix(base, ".lock") || strings.HasPrefix(base, "tmp_objdir-") {
			left = append(left, name)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return left
}

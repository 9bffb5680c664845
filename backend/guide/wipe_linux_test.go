package guide_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"firstlight/backend/guide"
)

// home gives this program a home of its own, and returns the data folder in it.
func home(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("FIRSTLIGHT_HOME", filepath.Join(home, "data"))
	// The tokens of whoever runs the test are left alone.
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(home, "no-bus"))
	return filepath.Join(home, "data")
}

func assemble(t *testing.T) *guide.Guide {
	t.Helper()
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { done(t, g) })
	return g
}

func done(t *testing.T, g *guide.Guide) {
	t.Helper()
	if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// write writes a file and the folders that it lies in.
func write(t *testing.T, file string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func isThere(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// TestTheNextProgramFinishesToForget ends a program wherever it may be, which leaves
// the note and some of what was to be removed.
func TestTheNextProgramFinishesToForget(t *testing.T) {
	data := home(t)
	for _, gone := range []string{"", "firstlight.db-wal", "firstlight.db", "origins"} {
		g := assemble(t)
		if err := g.Set(t.Context(), "theme", "dark"); err != nil {
			t.Fatal(err)
		}
		if err := g.Open(t.Context(), guide.Options{Source: guide.DemoSource}); err != nil {
			t.Fatal(err)
		}
		done(t, g)
		if err := os.WriteFile(filepath.Join(data, "forgetting"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if gone != "" {
			if err := os.RemoveAll(filepath.Join(data, gone)); err != nil {
				t.Fatal(err)
			}
		}
		g = assemble(t)
		if got := setting(t, g, "theme").Value; got != "system" {
			t.Errorf("ended after %q, the next program finds theme = %q", gone, got)
		}
		if v, err := g.Wiping(t.Context()); err != nil || v.Onboardings != 0 {
			t.Errorf("ended after %q, the next program finds %+v, %v", gone, v, err)
		}
		done(t, g)
		if _, err := os.Stat(filepath.Join(data, "forgetting")); err == nil {
			t.Errorf("ended after %q, it is still to be forgotten", gone)
		}
	}
}

func TestNothingIsForgottenWhereTheNoteCannotBeSought(t *testing.T) {
	data := home(t)
	write(t, data) // A file is where the folder is to be.
	entry := filepath.Join(filepath.Dir(data), ".config", "autostart", "firstlight.desktop")
	write(t, entry)
	if _, err := guide.Assemble(t.Context(), guide.Face{Name: "test"}); err == nil {
		t.Error("it starts without a data folder")
	}
	if !isThere(entry) {
		t.Error("nobody asked for it, and the window starts with the session no more")
	}
}

func TestAProgramWithoutAJourneyKeepsEverythingFromBeingForgotten(t *testing.T) {
	data := home(t)
	first, second := assemble(t), assemble(t)
	if err := first.Set(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // That the first was refused does not let the second.
		for _, g := range []*guide.Guide{first, second} {
			if _, err := g.Wipe(t.Context()); !errors.Is(err, guide.ErrElsewhereOpen) {
				t.Fatalf("err = %v, want that it is open elsewhere", err)
			}
		}
	}
	if got := setting(t, first, "theme").Value; got != "dark" {
		t.Errorf("something was forgotten: theme = %q", got)
	}
	done(t, second)
	if _, err := first.Wipe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if isThere(data) {
		t.Error("the data folder is still there")
	}
}

func TestAStartWaitsForAnotherToForget(t *testing.T) {
	data := home(t)
	done(t, assemble(t))
	lock := flock.New(filepath.Join(data, "forgetting.lock"))
	if ok, err := lock.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	began := time.Now()
	if _, err := guide.Assemble(t.Context(), guide.Face{Name: "test"}); !errors.Is(err, guide.ErrForgetting) || time.Since(began) > 10*time.Second {
		t.Errorf("err = %v after %v, want in a few seconds that everything is being forgotten", err, time.Since(began))
	}
	time.AfterFunc(300*time.Millisecond, func() {
		// As the one that forgets does it.
		if err := errors.Join(os.RemoveAll(data), lock.Close()); err != nil {
			t.Error(err)
		}
	})
	first := assemble(t)
	second := assemble(t)
	if _, err := second.Wipe(t.Context()); !errors.Is(err, guide.ErrElsewhereOpen) {
		t.Errorf("err = %v: the first holds a file that nobody sees", err)
	}
	done(t, first)
}

func TestADiskWithoutLocksIsNoHindrance(t *testing.T) {
	data := home(t)
	if err := os.MkdirAll(filepath.Join(data, "forgetting.lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	g := assemble(t)
	if _, err := g.Wipe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if isThere(filepath.Join(data, "firstlight.db")) || isThere(filepath.Join(data, "forgetting")) {
		t.Error("not all was forgotten")
	}
}

// keep has something lie at a path that nobody can remove until free is called.
func keep(t *testing.T, path string) (free func()) {
	t.Helper()
	folder := filepath.Dir(path)
	lock := func() error { write(t, path); return os.Chmod(folder, 0o500) }
	unlock := func() error { return os.Chmod(folder, 0o700) }
	if os.Getuid() == 0 {
		// Rights keep nothing from the superuser, but what is mounted she cannot remove.
		lock = func() error {
			return errors.Join(os.MkdirAll(path, 0o700), syscall.Mount("tmpfs", path, "tmpfs", 0, "size=4k"))
		}
		unlock = func() error { return syscall.Unmount(path, 0) }
	}
	if err := lock(); err != nil {
		if errors.Is(err, syscall.EPERM) && os.Getenv("CI") == "" {
			t.Skip("this superuser may not mount: docker run --cap-add SYS_ADMIN")
		}
		t.Fatal(err)
	}
	held := true
	free = func() {
		if held {
			held = false
			if err := unlock(); err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(free)
	return free
}

// TestWhatCannotBeRemovedIsTriedOnceMore keeps a file from being removed: the rest goes all
// the same, the next program tries again, and what it records is not forgotten.
func TestWhatCannotBeRemovedIsTriedOnceMore(t *testing.T) {
	data := home(t)
	stays := filepath.Join(data, "compose", "0123456789ab.yaml")
	g := assemble(t)
	write(t, filepath.Join(data, "reports", "firstlight-report-1.zip"))
	free := keep(t, stays)
	says := func(sentences []string, part string) bool {
		return slices.ContainsFunc(sentences, func(s string) bool { return strings.Contains(s, part) })
	}
	wiped, err := g.Wipe(t.Context())
	if err != nil || !says(wiped.Left, stays) || !says(wiped.Left, "keyring") || !says(wiped.Left, "starts next") {
		t.Errorf("%q, %v; want that the file and tokens are left", wiped.Left, err)
	}
	if isThere(filepath.Join(data, "reports")) || isThere(filepath.Join(data, "firstlight.db")) || !isThere(filepath.Join(data, "forgetting")) {
		t.Error("the rest is still there, or the next program does not know of it")
	}

	g = assemble(t)
	if err := errors.Join(g.Set(t.Context(), "theme", "dark"), g.Open(t.Context(), guide.Options{Source: guide.DemoSource})); err != nil {
		t.Fatal(err)
	}
	if notice := view(t, g).Notices["forgetting"]; !strings.Contains(notice, stays) {
		t.Errorf("the person is told %q", notice)
	}
	done(t, g)
	free()
	g = assemble(t)
	if got := setting(t, g, "theme").Value; got != "dark" || !isThere(stays) {
		t.Errorf("what was recorded since was forgotten: theme = %q", got)
	}
	if _, err := g.Wipe(t.Context()); err != nil || isThere(data) {
		t.Errorf("%v; want that it is all gone", err)
	}
}

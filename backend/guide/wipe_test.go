package guide_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"firstlight/backend/guide"
)

// keeper is a guide whose data folder holds what Firstlight writes, and what it does
// not.
func keeper(t *testing.T) (*world, *guide.Guide, *session, *int) {
	t.Helper()
	w := newWorld(t, step("go"))
	for name, text := range map[string]string{
		"workspace/payments/main.go": "package main", "reports/one.json": "{}", "reports/two.zip": "", "origins/harbour.git/HEAD": "ref",
		"compose/a.yaml": "", "firstlight.db.before-v2": "", "firstlight-open-1.html": "", "mine.txt": "hers", "firstlight": "hers as well",
	} {
		file := w.path(filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	system, asked := &session{on: true}, new(int)
	g := w.guideWith(func(cfg *guide.Config) {
		cfg.Places = guide.Places{Data: w.data, Workspace: w.path("workspace")}
		cfg.Autostart = system
		cfg.Tokens = func(context.Context) error { *asked++; return nil }
	})
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	return w, g, system, asked
}

// left returns what is in the data folder, by name.
func left(t *testing.T, w *world) []string {
	t.Helper()
	entries, err := os.ReadDir(w.data)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestEverythingIsForgottenAndNothingElse(t *testing.T) {
	w, g, system, asked := keeper(t)
	lost, err := g.Wiping(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if lost.Onboardings != 1 || lost.Events == 0 || lost.Imported != 0 || lost.Reports != 2 || lost.Bytes == 0 || !lost.Starts || lost.Folder != w.data {
		t.Errorf("what would be lost: %+v", lost)
	}
	wiped, err := g.Wipe(t.Context())
	if err != nil || len(wiped.Left) != 0 {
		t.Fatalf("%+v, %v", wiped, err)
	}
	if got := left(t, w); !slices.Equal(got, []string{"firstlight", "mine.txt", "workspace"}) {
		t.Errorf("there is left %v", got)
	}
	if _, err := os.Stat(w.path("workspace/payments/main.go")); err != nil {
		t.Error(err)
	}
	if system.on || *asked != 1 {
		t.Errorf("the window starts with the session: %v; the keyring was asked %d times", system.on, *asked)
	}
	if _, err := g.View(); !errors.Is(err, guide.ErrNotOpen) {
		t.Errorf("the journey is still open: %v", err)
	}
	// It is as on the first day.
	again := w.guide()
	if v, err := again.Wiping(t.Context()); err != nil || v.Onboardings != 0 {
		t.Errorf("the next program finds %+v, %v", v, err)
	}
}

func TestWhatCannotBeForgottenIsSaid(t *testing.T) {
	w := newWorld(t)
	g := w.guideWith(func(cfg *guide.Config) {
		cfg.Places = guide.Places{Data: w.data}
		cfg.Autostart = &session{fails: errors.New("the folder cannot be written to")}
		cfg.Tokens = func(context.Context) error { return errors.New("it is locked") }
	})
	wiped, err := g.Wipe(t.Context())
	if err != nil || len(wiped.Left) != 2 {
		t.Errorf("%+v, %v; want that two things are left", wiped, err)
	}
	if _, err := os.Stat(w.data); err == nil {
		t.Error("the empty folder is left")
	}
}

func TestNothingIsForgottenWhileAnotherFaceIsOpen(t *testing.T) {
	w, g, system, _ := keeper(t)
	w.face()
	if _, err := g.Wipe(t.Context()); !errors.Is(err, guide.ErrElsewhereOpen) {
		t.Fatalf("err = %v", err)
	}
	if got := left(t, w); !slices.Contains(got, "firstlight.db") || slices.Contains(got, "forgetting") || !system.on {
		t.Errorf("something was forgotten: there is %v", got)
	}
	if _, err := g.View(); err != nil {
		t.Errorf("the journey was closed: %v", err)
	}
}

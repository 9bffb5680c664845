package guide_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// keeper is a guide whose data folder holds what Firstlight writes, and what it does
// not.
func keeper(t *testing.T) (*world, *guide.Guide, *session, *int) {
	t.Helper()
	w := newWorld(t, step("go"))
	for name, text := range map[string]string{
		"workspace/payments/main.go": "package main", "reports/firstlight-impact-1.json": "{}", "reports/firstlight-report-2.zip": "", "running/GEZDGNBVGY3TQOJQGEZDGNBVGY": "1 2", "origins/harbour.git/HEAD": "ref",
		"origins/.harbour.git.partial-1-2/HEAD": "ref", "compose/0123456789ab.yaml": "", "compose/.tmp-0123456789ab.yaml12": "", "reports/.tmp-firstlight-1.json3": "", ".tmp-forgetting4": "", "firstlight.db.before-v2": "", "firstlight-open-1.html": "", "mine.txt": "hers", "firstlight": "hers as well",
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

// hers puts files of the person's own into folders of the names that Firstlight uses.
func hers(t *testing.T, w *world) []string {
	t.Helper()
	files := []string{"compose/compose.yaml", "compose/0123456789abcdef.yaml", "origins/payments.git/HEAD", "reports/2026.pdf", "running/notes.txt"}
	for _, name := range files {
		file := w.path(filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte("hers"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return files
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

func TestWhatIsHersInFoldersOfTheSameNamesStays(t *testing.T) {
	w, g, _, _ := keeper(t)
	files := hers(t, w)
	if lost, err := g.Wiping(t.Context()); err != nil || lost.Reports != 2 {
		t.Errorf("%+v, %v; want two reports", lost, err)
	}
	if wiped, err := g.Wipe(t.Context()); err != nil || len(wiped.Left) != 0 {
		t.Fatalf("%+v, %v", wiped, err)
	}
	for _, name := range files {
		if _, err := os.Stat(w.path(filepath.FromSlash(name))); err != nil {
			t.Errorf("hers is gone: %v", err)
		}
	}
	for folder, want := range map[string]int{"compose": 2, "origins": 1, "reports": 1} {
		if entries, err := os.ReadDir(w.path(folder)); err != nil || len(entries) != want {
			t.Errorf("in %s there is %v, %v; want what is hers and nothing else", folder, entries, err)
		}
	}
}

// patient returns a guide whose journey has a fix that takes long.
func patient(t *testing.T) (*world, *guide.Guide) {
	t.Helper()
	s := step("file")
	s.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "sleep 600"}}
	w := newWorld(t, s)
	g := w.guideWith(func(cfg *guide.Config) { cfg.Places = guide.Places{Data: w.data} })
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	approve(t, g)
	return w, g
}

func TestNothingIsForgottenWhileAFixRuns(t *testing.T) {
	w, g := patient(t)
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Wipe(t.Context()); !errors.Is(err, guide.ErrWorking) {
		t.Fatalf("err = %v, want that work runs", err)
	}
	if got := left(t, w); !slices.Contains(got, "firstlight.db") || slices.Contains(got, "forgetting") {
		t.Errorf("something was forgotten: there is %v", got)
	}
	if err := g.Cancel(run); err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	settle(t, g)
	if _, err := g.Wipe(t.Context()); err != nil {
		t.Errorf("after it has ended: %v", err)
	}
}

// TestWhatCannotBeBegunIsAsItWas has the note not be written, before which nothing may
// change.
func TestWhatCannotBeBegunIsAsItWas(t *testing.T) {
	b := newBackend(t)
	w := newWorld(t, step("file"))
	g := w.guideWith(func(cfg *guide.Config) {
		cfg.Places = guide.Places{Data: w.data}
		cfg.Env = func() []string { return []string{endpoint(b.URL)} }
	})
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	agree(t, g)
	if err := os.MkdirAll(w.path("forgetting/in-the-way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Wipe(t.Context()); err == nil {
		t.Fatal("it was forgotten without a note")
	}
	if v := telemetryOf(t, g); v.Consent != guide.ConsentYes {
		t.Errorf("nothing was forgotten, and telemetry is off: %+v", v)
	}
	if _, err := g.View(); err != nil {
		t.Errorf("the journey was closed: %v", err)
	}
}

// TestForgettingAsTheMachineWakes looks for other faces while this one finds out that
// the machine has slept; the race detector says what is wrong with that.
func TestForgettingAsTheMachineWakes(t *testing.T) {
	t.Parallel()
	w, g := patient(t)
	// Work that runs keeps it from being forgotten while the other face seems gone.
	if _, err := g.Fix(t.Context(), "file", "authored-1", nil); err != nil {
		t.Fatal(err)
	}
	w.face()
	for end := time.Now().Add(3 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		w.ahead.Add(int64(time.Minute))
		if _, err := g.Wipe(t.Context()); !errors.Is(err, guide.ErrWorking) && !errors.Is(err, guide.ErrElsewhereOpen) {
			t.Fatalf("err = %v, want that it is in use", err)
		}
	}
}

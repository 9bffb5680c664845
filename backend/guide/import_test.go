package guide_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/share"
	"firstlight/backend/store"
)

// exportsOf writes simulated onboardings into a folder, as people export them.
func exportsOf(t *testing.T, many int) string {
	t.Helper()
	folder := t.TempDir()
	for n := range many {
		o := insighttest.Make(1, n, 10, 0)
		exportAs(t, filepath.Join(folder, o.ID+".json"), share.Onboarding{ID: o.ID, Track: o.Track, Events: o.Events})
	}
	return folder
}

func exportAs(t *testing.T, file string, o share.Onboarding) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(o.Write(f), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsImportedWhereOneCannotBe(t *testing.T) {
	o := insighttest.Make(1, 0, 10, 0)
	other := share.Onboarding{ID: o.ID, Track: o.Track, Events: slices.Clone(o.Events)}
	// It begins a moment earlier.
	other.Events[0].At = other.Events[0].At.Add(-time.Millisecond)
	for name, spoil := range map[string]func(t *testing.T, g *guide.Guide, folder string){
		"one is none": func(t *testing.T, _ *guide.Guide, folder string) {
			if err := os.WriteFile(filepath.Join(folder, "z.json"), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"two contradict each other": func(t *testing.T, _ *guide.Guide, folder string) {
			exportAs(t, filepath.Join(folder, "z.json"), other)
		},
		"one contradicts what is there": func(t *testing.T, g *guide.Guide, folder string) {
			before := filepath.Join(t.TempDir(), "before.json")
			exportAs(t, before, other)
			if _, err := g.Import(t.Context(), []string{before}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			g, folder := newWorld(t).guide(), exportsOf(t, 20)
			spoil(t, g, folder)
			before, err := g.Team(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, err = g.Import(t.Context(), []string{folder})
			if refused, ok := errors.AsType[*guide.ImportError](err); !ok || len(refused.Problems) != 1 {
				t.Errorf("err = %v, want one problem", err)
			}
			if team, err := g.Team(t.Context()); err != nil || len(team) != len(before) {
				t.Errorf("there are %d and were %d, %v", len(team), len(before), err)
			}
		})
	}
}

// ending is a store of which the import ends after some of what it is handed.
type ending struct {
	guide.Store
	after int
}

func (e ending) Import(ctx context.Context, next func() (*store.Arrival, error)) (store.Taken, error) {
	n := 0
	return e.Store.Import(ctx, func() (*store.Arrival, error) {
		if n++; n > e.after {
			return nil, errors.New("the disk went away")
		}
		return next()
	})
}

func TestAnImportThatEndsHalfwaySaysHowFarItCame(t *testing.T) {
	w, folder := newWorld(t), exportsOf(t, 12)
	w.wrap = func(s guide.Store) guide.Store { return ending{s, 7} }
	_, err := w.guide().Import(t.Context(), []string{folder})
	if stopped, ok := errors.AsType[*guide.StoppedError](err); !ok || stopped.Taken != 7 || stopped.Files != 12 {
		t.Fatalf("err = %v, want that it ended after 7 of 12", err)
	}
	w.wrap = nil
	taken, err := w.guide().Import(t.Context(), []string{folder})
	if err != nil || len(taken.Added) != 5 || len(taken.Doubled) != 7 {
		t.Errorf("then it took in %d and knew %d again, %v", len(taken.Added), len(taken.Doubled), err)
	}
}

func TestAnImportKnowsTheHomeFolderAndSaysWhatIsNotThere(t *testing.T) {
	g, folder := newWorld(t).guide(), exportsOf(t, 1)
	t.Setenv("HOME", filepath.Dir(folder))
	t.Setenv("USERPROFILE", filepath.Dir(folder))
	short := filepath.Join("~", filepath.Base(folder))
	for _, path := range []string{filepath.Join(short, "nowhere"), filepath.Join(folder, "nowhere.json")} {
		_, err := g.Import(t.Context(), []string{path})
		if missing, ok := errors.AsType[*guide.MissingError](err); !ok || !strings.HasPrefix(missing.Error(), "there is no file or folder ~") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if taken, err := g.Import(t.Context(), []string{short}); err != nil || len(taken.Added) != 1 {
		t.Errorf("took in %+v, %v", taken, err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if _, err := g.TimelineOf(t.Context(), filepath.Join(short, filepath.Base(files[0]))); err != nil {
		t.Errorf("the way in a file below ~: %v", err)
	}
}

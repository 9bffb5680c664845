package guide_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/store"
)

// TestWhatALookPrintsIsBound holds that a look keeps no more of what is printed than
// the record, and gives it in pages.
func TestWhatALookPrintsIsBound(t *testing.T) {
	w := newWorld(t)
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = record.Close() }()
	l := guide.NewLookout(record, w.now)
	if _, _, err := l.Resume(t.Context(), "test", ""); err != nil {
		t.Fatal(err)
	}
	line := strings.Repeat("x", 99)
	for range 20 {
		if err := l.AppendOutput(t.Context(), "r", slices.Repeat([]string{line}, 1000)); err != nil {
			t.Fatal(err)
		}
	}
	kept, pages := 0, 0
	for from := 0; ; pages++ {
		lines, next, err := l.Output(t.Context(), "r", from)
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) == 0 {
			break
		}
		kept, from = kept+len(lines)*(len(line)+1), next
	}
	if kept > store.OutputLimit || kept < store.OutputLimit/2 || pages < 2 {
		t.Errorf("%d bytes are kept, in %d pages", kept, pages)
	}
}

// TestWhoeverOnlyLooksBeginsNothing has a face look at a journey before and after it
// was begun.
func TestWhoeverOnlyLooksBeginsNothing(t *testing.T) {
	w := newWorld(t, step("there"), step("missing"))
	w.make("there")
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = record.Close() }()
	look := func() *guide.Guide {
		g := w.guideWith(func(cfg *guide.Config) { cfg.Store = guide.NewLookout(cfg.Store, w.now) })
		if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
			t.Fatal(err)
		}
		if err := g.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		return g
	}

	g := look()
	if status(t, g, "there") != check.OK || status(t, g, "missing") != check.Failing {
		t.Errorf("it finds %s and %s", status(t, g, "there"), status(t, g, "missing"))
	}
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, err := record.Onboardings(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("it began %v, %v", all, err)
	}
	if _, err := record.LastOpened(t.Context()); !errors.Is(err, store.ErrNone) {
		t.Errorf("something counts as opened: %v", err)
	}

	begun := w.face()
	settle(t, begun)
	if _, err := record.Begin(t.Context(), "another", ""); err != nil {
		t.Fatal(err)
	}
	w.make("missing")
	g = look()
	if status(t, g, "missing") != check.OK {
		t.Errorf("it finds %s", status(t, g, "missing"))
	}
	eventually(t, "what it found of a journey that was begun is on record", func() bool { return status(t, begun, "missing") == check.OK })
	if last, err := record.LastOpened(t.Context()); err != nil || last.Source != "another" {
		t.Errorf("%q counts as the last opened, %v", last.Source, err)
	}
}

func TestWhoeverNamesAStepThatThereIsNotBeginsNothing(t *testing.T) {
	w := newWorld(t, step("there"))
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = record.Close() }()
	g := w.guide()
	none, ok := errors.AsType[*guide.StepError](g.Open(t.Context(), guide.Options{Source: "test", Step: "ther"}))
	if !ok || none.Step != "ther" || len(none.Known) != 1 || none.Known[0].ID != "there" {
		t.Errorf("it says %+v", none)
	}
	if all, err := record.Onboardings(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("it began %v, %v", all, err)
	}
	if err := g.Open(t.Context(), guide.Options{Source: "test", Step: "there"}); err != nil {
		t.Errorf("of a step that there is: %v", err)
	}
}

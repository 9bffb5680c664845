package guide_test

import (
	"errors"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/store"
)

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

package guide_test

import (
	"errors"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

func TestTheTimelineOfARecordAndOfItsExportAgree(t *testing.T) {
	w := newWorld(t, step("here"), step("missing"))
	w.make("here")
	g := w.face()
	settle(t, g)
	run, err := g.Fix(t.Context(), "missing", "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	own, err := g.Timeline(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view := view(t, g)
	steps := own.Steps()
	if own.Length != view.State.Elapsed() || own.Plan.Name != "Test" || len(steps) != 2 || steps[1].Attempts() != 1 || !steps[1].Holds || own.FinishedAt.IsZero() {
		t.Errorf("the timeline of %s with %+v; the clock says %s", own.Length, steps, view.State.Elapsed())
	}
	o, err := g.Export(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	file, err := g.SaveExport(o, w.path("own.json"))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := g.TimelineOf(t.Context(), file)
	if err != nil || theirs.Length != own.Length || theirs.Spent != own.Spent || len(theirs.Steps()) != 2 {
		t.Errorf("the export is of %s, the record of %s: %v", theirs.Length, own.Length, err)
	}
	w.make("none.json")
	var problem *share.FileError
	if _, err := g.TimelineOf(t.Context(), w.path("none.json")); !errors.As(err, &problem) {
		t.Errorf("an empty file gives %v", err)
	}
}

// TestTheTimelineGoesOnUntilNow has time pass after the last event.
func TestTheTimelineGoesOnUntilNow(t *testing.T) {
	w := newWorld(t, step("missing"))
	g := w.face()
	settle(t, g)
	own, err := g.Timeline(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.ahead.Add(int64(5 * time.Second))
	later, err := g.Timeline(t.Context())
	if err != nil || later.Length-own.Length < 5*time.Second || later.Steps()[0].Intervals[0].Kind != progress.ModeHandsOn {
		t.Errorf("from %s it went on to %s: %v", own.Length, later.Length, err)
	}
	closed := w.guide()
	if _, err := closed.Timeline(t.Context()); !errors.Is(err, guide.ErrNotOpen) {
		t.Errorf("with no journey open it says %v", err)
	}
}

func TestAnEstimateTellsOnesOwnRunsFromThoseOfOthers(t *testing.T) {
	other := newWorld(t, step("missing"))
	theirs := other.face()
	settle(t, theirs)
	run, err := theirs.Fix(t.Context(), "missing", "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, theirs, run)
	o, err := theirs.Export(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	file, err := theirs.SaveExport(o, other.path("theirs.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, step("missing"))
	desk := w.guide()
	if _, err := desk.Import(t.Context(), []string{file}); err != nil {
		t.Fatal(err)
	}
	g := w.face()
	settle(t, g)
	usual := func() progress.Usual { return view(t, g).Usual("missing", progress.UseFix, "touch") }
	eventually(t, "what others took is known", func() bool { return usual().Runs == 1 && usual().Own == 0 })
	if run, err = g.Fix(t.Context(), "missing", "touch", nil); err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	if u := usual(); u.Runs != 2 || u.Own != 1 {
		t.Errorf("it is from %d runs, %d of them hers", u.Runs, u.Own)
	}
}

package guide_test

import (
	"errors"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestTheFirstDayIsTheOneThatThePersonSays(t *testing.T) {
	first := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	w := newWorld(t, step("here"))
	told := w.guideWith(func(c *guide.Config) { c.FirstDay = first })
	if err := told.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	if got := view(t, told).State.Dated[journey.StartDate]; !got.Equal(first) {
		t.Errorf("the environment says %v, it is %v", first, got)
	}
	for _, at := range []time.Time{time.Now().AddDate(3, 0, 0), {}} {
		if err := told.SetFirstDay(t.Context(), at); !errors.Is(err, guide.ErrNoFirstDay) {
			t.Errorf("%v: %v", at, err)
		}
	}
	hers := first.AddDate(0, 0, 7)
	if err := told.SetFirstDay(t.Context(), hers); err != nil {
		t.Fatal(err)
	}
	settle(t, told) // What is looked at meanwhile is recorded, too.
	before := view(t, told).State.Seq
	if err := told.SetFirstDay(t.Context(), hers); err != nil || view(t, told).State.Seq != before {
		t.Errorf("the same once more is recorded: %v", err)
	}
	again := w.guideWith(func(c *guide.Config) { c.FirstDay = first })
	if err := again.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	if got := view(t, again).State.Dated[journey.StartDate]; !got.Equal(hers) {
		t.Errorf("she says %v, it is %v", hers, got)
	}
}

func TestTheTenthMergeIsCountedOverAllRepositories(t *testing.T) {
	merge := func(id, in string) journey.Step {
		return journey.Step{ID: id, Kind: journey.Merge, Title: "It is merged", Claim: journey.MergeClaim{In: in}}
	}
	w := newWorld(t, merge("one", "one"), merge("two", "two"), merge("one-again", "one"))
	day := func(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }
	w.merges = map[string][]time.Time{"one": {day(1), day(3), day(5), day(7), day(9)}, "two": {day(2), day(4), day(6), day(8)}}
	g := w.face()
	settle(t, g)
	if n, err := g.AskMerges(t.Context()); n != 9 || err != nil || !view(t, g).State.Dated[journey.TenthMerge].IsZero() {
		t.Errorf("%d are merged, %v", n, err)
	}
	w.merges["two"] = append(w.merges["two"], day(20), day(21))
	if n, err := g.AskMerges(t.Context()); n != 11 || err != nil || !view(t, g).State.Dated[journey.TenthMerge].Equal(day(20)) {
		t.Errorf("%d are merged, the tenth at %v, %v", n, view(t, g).State.Dated[journey.TenthMerge], err)
	}
	w.signedOut = true
	var hub *guide.HubError
	if _, err := g.AskMerges(t.Context()); !errors.As(err, &hub) {
		t.Errorf("signed out: %v", err)
	}
	if _, err := newWorld(t, step("here")).face().AskMerges(t.Context()); !errors.Is(err, guide.ErrNoMerge) {
		t.Errorf("without a merge step: %v", err)
	}
}

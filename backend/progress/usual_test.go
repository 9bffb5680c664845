package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// TestUsual takes how long a fix takes from the runs that did what they were to do.
func TestUsual(t *testing.T) {
	start := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	plan := progress.Plan{Steps: []progress.PlanStep{{ID: "services", Kind: journey.Compose}}}
	events := []progress.Event{{At: start, Kind: progress.Adopted, Plan: &plan}}
	at := start
	run := func(fix string, took time.Duration, outcome progress.Outcome, between ...progress.Kind) {
		at = at.Add(time.Hour)
		work := progress.Work{Run: at.String(), Use: progress.UseFix, Fix: fix}
		begin := work
		events = append(events, progress.Event{At: at, Kind: progress.WorkBegan, Step: "services", Session: "s", Work: &begin})
		for _, kind := range between {
			during := work
			events = append(events, progress.Event{At: at.Add(took / 2), Since: at.Add(took / 3), Kind: kind, Step: "services", Session: "s", Work: &during})
		}
		work.Outcome = outcome
		events = append(events, progress.Event{At: at.Add(took), Kind: progress.WorkEnded, Step: "services", Session: "s", Work: &work})
	}
	want := func(fix string, took time.Duration, runs int) {
		t.Helper()
		if got := progress.Fold(events).Usual("services", progress.UseFix, fix); got != (progress.Usual{Took: took, Runs: runs, Own: runs}) {
			t.Errorf("%s usually takes %+v, want %s from %d", fix, got, took, runs)
		}
	}
	want("up", 0, 0)
	run("up", 40*time.Second, progress.Done)
	run("up", time.Second, progress.Failed)
	run("up", time.Hour, progress.Cancelled)
	run("other", time.Minute, progress.Done)
	want("up", 40*time.Second, 1)
	run("up", 50*time.Second, progress.Done)
	run("up", 20*time.Second, progress.Done)
	run("up", 30*time.Minute, progress.Done, progress.Asked, progress.Answered)
	run("up", 30*time.Minute, progress.Done, progress.Asleep)
	want("up", 40*time.Second, 3)
	want("other", time.Minute, 1)
	for range 9 {
		run("up", 5*time.Second, progress.Done)
	}
	want("up", 5*time.Second, 9)
}

func TestOnesOwnRunsAreToldFromThoseOfOthers(t *testing.T) {
	const m = time.Minute
	h := begun(tool).enter(0, "s").
		work(1*m, progress.WorkBegan, "tool", progress.Work{Run: "a", Use: progress.UseFix, Fix: "install"}).
		work(3*m, progress.WorkEnded, "tool", progress.Work{Run: "a", Use: progress.UseFix, Fix: "install", Outcome: progress.Done})
	s := progress.Fold(h.events)
	e := progress.Effort{Step: "tool", Fix: "install", Use: progress.UseFix}
	if got := s.UsualWith(e, []time.Duration{8 * m, 9 * m}); got != (progress.Usual{Took: 8 * m, Runs: 3, Own: 1}) {
		t.Errorf("with others it takes %+v", got)
	}
	if got := s.Usual("tool", progress.UseFix, "install"); got != (progress.Usual{Took: 2 * m, Runs: 1, Own: 1}) {
		t.Errorf("alone it takes %+v", got)
	}
	if got := s.UsualWith(progress.Effort{Step: "clone", Use: progress.UseFix}, nil); got != (progress.Usual{}) {
		t.Errorf("of what nobody has done it says %+v", got)
	}
}

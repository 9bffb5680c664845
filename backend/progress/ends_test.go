package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// TestTwoFacesEndedWithoutAWord is a power cut at night, found in the morning.
func TestTwoFacesEndedWithoutAWord(t *testing.T) {
	at := func(d time.Duration) time.Time { return start.Add(d) }
	plan := progress.Plan{Hash: "1", Steps: []progress.PlanStep{{ID: "a"}}}
	work := progress.Work{Run: "r", Use: progress.UseFix}
	lost := work
	lost.Outcome = progress.Lost
	s := progress.Fold([]progress.Event{
		{At: at(0), Kind: progress.Adopted, Plan: &plan},
		{At: at(0), Kind: progress.Entered, Session: "window"},
		{At: at(0), Kind: progress.Entered, Session: "terminal"},
		{At: at(time.Minute), Kind: progress.WorkBegan, Session: "window", Step: "a", Work: &work},
		{At: at(9 * time.Hour), Kind: progress.Left, Session: "window", Since: at(3 * time.Minute)},
		{At: at(9 * time.Hour), Kind: progress.Left, Session: "terminal", Since: at(3*time.Minute + time.Second)},
		{At: at(9 * time.Hour), Kind: progress.WorkEnded, Session: "next", Step: "a", Work: &lost},
		{At: at(9 * time.Hour), Kind: progress.Entered, Session: "next"},
	})
	want := progress.Split{Machine: 2 * time.Minute, HandsOn: time.Minute, Away: 9*time.Hour - 3*time.Minute}
	if diff := s.Spent.Machine - want.Machine; diff != 0 || s.Spent.HandsOn > want.HandsOn+time.Second || s.Spent.Total() != 9*time.Hour {
		t.Errorf("spent %+v, want about %+v", s.Spent, want)
	}
}

func TestWhatWorkOfOursDidIsNoSignOfThePerson(t *testing.T) {
	at := func(d time.Duration) time.Time { return start.Add(d) }
	plan := progress.Plan{Hash: "1", Steps: []progress.PlanStep{{ID: "a"}, {ID: "b"}, {ID: "c"}}}
	work := progress.Work{Run: "r", Use: progress.UseFix}
	done := work
	done.Outcome = progress.Done
	fail, blocked, ok := check.Fail("x", "No"), check.Finding{Status: check.Blocked}, check.Hold("Yes")
	events := []progress.Event{
		{At: at(0), Kind: progress.Adopted, Plan: &plan},
		{At: at(0), Kind: progress.Entered, Session: "window"},
		{At: at(0), Kind: progress.Observed, Step: "a", Finding: &fail},
		{At: at(0), Kind: progress.Observed, Step: "b", Finding: &blocked},
		{At: at(0), Kind: progress.Observed, Step: "c", Finding: &fail},
		{At: at(0), Kind: progress.WorkBegan, Session: "window", Step: "a", Work: &work},
		{At: at(3 * time.Hour), Kind: progress.WorkEnded, Session: "window", Step: "a", Work: &done},
		{At: at(3*time.Hour + time.Second), Kind: progress.Observed, Step: "a", Finding: &ok},
		{At: at(3*time.Hour + 2*time.Second), Kind: progress.Observed, Step: "b", Finding: &ok},
	}
	s := progress.Fold(events)
	if got := s.At(at(5 * time.Hour)).Spent.HandsOn; got != 0 {
		t.Errorf("%s count as hands-on though nobody was there", got)
	}
	s.Apply(progress.Event{At: at(4 * time.Hour), Kind: progress.Observed, Step: "c", Finding: &ok})
	if got := s.Mode(at(4*time.Hour + time.Second)); s.FinishedAt.IsZero() || got != progress.ModeStopped {
		t.Errorf("mode %q after the last step held", got)
	}
}

package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// What is read before anything is approved is of all steps, and so of none.
func TestReadingWhatThereIsToApproveIsNoStepsTime(t *testing.T) {
	const m = time.Minute
	approved := progress.Event{Kind: progress.Approved, Session: "s", Approval: &journey.Approval{Hash: "1"}}
	looks := progress.Event{Kind: progress.Active, Session: "s", Step: "tool"}
	for name, c := range map[string]struct {
		asks   bool
		given  func(h *history) *history
		inStep time.Duration
	}{
		"until it is approved":           {true, func(h *history) *history { return h.at(2*m, approved) }, 3 * m},
		"unless she looks at a step":     {true, func(h *history) *history { return h.at(2*m, looks) }, 3 * m},
		"while nothing was approved":     {true, func(h *history) *history { return h }, 0},
		"but where nothing is asked for": {false, func(h *history) *history { return h }, 5 * m},
	} {
		h := &history{}
		h.at(0, progress.Event{Kind: progress.Adopted, Plan: &progress.Plan{Name: "Test", Asks: c.asks, Steps: []progress.PlanStep{tool}}})
		s := c.given(h.enter(0, "s")).stateAt(5 * m)
		if got := s.Steps[0].Spent.HandsOn; got != c.inStep {
			t.Errorf("%s: %s went into the step, want %s", name, got, c.inStep)
		}
		if got := s.Elsewhere().HandsOn; got != 5*m-c.inStep || s.Spent.HandsOn != 5*m {
			t.Errorf("%s: %s of %s went into none, want %s", name, got, s.Spent.HandsOn, 5*m-c.inStep)
		}
	}
}

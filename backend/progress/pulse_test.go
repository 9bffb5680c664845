package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestAPulseIsAskedForOnceAndNotTooOften(t *testing.T) {
	const m, day = time.Minute, 24 * time.Hour
	pulse := func(of journey.Milestone, score int) progress.Event {
		return progress.Event{Kind: progress.Pulsed, Session: "s", Milestone: of, Score: score, Note: "Say why"}
	}
	h := begun(tool, clone).enter(0, "s")
	due := func(at time.Duration, want journey.Milestone) {
		t.Helper()
		if got := progress.Fold(h.events).PulseDue(start.Add(at)); got != want {
			t.Errorf("after %s it asks about %q, want %q", at, got, want)
		}
	}
	due(0, "")
	h.found(5*m, "tool", holds)
	due(6*m, journey.MachineReady)
	h.at(7*m, pulse(journey.MachineReady, 4))
	due(8*m, "")
	h.found(9*m, "clone", holds)
	due(10*m, "")
	due(7*m+day, journey.CodeCloned)
	// She would rather not say, and is not asked again.
	h.at(day+8*m, pulse(journey.CodeCloned, 0))
	due(9*day, "")
	s := progress.Fold(h.events)
	if len(s.Pulses) != 2 || s.Pulses[0].Score != 4 || s.Pulses[0].Text != "Say why" || s.Pulses[1].Score != 0 {
		t.Errorf("she answered %+v", s.Pulses)
	}
	// What was reached at once is nobody's doing.
	if got := progress.Fold(begun(tool, clone).enter(0, "s").found(0, "tool", holds).events).PulseDue(start.Add(m)); got != "" {
		t.Errorf("what was so at once is asked about: %q", got)
	}
	// Of two that were reached, only the later is asked about.
	h = begun(tool, clone).enter(0, "s").found(5*m, "tool", holds).found(9*m, "clone", holds)
	due(10*m, journey.CodeCloned)
	h.at(11*m, pulse(journey.CodeCloned, 5))
	due(10*day, "")
}

func TestAPulseIsAskedForOnlyWhileWhatItAsksOfHolds(t *testing.T) {
	const m = time.Minute
	for _, last := range []struct {
		name  string
		found check.Finding
		want  journey.Milestone
	}{
		{"it holds", holds, journey.MachineReady},
		{"it came undone", fails, ""},
		{"nothing can be told of it", check.Finding{Status: check.Unknown}, ""},
	} {
		h := begun(tool).enter(0, "s").found(5*m, "tool", holds).found(6*m, "tool", last.found)
		if got := h.stateAt(7 * m).PulseDue(start.Add(7 * m)); got != last.want {
			t.Errorf("where %s, it asks about %q, want %q", last.name, got, last.want)
		}
	}
	h := begun(tool).enter(0, "s").found(5*m, "tool", holds).found(6*m, "tool", fails).found(7*m, "tool", holds)
	if got := h.stateAt(8 * m).PulseDue(start.Add(8 * m)); got != journey.MachineReady {
		t.Errorf("once it holds again, it asks about %q", got)
	}
}

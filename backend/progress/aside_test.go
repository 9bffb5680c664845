package progress_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

const m = time.Minute

var memory = progress.PlanStep{ID: "memory", Kind: journey.Memory, Aside: true}

func mustStep(t *testing.T, s *progress.State, id string) progress.Step {
	t.Helper()
	step, ok := s.Step(id)
	if !ok {
		t.Fatalf("there is no step %s", id)
	}
	return step
}

func TestNothingWaitsForAClaimAside(t *testing.T) {
	s := begun(tool, memory).enter(0, "s").found(1*m, "memory", fails).found(2*m, "tool", holds).stateAt(3 * m)
	if s.Current != s.Way || s.Way != 1 {
		t.Errorf("the step that is next is number %d of %d on the way, want none", s.Current, s.Way)
	}
	if want := start.Add(2 * m); !s.FinishedAt.Equal(want) {
		t.Errorf("finished at %v, want %v", s.FinishedAt, want)
	}
	if got := mustStep(t, s, "memory").Finding; !got.Same(fails) {
		t.Errorf("the claim aside reads %+v", got)
	}
}

func TestAClaimAsideReachesNoMilestone(t *testing.T) {
	aside := memory
	aside.Milestone = journey.MachineReady
	s := begun(tool, aside).found(1*m, "memory", holds).stateAt(2 * m)
	if at := s.Milestones[0].At; !at.IsZero() {
		t.Errorf("reached at %v by a claim aside", at)
	}
}

func mute(h *history, since time.Duration, until time.Time) *history {
	return h.at(since, progress.Event{Kind: progress.Muted, Step: "tool", Note: "I use another one", Until: until})
}

func TestAMutedClaimHoldsNobodyUp(t *testing.T) {
	h := mute(begun(tool, clone).found(1*m, "tool", fails).found(1*m, "clone", holds), 2*m, time.Time{})
	s := h.stateAt(3 * m)
	step := mustStep(t, s, "tool")
	if step.Finding.Status != check.Muted || step.Observed.Status != check.Failing || !s.Holds("tool") {
		t.Errorf("shown %v, observed %v", step.Finding.Status, step.Observed.Status)
	}
	if !step.HeldAt.IsZero() {
		t.Error("it is said to have held")
	}
	if s.FinishedAt.IsZero() || s.Current != s.Way {
		t.Error("the onboarding waits for it")
	}
	for _, milestone := range s.Milestones {
		if reached := !milestone.At.IsZero(); reached != (milestone.Name == journey.CodeCloned) {
			t.Errorf("milestone %s: reached %v", milestone.Name, reached)
		}
	}
}

func TestAMutedClaimIsStillObserved(t *testing.T) {
	h := mute(begun(tool).found(1*m, "tool", fails), 2*m, time.Time{}).found(3*m, "tool", holds)
	if got := mustStep(t, h.stateAt(4*m), "tool").Finding.Status; got != check.OK {
		t.Errorf("it holds and reads %s", got)
	}
	h.found(5*m, "tool", fails)
	if got := mustStep(t, h.stateAt(6*m), "tool").Finding.Status; got != check.Muted {
		t.Errorf("it fails again, muted, and reads %s", got)
	}
}

func TestAMuteEnds(t *testing.T) {
	until := start.Add(10 * m)
	h := mute(begun(tool).found(1*m, "tool", fails), 2*m, until)
	for _, tt := range []struct {
		after time.Duration
		want  check.Status
	}{{9 * m, check.Muted}, {10 * m, check.Failing}, {11 * m, check.Failing}} {
		s := h.stateAt(tt.after)
		if got := mustStep(t, s, "tool").Finding.Status; got != tt.want {
			t.Errorf("after %v it reads %s, want %s", tt.after, got, tt.want)
		}
	}
	if due := progress.Fold(h.events).MutesOver(until); !cmp.Equal(due, []string{"tool"}) {
		t.Errorf("mutes over: %v", due)
	}
	// An event after its end says the same, whether or not anyone recorded it.
	h.enter(12*m, "s")
	if got := mustStep(t, progress.Fold(h.events), "tool"); got.Mute != nil || got.Finding.Status != check.Failing {
		t.Errorf("after an event it reads %s", got.Finding.Status)
	}
	h = mute(begun(tool).found(1*m, "tool", fails), 2*m, time.Time{}).at(3*m, progress.Event{Kind: progress.Unmuted, Step: "tool"})
	if got := mustStep(t, h.stateAt(4*m), "tool").Finding.Status; got != check.Failing {
		t.Errorf("after it was taken back it reads %s", got)
	}
}

func TestDriftSaysUntilWhenItHeldAndWhatChanged(t *testing.T) {
	was := check.Hold("Go 1.26.1", check.Literal("Found", "1.26.1 in ~/go/bin/go"), check.Literal("Asked for", ">=1.26"))
	is := check.Fail("tool/too-old", "Go 1.19.8 is too old", check.Literal("Found", "1.19.8 in /usr/bin/go"), check.Literal("Asked for", ">=1.26"))
	changes := []check.Change{{Label: "Found", Was: "1.26.1 in ~/go/bin/go", Is: "1.19.8 in /usr/bin/go"}}
	failing := func(h *history, at, confirmed time.Duration) *history {
		e := progress.Event{Kind: progress.Observed, Step: "tool", Finding: &is}
		if confirmed > 0 {
			e.Since = start.Add(confirmed)
		}
		return h.at(at, e)
	}
	tests := []struct {
		name  string
		given *history
		want  *progress.Drift
	}{
		{"a claim that never held has not drifted", failing(begun(tool), 1*m, 0), nil},
		{"one that holds has not", begun(tool).found(1*m, "tool", was), nil},
		{"it held when it was last confirmed", failing(begun(tool).found(1*m, "tool", was), 60*m, 40*m), &progress.Drift{HeldUntil: start.Add(40 * m), Changes: changes}},
		{"or when it was first seen, where nobody confirmed it", failing(begun(tool).found(1*m, "tool", was), 60*m, 0), &progress.Drift{HeldUntil: start.Add(1 * m), Changes: changes}},
		{"a confirmation from the future is none", failing(begun(tool).found(1*m, "tool", was), 60*m, 61*m), &progress.Drift{HeldUntil: start.Add(1 * m), Changes: changes}},
		{
			"to wait for another in between is no news of itself",
			failing(begun(tool).found(1*m, "tool", was).found(5*m, "tool", check.Finding{Status: check.Blocked, Summary: "Waits"}), 60*m, 0),
			&progress.Drift{HeldUntil: start.Add(1 * m), Changes: changes},
		},
		{"nor is waiting drift", begun(tool).found(1*m, "tool", was).found(5*m, "tool", check.Finding{Status: check.Blocked}), nil},
		{"nor is what could not be told", begun(tool).found(1*m, "tool", was).found(5*m, "tool", check.CannotTell("test/unknown", "No answer")), nil},
		{"once it holds again, the drift is over", failing(begun(tool).found(1*m, "tool", was), 60*m, 0).found(61*m, "tool", was), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := mustStep(t, tt.given.stateAt(90*m), "tool").Drift
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("drift (-want +got):\n%s", diff)
			}
		})
	}
}

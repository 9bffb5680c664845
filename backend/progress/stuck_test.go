package progress_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/progress"
)

func TestWaitingForHelpIsWaitingForPeople(t *testing.T) {
	const m = time.Minute
	stuck := func() *history {
		return begun(tool, clone).enter(0, "s").found(0, "tool", fails).found(0, "clone", fails).
			at(5*m, progress.Event{Kind: progress.Stuck, Session: "s", Step: "tool"})
	}
	for name, test := range map[string]struct {
		given       *history
		tool, clone progress.Split
	}{
		"from the moment that she asks, whether she is there or not": {
			stuck(), progress.Split{HandsOn: 5 * m, Waiting: 95 * m}, progress.Split{},
		},
		"until she goes on by herself": {
			stuck().at(65*m, progress.Event{Kind: progress.Unstuck, Session: "s", Step: "tool"}),
			progress.Split{HandsOn: 15 * m, Waiting: 60 * m, Away: 25 * m}, progress.Split{},
		},
		"until it holds": {
			stuck().found(35*m, "tool", holds), progress.Split{HandsOn: 5 * m, Waiting: 30 * m}, progress.Split{HandsOn: 10 * m, Away: 55 * m},
		},
		"but not while she works on another step": {
			stuck().at(25*m, progress.Event{Kind: progress.Active, Session: "s", Step: "clone"}),
			progress.Split{HandsOn: 5 * m, Waiting: 85 * m}, progress.Split{HandsOn: 10 * m},
		},
		"with the face closed": {
			stuck().leave(10*m, 10*m, "s"), progress.Split{HandsOn: 5 * m, Waiting: 95 * m}, progress.Split{},
		},
		"at a step that is not the next one": {
			begun(tool, clone).enter(0, "s").found(0, "tool", fails).found(0, "clone", fails).
				at(5*m, progress.Event{Kind: progress.Stuck, Session: "s", Step: "clone"}).
				at(50*m, progress.Event{Kind: progress.Active, Session: "s", Step: "tool"}),
			progress.Split{HandsOn: 15 * m}, progress.Split{Waiting: 85 * m},
		},
		"no more for asking twice, and not at what holds": {
			stuck().at(15*m, progress.Event{Kind: progress.Stuck, Session: "s", Step: "tool"}).
				found(25*m, "tool", holds).at(26*m, progress.Event{Kind: progress.Stuck, Session: "s", Step: "tool"}),
			progress.Split{HandsOn: 5 * m, Waiting: 20 * m}, progress.Split{HandsOn: 11 * m, Away: 64 * m},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := test.given.stateAt(100 * m)
			for id, want := range map[string]progress.Split{"tool": test.tool, "clone": test.clone} {
				step, _ := s.Step(id)
				if diff := cmp.Diff(want, step.Spent); diff != "" {
					t.Errorf("%s (-want +got):\n%s", id, diff)
				}
			}
		})
	}
	h := stuck().at(6*m, progress.Event{Kind: progress.Unstuck, Session: "s", Step: "tool"})
	if step, _ := progress.Fold(h.events[:5]).Step("tool"); step.StuckAt.IsZero() {
		t.Error("she has asked for nothing")
	}
	line := progress.TimelineOf(h.events, start.Add(7*m))
	marks := line.Steps()[0].Marks
	if diff := cmp.Diff([]progress.Mark{{At: 5 * m, What: progress.AskedForHelp}, {At: 6 * m, What: progress.WentOn}}, marks); diff != "" {
		t.Errorf("the marks (-want +got):\n%s", diff)
	}
}

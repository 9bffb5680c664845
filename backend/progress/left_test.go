package progress_test

import (
	"testing"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestWhatIsLeftToAMilestoneIsAllThatLiesBeforeIt(t *testing.T) {
	hook := progress.PlanStep{ID: "hook", Kind: journey.Hook}
	commit := progress.PlanStep{ID: "commit", Kind: journey.Commit, Milestone: journey.FirstCommit}
	h := begun(tool, hook, commit, hello, memory)
	for _, step := range []struct {
		held string
		want map[journey.Milestone]int
	}{
		{"", map[journey.Milestone]int{journey.MachineReady: 1, journey.FirstCommit: 3, journey.FirstPush: 0}},
		{"tool", map[journey.Milestone]int{journey.MachineReady: 0, journey.FirstCommit: 2}},
		{"hello", map[journey.Milestone]int{journey.FirstCommit: 2}},
		{"hook", map[journey.Milestone]int{journey.FirstCommit: 1}},
		{"commit", map[journey.Milestone]int{journey.FirstCommit: 0}},
	} {
		if step.held != "" {
			h.found(m, step.held, holds)
		}
		s := h.stateAt(2 * m)
		for name, want := range step.want {
			if got := s.Left(name); got != want {
				t.Errorf("with %q held, %d steps are left to %s, want %d", step.held, got, name, want)
			}
		}
	}
}

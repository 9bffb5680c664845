package progress_test

import (
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestWhatIsLeftToAMilestoneIsAllThatLiesBeforeItAndDoesNotHold(t *testing.T) {
	hook := progress.PlanStep{ID: "hook", Kind: journey.Hook}
	commit := progress.PlanStep{ID: "commit", Kind: journey.Commit, Milestone: journey.FirstCommit}
	h := begun(tool, hook, commit, hello, memory)
	for _, step := range []struct {
		name  string
		found check.Finding
		want  map[journey.Milestone]int
	}{
		{"", check.Finding{}, map[journey.Milestone]int{journey.MachineReady: 1, journey.FirstCommit: 3, journey.FirstPush: 0}},
		{"tool", holds, map[journey.Milestone]int{journey.MachineReady: 0, journey.FirstCommit: 2}},
		{"hello", holds, map[journey.Milestone]int{journey.FirstCommit: 2}},
		{"hook", holds, map[journey.Milestone]int{journey.FirstCommit: 1}},
		{"tool", fails, map[journey.Milestone]int{journey.MachineReady: 1, journey.FirstCommit: 2}},
		{"hook", check.Finding{Status: check.Blocked}, map[journey.Milestone]int{journey.FirstCommit: 3}},
		{"tool", holds, map[journey.Milestone]int{journey.MachineReady: 0, journey.FirstCommit: 2}},
		{"hook", check.Finding{Status: check.Unknown}, map[journey.Milestone]int{journey.FirstCommit: 2}},
		{"commit", holds, map[journey.Milestone]int{journey.FirstCommit: 0}},
	} {
		if step.name != "" {
			h.found(m, step.name, step.found)
		}
		s := h.stateAt(2 * m)
		for name, want := range step.want {
			if got, _ := s.Left(name); got != want {
				t.Errorf("with %q found %+v, %d steps are left to %s, want %d", step.name, step.found, got, name, want)
			}
		}
	}
}

func TestWhatIsLeftToAMilestoneSaysWhereItStandsWhereThatIsElsewhere(t *testing.T) {
	at := func(stage string, step progress.PlanStep) progress.PlanStep {
		step.Stage = stage
		return step
	}
	detect := progress.PlanStep{ID: "detect", Kind: journey.Detect, Milestone: journey.MachineReady}
	for _, test := range []struct {
		name  string
		holds []string
		left  int
		stage string
	}{
		{"it begins where it stands", nil, 3, ""},
		{"it stands in another stage", []string{"tool"}, 2, "Your code"},
		{"one of two stages is done", []string{"clone"}, 2, ""},
		{"only the last is left", []string{"tool", "clone"}, 1, "Your code"},
		{"nothing is left", []string{"tool", "clone", "detect"}, 0, ""},
	} {
		h := begun(at("Your machine", tool), at("Your code", clone), at("Your code", detect))
		for _, id := range test.holds {
			h.found(m, id, holds)
		}
		left, stage := h.stateAt(2 * m).Left(journey.MachineReady)
		if left != test.left || stage != test.stage {
			t.Errorf("where %s: %d in %q, want %d in %q", test.name, left, stage, test.left, test.stage)
		}
	}
}

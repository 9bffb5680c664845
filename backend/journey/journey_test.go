package journey_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/journey"
)

func sample() journey.Journey {
	return journey.Journey{Stages: []journey.Stage{
		{Name: "Machine", Steps: []journey.Step{
			{ID: "git", Claim: journey.ToolClaim{Name: "git"}},
			{ID: "node", For: []string{"frontend"}, Needs: []string{"git"}},
		}},
		{Name: "Web", Steps: []journey.Step{{ID: "web", For: []string{"frontend", "design"}}}},
		{Name: "Code", Steps: []journey.Step{{ID: "clone", Needs: []string{"git", "node"}}}},
	}}
}

func TestForKeepsTheStepsOfATrack(t *testing.T) {
	tests := []struct {
		track string
		want  map[string][]string
	}{
		{"", map[string][]string{"git": nil, "node": {"git"}, "web": nil, "clone": {"git", "node"}}},
		{"frontend", map[string][]string{"git": nil, "node": {"git"}, "web": nil, "clone": {"git", "node"}}},
		{"design", map[string][]string{"git": nil, "web": nil, "clone": {"git"}}},
		{"backend", map[string][]string{"git": nil, "clone": {"git"}}},
	}
	for _, tt := range tests {
		t.Run(tt.track, func(t *testing.T) {
			j := sample()
			got := map[string][]string{}
			for _, stage := range j.For(tt.track).Stages {
				if len(stage.Steps) == 0 {
					t.Errorf("the stage %s is empty", stage.Name)
				}
				for _, step := range stage.Steps {
					got[step.ID] = step.Needs
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(sample(), j); diff != "" {
				t.Errorf("the journey itself changed:\n%s", diff)
			}
		})
	}
}

func TestStepFindsByID(t *testing.T) {
	j := sample()
	if step, ok := j.Step("clone"); !ok || step.ID != "clone" {
		t.Errorf("got %v, %v", step.ID, ok)
	}
	if _, ok := j.Step("nothing"); ok {
		t.Error("found a step that is not there")
	}
}

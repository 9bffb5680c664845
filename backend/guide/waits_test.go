package guide_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestWhatHoldsTheBlockedUp(t *testing.T) {
	t.Parallel()
	blocked := func(code string) check.Finding { return check.Finding{Status: check.Blocked, Code: code} }
	claims := []struct {
		journey.Step
		found check.Finding
	}{
		{journey.Step{ID: "git", Title: "Git"}, check.Hold("There")},
		{journey.Step{ID: "docker", Title: "Docker"}, check.Fail("docker/missing", "Not there")},
		{journey.Step{ID: "clone", Title: "Clone", Needs: []string{"git"}}, check.NotYet("clone/missing", "Not cloned")},
		{journey.Step{ID: "service", Title: "Service", Needs: []string{"clone", "docker"}}, blocked("blocked/needs")},
		{journey.Step{ID: "answers", Title: "It answers", Needs: []string{"service", "git"}}, blocked("blocked/needs")},
		{journey.Step{ID: "tests", Title: "Tests"}, blocked(guide.CodeNeedsApproval)},
	}
	v := guide.View{Journey: journey.Journey{Stages: []journey.Stage{{Name: "All"}}}}
	plan := progress.Plan{}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, c := range claims {
		v.Journey.Stages[0].Steps = append(v.Journey.Stages[0].Steps, c.Step)
		plan.Steps = append(plan.Steps, progress.PlanStep{ID: c.ID})
	}
	events := []progress.Event{{Seq: 1, At: at, Kind: progress.Adopted, Plan: &plan}}
	for i, c := range claims {
		events = append(events, progress.Event{Seq: int64(i + 2), At: at, Kind: progress.Observed, Step: c.ID, Finding: &c.found})
	}
	v.State = progress.Fold(events)
	if diff := cmp.Diff(guide.Waits{Approval: 1, Steps: 2, For: []string{"Docker", "Clone"}}, v.Waits()); diff != "" {
		t.Error(diff)
	}
}

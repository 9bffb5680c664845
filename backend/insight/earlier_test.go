package insight_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// What nothing here led to says nothing of how long the way takes.
func TestAMilestoneFromBeforeIsInNoFigure(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	plan := progress.Plan{Steps: []progress.PlanStep{{ID: "commit", Kind: journey.Commit, Milestone: journey.FirstCommit}}}
	for name, c := range map[string]struct {
		made time.Time
		want int
	}{
		"a commit of another day":   {start.Add(-24 * time.Hour), 0},
		"a commit of an hour later": {start.Add(time.Hour), 1},
	} {
		found := check.Hold("Your commit is on my-lamp")
		found.At = c.made
		o := insight.RollUp("a", "", []progress.Event{
			{Seq: 1, At: start, Kind: progress.Adopted, Plan: &plan},
			{Seq: 2, At: start.Add(2 * time.Hour), Kind: progress.Observed, Step: "commit", Finding: &found},
		})
		if len(o.Milestones) != c.want {
			t.Errorf("%s amounts to %+v", name, o.Milestones)
		}
	}
}

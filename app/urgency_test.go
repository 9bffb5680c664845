package app_test

import (
	"testing"

	"firstlight/app"
	"firstlight/backend/check"
)

// Every fact of a step that decides how much it needs the person reaches the rule.
func TestWhatOfAStepMakesItUrgent(t *testing.T) {
	t.Parallel()
	undone := app.Step{ID: "undone", Status: check.Failing, Pending: true, Drift: &app.Drift{}}
	if !undone.Urgent() {
		t.Error("what held before and no longer does is taken for what is to come")
	}
	broken := app.Step{ID: "broken", Status: check.Failing}
	mendable := app.Step{ID: "mendable", Status: check.Failing, Fixes: []app.Fix{{ID: "mend"}}}
	inWay := app.Step{ID: "in the way", Status: check.Failing, InWay: true}
	awaited := app.Step{ID: "awaited", Status: check.Failing}
	waits := app.Step{ID: "waits", Status: check.Blocked, Needs: []app.Need{{ID: "awaited"}}}
	all := app.WorstFirst([]app.Step{waits, broken, mendable, inWay, awaited})
	for i, want := range []string{"awaited", "in the way", "mendable", "broken", "waits"} {
		if all[i].ID != want {
			t.Errorf("at %d stands %s, want %s", i, all[i].ID, want)
		}
	}
}

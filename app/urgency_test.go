package app_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/app"
	"firstlight/backend/check"
)

func TestWorstFirst(t *testing.T) {
	t.Parallel()
	fix := []app.Fix{{ID: "mend"}}
	all := []app.Step{
		{ID: "holds", Status: check.OK},
		{ID: "muted", Status: check.Muted, Fixes: fix},
		{ID: "waits", Status: check.Blocked, Needs: []app.Need{{ID: "holds"}, {ID: "hangs"}}},
		{ID: "to do", Status: check.Failing, Pending: true, Fixes: fix},
		{ID: "untold", Status: check.Unknown},
		{ID: "broken", Status: check.Failing},
		{ID: "undone", Status: check.Failing, Pending: true, Drift: &app.Drift{}},
		{ID: "mendable", Status: check.Failing, Fixes: fix},
		{ID: "hangs", Status: check.Unknown},
		{ID: "in the way", Status: check.Failing, InWay: true},
		{ID: "in the way, mendable", Status: check.Failing, InWay: true, Fixes: fix},
		{ID: "next", Status: check.Failing, InWay: true, Pending: true},
	}
	var order, urgent []string
	for _, step := range app.WorstFirst(all) {
		order = append(order, step.ID)
		if step.Urgent() {
			urgent = append(urgent, step.ID)
		}
	}
	if diff := cmp.Diff([]string{"hangs", "in the way, mendable", "in the way", "mendable", "broken", "undone", "untold", "to do", "next", "waits", "muted", "holds"}, order); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"hangs", "in the way, mendable", "in the way", "mendable", "broken", "undone", "untold"}, urgent); diff != "" {
		t.Error(diff)
	}
}

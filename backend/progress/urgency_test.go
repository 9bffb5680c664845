package progress_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

func TestWorstFirst(t *testing.T) {
	t.Parallel()
	all := []progress.Claim{
		{ID: "holds", Status: check.OK},
		{ID: "muted", Status: check.Muted, Fixable: true},
		{ID: "waits", Status: check.Blocked, Needs: []string{"holds", "hangs"}},
		{ID: "to do", Status: check.Failing, Pending: true, Fixable: true},
		{ID: "untold", Status: check.Unknown},
		{ID: "broken", Status: check.Failing},
		{ID: "undone", Status: check.Failing, Pending: true, Drifted: true},
		{ID: "mendable", Status: check.Failing, Fixable: true},
		{ID: "hangs", Status: check.Unknown},
		{ID: "in the way", Status: check.Failing, InWay: true},
		{ID: "in the way, mendable", Status: check.Failing, InWay: true, Fixable: true},
		{ID: "next", Status: check.Failing, InWay: true, Pending: true},
	}
	var order, urgent []string
	for _, c := range progress.WorstFirst(all, func(c progress.Claim) progress.Claim { return c }) {
		order = append(order, c.ID)
		if c.Urgent() {
			urgent = append(urgent, c.ID)
		}
	}
	if diff := cmp.Diff([]string{"hangs", "in the way, mendable", "in the way", "mendable", "broken", "undone", "untold", "to do", "next", "waits", "muted", "holds"}, order); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"hangs", "in the way, mendable", "in the way", "mendable", "broken", "undone", "untold"}, urgent); diff != "" {
		t.Error(diff)
	}
}

package app

import (
	"strings"
	"testing"

	"firstlight/backend/journey"
)

func TestEveryMilestoneHasATitle(t *testing.T) {
	for _, name := range journey.Milestones() {
		if title := milestoneTitle(name); title == string(name) || strings.Contains(title, "-") {
			t.Errorf("%s is called %q", name, title)
		}
	}
}

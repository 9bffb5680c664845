package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/journey"
)

func TestEveryMilestoneHasATitle(t *testing.T) {
	for _, name := range journey.Milestones() {
		if title := milestoneTitle(name); title == string(name) || strings.Contains(title, "-") {
			t.Errorf("%s is called %q", name, title)
		}
	}
}

func TestWhatAFixDoesEndsWithAFullStop(t *testing.T) {
	t.Parallel()
	for effect, want := range map[string]string{
		"":                                   "",
		"Docker runs":                        "Docker runs.",
		"Docker runs.":                       "Docker runs.",
		"It starts anew: what runs now ends": "It starts anew: what runs now ends.",
	} {
		if got := closed(effect); got != want {
			t.Errorf("%q reads %q, want %q", effect, got, want)
		}
	}
}

func TestLessThanATenthOfAnHourIsNotNone(t *testing.T) {
	t.Parallel()
	step := insight.StepFriction{ID: "one", Title: "One"}
	step.Lost = insight.Spread{People: 1, Sum: 4 * time.Minute}
	step.Waiting = 90 * time.Second
	tables := FrictionTables(FrictionFrom(insight.Friction{People: 1, Steps: []insight.StepFriction{step}}, nil), false)
	cells := tables[0].Rows[0].Cells
	if !slices.Contains(cells, "4m0s") || !slices.Contains(cells, "1m30s") {
		t.Errorf("four minutes and one and a half read as %q", cells)
	}
}

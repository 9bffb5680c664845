package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
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

// TestWhatEndedTellsWhenItBegan holds what the window goes by when it says whether a claim
// has held since a fix.
func TestWhatEndedTellsWhenItBegan(t *testing.T) {
	began := time.Date(2026, 11, 30, 11, 43, 0, 0, time.UTC)
	step := progress.Step{LastWork: &progress.Work{Run: "r", Outcome: progress.Done}, LastBeganAt: began}
	view := guide.View{State: &progress.State{}}
	if run := runOf(view, step); run == nil || run.BeganAt != moment(began) || run.BeganAt == "" {
		t.Errorf("it is told as %+v", run)
	}
	if run := runOf(view, progress.Step{}); run != nil {
		t.Errorf("of no work it tells %+v", run)
	}
}

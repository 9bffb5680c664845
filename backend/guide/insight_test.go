package guide_test

import (
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestOfWhatAnotherVersionAssumedOnlyThatCountsOnWhichAFigureCanRest(t *testing.T) {
	w := newWorld(t)
	g := w.guideWith(func(cfg *guide.Config) {
		kept := `{"baseline":{"first-commit":432000000000000,"first-merge":315000000000000000,"tea":1},"until":"first-merge","hours_per_week":200,"hourly":80,"currency":"CHF"}`
		if err := cfg.Store.SetSetting(t.Context(), "impact.assumed", kept); err != nil {
			t.Fatal(err)
		}
	})
	got, err := g.Assumed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Baseline) != 1 || got.Baseline[journey.FirstCommit] != 5*24*time.Hour || got.HoursPerWeek != 40 || got.Until != journey.FirstMerge || got.Hourly != 80 || got.Currency != "CHF" {
		t.Errorf("it assumes %+v", got)
	}
}

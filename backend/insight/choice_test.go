package insight_test

import (
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
)

func TestAChoiceIsComparedWithTheOtherVersionInWhicheverMonth(t *testing.T) {
	all := insighttest.Crowd(200)
	versions := insight.Versions(all, "Payments")
	before, after := versions[0].Hash, versions[1].Hash
	month := ""
	for _, o := range all {
		if o.Version == after {
			month = o.Month()
			break
		}
	}
	chosen, earlier := insight.Choice{Filter: insight.Filter{Version: after, Month: month}, Against: before}.Of(all)
	if len(chosen) == 0 || len(chosen) == 100 || len(earlier) != 100 {
		t.Errorf("%d are chosen, compared with %d", len(chosen), len(earlier))
	}
	if chosen, earlier := (insight.Choice{Against: before}).Of(all); len(chosen) != 100 || len(earlier) != 100 {
		t.Errorf("of every version %d are chosen, compared with %d", len(chosen), len(earlier))
	}
	if _, earlier := (insight.Choice{}).Of(all); earlier != nil {
		t.Errorf("%d to compare with, and nobody asked", len(earlier))
	}
}

func TestOffersAreWhatCanBeChosen(t *testing.T) {
	all := insighttest.Crowd(200)
	all = append(all, insight.Onboarding{Journey: "A small one", Version: "1", StartedAt: all[0].StartedAt})
	offers := insight.Offers(all)
	if len(offers) != 2 || offers[0].Journey != "Payments" || offers[0].People != 200 || len(offers[0].Versions) != 2 || len(offers[1].Tracks) != 0 ||
		offers[0].Before != offers[0].Versions[0].Hash || offers[0].After != offers[0].Versions[1].Hash || offers[1].Before != "" {
		t.Fatalf("offers %+v", offers)
	}
	for _, track := range offers[0].Tracks {
		if len(insight.Filter{Journey: "Payments", Track: track}.Of(all)) == 0 {
			t.Errorf("nobody is on the track %q", track)
		}
	}
	for _, month := range offers[0].Months {
		if len(insight.Filter{Journey: "Payments", Month: month}.Of(all)) == 0 {
			t.Errorf("nobody began in %q", month)
		}
	}
}

func TestAssumptionsOnWhichNothingCanRestAreRefused(t *testing.T) {
	for name, change := range map[string]func(*insight.Assumptions){
		"no hours":           func(a *insight.Assumptions) { a.HoursPerWeek = 0 },
		"too many hours":     func(a *insight.Assumptions) { a.HoursPerWeek = 169 },
		"hours of no number": func(a *insight.Assumptions) { a.HoursPerWeek = math.NaN() },
		"too high a price":   func(a *insight.Assumptions) { a.Hourly = 1e7 },
		"a negative price":   func(a *insight.Assumptions) { a.Hourly = -1 },
		"no milestone":       func(a *insight.Assumptions) { a.Until = "tea" },
		"a strange baseline": func(a *insight.Assumptions) { a.Baseline = map[journey.Milestone]time.Duration{"tea": time.Hour} },
		"a baseline below 0": func(a *insight.Assumptions) {
			a.Baseline = map[journey.Milestone]time.Duration{journey.FirstPush: -time.Hour}
		},
		"too long a baseline": func(a *insight.Assumptions) {
			a.Baseline = map[journey.Milestone]time.Duration{journey.FirstPush: journey.MostSpan + 1}
		},
	} {
		a := insight.Assumed()
		if err := a.Check(); err != nil {
			t.Fatalf("what is assumed at first: %v", err)
		}
		if change(&a); a.Check() == nil {
			t.Errorf("%s: figures would rest on %+v", name, a)
		}
	}
}

func TestWhatNothingCanRestOnLeavesTheRestAsItIs(t *testing.T) {
	const day = 24 * time.Hour
	others := insight.Assumed()
	others.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * day, journey.FirstPush: 6 * day}
	said := insight.Assumptions{
		Baseline:     map[journey.Milestone]time.Duration{journey.FirstCommit: -day, journey.FirstMerge: 9 * day, journey.TestsPass: 2000 * day, "tea": day},
		Until:        journey.FirstMerge,
		HoursPerWeek: 200, Hourly: 80, Currency: "CHF",
	}
	assumed, wrong := said.Over(others)
	of := []string{}
	for _, each := range wrong {
		of = append(of, each.Of)
	}
	if want := []string{"hours_per_week", "first-commit", "tea", "tests-pass"}; !slices.Equal(of, want) {
		t.Errorf("wrong are %q, want %q", of, want)
	}
	told := map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * day, journey.FirstMerge: 9 * day}
	if !maps.Equal(assumed.Baseline, told) || assumed.Until != journey.FirstMerge || assumed.HoursPerWeek != 40 || assumed.Hourly != 80 || assumed.Currency != "CHF" {
		t.Errorf("what counts is %+v", assumed)
	}
	if len(said.Baseline) != 4 {
		t.Error("what was said has changed")
	}
}

func TestDaysAreNeverMoreThanADurationHolds(t *testing.T) {
	for n, want := range map[float64]time.Duration{
		0.7: 16*time.Hour + 48*time.Minute, -5: -120 * time.Hour, 1e9: math.MaxInt64, -1e9: -math.MaxInt64, 1e300: math.MaxInt64, math.Inf(-1): -math.MaxInt64,
	} {
		if got := insight.Days(n); got != want {
			t.Errorf("%g days are %s, want %s", n, got, want)
		}
	}
}

func TestWhatCameBeforeIsFoundByItself(t *testing.T) {
	all := insighttest.Crowd(200)
	versions := insight.Versions(all, "Payments")
	for _, of := range []insight.Filter{{}, {Version: versions[1].Hash[:64]}, {Journey: "Payments"}} {
		chosen, earlier := insight.Choice{Filter: of, Against: insight.VersionBefore}.Of(all)
		if len(chosen) != 100 || len(earlier) != 100 || chosen[0].Version != versions[1].Hash || earlier[0].Version != versions[0].Hash {
			t.Errorf("%+v: %d are compared with %d", of, len(chosen), len(earlier))
		}
	}
	if chosen, earlier := (insight.Choice{Filter: insight.Filter{Version: versions[0].Hash}, Against: insight.VersionBefore}).Of(all); len(chosen) != 100 || earlier != nil {
		t.Errorf("nothing came before the first, and %d are compared with %d", len(chosen), len(earlier))
	}
	if chosen, earlier := (insight.Choice{Against: insight.VersionBefore}).Of(nil); len(chosen)+len(earlier) != 0 {
		t.Error("of nobody there is somebody")
	}
	month := all[0].Month()
	chosen, earlier := insight.Choice{Against: month}.Of(all)
	if len(earlier) == 0 || len(chosen)+len(earlier) != len(all) {
		t.Errorf("%d are compared with the %d of %s", len(chosen), len(earlier), month)
	}
	for _, o := range earlier {
		if o.Month() != month {
			t.Errorf("one of %s is among those of %s", o.Month(), month)
		}
	}
}

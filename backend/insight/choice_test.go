package insight_test

import (
	"math"
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
		"a negative price":   func(a *insight.Assumptions) { a.Hourly = -1 },
		"no milestone":       func(a *insight.Assumptions) { a.Until = "tea" },
		"a strange baseline": func(a *insight.Assumptions) { a.Baseline = map[journey.Milestone]time.Duration{"tea": time.Hour} },
		"a baseline below 0": func(a *insight.Assumptions) {
			a.Baseline = map[journey.Milestone]time.Duration{journey.FirstPush: -time.Hour}
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

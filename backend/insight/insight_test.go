package insight_test

import (
	"slices"
	"testing"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

var afterwards = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

func TestFrictionNamesTheStepThatHurts(t *testing.T) {
	all := insighttest.Crowd(200)
	f := insight.FrictionOf(insight.Filter{Version: all[0].Version}.Of(all), afterwards)
	if f.People != 100 || f.Finished+f.Stopped != 100 || f.Stopped == 0 {
		t.Errorf("%d people, %d finished, %d stopped", f.People, f.Finished, f.Stopped)
	}
	at := slices.IndexFunc(f.Steps, func(s insight.StepFriction) bool { return s.ID == insighttest.Hurts })
	s := f.Steps[at]
	if at > 2 || s.Lost.People < 90 || s.Lost.Median <= 30*time.Minute || s.Lost.P90 <= s.Lost.Median || s.Failures == 0 || s.Retried == 0 || s.Stopped == 0 {
		t.Errorf("it is the %d. of all: %+v", at+1, s)
	}
	for i, step := range f.Steps[1:] {
		if step.Lost.Sum > f.Steps[i].Lost.Sum {
			t.Errorf("%s costs more hours than %s before it", step.ID, f.Steps[i].ID)
		}
	}
	if len(f.Errors) == 0 || f.Explained == 0 || f.Errors[0].Title == "" || len(f.Notes) == 0 || len(f.Thanks) == 0 {
		t.Errorf("errors %+v, %d explained, %d notes, %d thanks", f.Errors, f.Explained, len(f.Notes), len(f.Thanks))
	}
}

func TestAStepThatWasMendedReadsBetterAndTheOthersDoNot(t *testing.T) {
	all := insighttest.Crowd(200)
	versions := insight.Versions(all, "Payments")
	if len(versions) != 2 || versions[0].People != 100 {
		t.Fatalf("versions %+v", versions)
	}
	before, after := insight.Filter{Version: versions[0].Hash}.Of(all), insight.Filter{Version: versions[1].Hash}.Of(all)
	wrong := 0
	for _, c := range insight.Compare(before, after) {
		switch {
		case c.ID == insighttest.Hurts:
			if c.Verdict != insight.Better || c.Interval.High >= 0 || c.Difference < c.Interval.Low || c.Difference > c.Interval.High {
				t.Errorf("the step that was mended: %+v", c)
			}
		case c.Verdict != insight.Unclear:
			wrong++
		}
	}
	// Of ten steps that are as they were, one in twenty may seem to differ.
	if wrong > 2 {
		t.Errorf("%d steps seem to differ that are as they were", wrong)
	}
	for _, c := range insight.Compare(before[:insight.Fewest-1], after) {
		if c.Verdict != insight.TooFew || c.Interval != (insight.Interval{}) {
			t.Errorf("of too few it says %+v", c)
		}
	}
}

func TestImpactIsWhatItsAssumptionsMakeOfIt(t *testing.T) {
	all := insighttest.Crowd(200)
	assumed := insight.Assumed()
	if i := insight.ImpactOf(all, nil, assumed); i.Baseline != insight.NoBaseline || i.Freed != 0 || i.Milestones[0].Verdict != insight.TooFew || i.Thankful == 0 {
		t.Errorf("without a baseline: %+v", i)
	}
	assumed.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 10 * 24 * time.Hour}
	assumed.Hourly = 80
	i := insight.ImpactOf(all, nil, assumed)
	at := slices.IndexFunc(i.Milestones, func(m insight.MilestoneImpact) bool { return m.Name == journey.FirstCommit })
	m := i.Milestones[at]
	if i.Baseline != insight.Told || m.Verdict != insight.Better || m.Baseline != 10*24*time.Hour || i.Counted != m.Elapsed.People {
		t.Errorf("against ten days: %+v of %d", m, i.Counted)
	}
	want := time.Duration(float64(time.Duration(i.Counted)*m.Baseline-m.Elapsed.Sum) * 40 / 168)
	if (i.Freed-want).Abs() > time.Minute || i.Cost != i.Freed.Hours()*80 {
		t.Errorf("%s are freed, want %s; worth %.0f", i.Freed, want, i.Cost)
	}
	v := insight.Versions(all, "Payments")
	measured := insight.ImpactOf(insight.Filter{Version: v[1].Hash}.Of(all), insight.Filter{Version: v[0].Hash}.Of(all), assumed)
	if measured.Baseline != insight.Measured || measured.Earlier != 100 || measured.Freed <= 0 || measured.Errors >= measured.ErrorsBefore {
		t.Errorf("against the earlier version: %+v", measured)
	}
}

func TestWhatAnOnboardingAmountsToAddsUp(t *testing.T) {
	for _, o := range insighttest.Crowd(200) {
		var steps time.Duration
		for _, s := range o.Steps {
			steps += s.Spent.Total()
		}
		if steps != o.Spent.Total() || o.LastAt.Before(o.StartedAt) || (o.Stands == "") == o.FinishedAt.IsZero() {
			t.Fatalf("steps %s, whole %s of %+v", steps, o.Spent.Total(), o)
		}
	}
}

func TestCohortsCountEveryoneOnce(t *testing.T) {
	all := insighttest.Crowd(200)
	people := 0
	for _, c := range insight.Cohorts(all) {
		people += c.People
		if got := len((insight.Filter{Journey: c.Journey, Version: c.Version, Track: c.Track, Month: c.Month}).Of(all)); got != c.People {
			t.Errorf("%+v has %d", c, got)
		}
	}
	if people != len(all) {
		t.Errorf("%d of %d are in a cohort", people, len(all))
	}
}

func TestFrictionTellsWhereHelpWasAskedForAndHowItWent(t *testing.T) {
	all := insighttest.Crowd(200)[:20]
	for i := range all {
		all[i].Pulses = []insight.Pulse{
			{Milestone: journey.FirstCommit, Score: 1}, {Milestone: journey.FirstCommit, Score: 1 + i%5, Text: "Say sooner"},
		}
		if i < 3 {
			all[i].Steps[2].Asked = 2
			all[i].Pulses = append(all[i].Pulses, insight.Pulse{Milestone: journey.MachineReady, Score: 5})
		}
	}
	f := insight.FrictionOf(all, afterwards)
	at := slices.IndexFunc(f.Steps, func(s insight.StepFriction) bool { return s.ID == all[0].Steps[2].ID })
	if f.Steps[at].Asked != 3 {
		t.Errorf("%d people asked for help there, want 3", f.Steps[at].Asked)
	}
	if len(f.Pulses) != 2 || f.Pulses[0].Milestone != journey.MachineReady || !f.Pulses[0].TooFew() || f.Pulses[0].Mean() != 5 {
		t.Fatalf("pulses %+v", f.Pulses)
	}
	p := f.Pulses[1]
	if p.People() != 20 || p.Scores != [5]int{4, 4, 4, 4, 4} || p.Mean() != 3 || p.TooFew() || len(p.Better) != 20 {
		t.Errorf("the first commit: %+v", p)
	}
}

func TestARollUpKeepsWhatWasAskedAndAnswered(t *testing.T) {
	o := insighttest.Make(1, 3, 200, 0)
	last := o.Events[len(o.Events)-1]
	for _, e := range []progress.Event{
		{Kind: progress.Stuck, Step: "docker"}, {Kind: progress.Stuck, Step: "docker"}, {Kind: progress.Pulsed, Milestone: journey.FirstCommit, Score: 4, Note: "Well"},
		{Kind: progress.Pulsed, Milestone: journey.FirstPush},
	} {
		e.At = last.At
		o.Events = append(o.Events, e)
	}
	r := insight.RollUp(o.ID, o.Track, o.Events)
	at := slices.IndexFunc(r.Steps, func(s insight.Step) bool { return s.ID == "docker" })
	if r.Steps[at].Asked != 2 || len(r.Pulses) != 1 || r.Pulses[0].Score != 4 || r.Pulses[0].Text != "Well" {
		t.Errorf("asked %d times, answered %+v", r.Steps[at].Asked, r.Pulses)
	}
}

func TestWhatIsKnownFromOutsideTheJourneyIsTold(t *testing.T) {
	all := insighttest.Crowd(200)[:20]
	for i := range all {
		all[i].StartDate = all[i].StartedAt.AddDate(0, 0, -2)
		if i < 5 {
			all[i].StartDate = all[i].StartedAt.AddDate(0, 0, 3)
			all[i].TenthMerge = all[i].StartedAt.AddDate(0, 1, 0)
		}
	}
	i := insight.ImpactOf(all, nil, insight.Assumed())
	if f := i.FirstDay; f.People != 20 || f.Median != 48*time.Hour || f.Sum != 15*48*time.Hour {
		t.Errorf("from the first day on: %+v", f)
	}
	if m := i.TenthMerge; m.People != 5 || !m.TooFew() || m.Median < 28*24*time.Hour {
		t.Errorf("until the tenth merge: %+v", m)
	}
	if i := insight.ImpactOf(insighttest.Crowd(200), nil, insight.Assumed()); i.FirstDay.People+i.TenthMerge.People != 0 {
		t.Errorf("nothing is known, and it says %+v", i)
	}
}

func TestWhatTheJourneySaysItTookBeforeCountsWhereNobodySaysOtherwise(t *testing.T) {
	all := insighttest.Crowd(200)
	all[3].Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 20 * 24 * time.Hour}
	all[150].Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 10 * 24 * time.Hour}
	commit := func(i insight.Impact) insight.MilestoneImpact {
		return i.Milestones[slices.IndexFunc(i.Milestones, func(m insight.MilestoneImpact) bool { return m.Name == journey.FirstCommit })]
	}
	i := insight.ImpactOf(all, nil, insight.Assumed())
	if i.Baseline != insight.Authored || commit(i).Baseline != 10*24*time.Hour || i.Freed <= 0 || i.Assumptions.Baseline[journey.FirstCommit] != 10*24*time.Hour {
		t.Errorf("the newest says ten days, and it is %s of %q", commit(i).Baseline, i.Baseline)
	}
	assumed := insight.Assumed()
	assumed.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * 24 * time.Hour}
	if i := insight.ImpactOf(all, nil, assumed); i.Baseline != insight.Told || commit(i).Baseline != 5*24*time.Hour {
		t.Errorf("what is told counts first, and it is %s of %q", commit(i).Baseline, i.Baseline)
	}
	if i := insight.ImpactOf(all, all[:50], insight.Assumed()); i.Baseline != insight.Measured {
		t.Errorf("what is measured counts first, and it is %q", i.Baseline)
	}
	if insight.Assumed().Baseline != nil {
		t.Error("what one journey says has become what is assumed of all")
	}
}

func TestNothingIsClaimedOfTooFew(t *testing.T) {
	all := reached(insighttest.Crowd(200))
	assumed := insight.Assumed()
	assumed.Baseline, assumed.Hourly = map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * 24 * time.Hour}, 80
	for _, n := range []int{1, insight.Fewest - 1} {
		if i := insight.ImpactOf(all[:n], nil, assumed); !i.FreedTooFew || i.Freed != 0 || i.Cost != 0 || i.Counted != n {
			t.Errorf("of %d it claims %s, worth %.0f", n, i.Freed, i.Cost)
		}
	}
	commit := func(i insight.Impact) insight.MilestoneImpact {
		return i.Milestones[slices.IndexFunc(i.Milestones, func(m insight.MilestoneImpact) bool { return m.Name == journey.FirstCommit })]
	}
	few := all[:insight.Fewest-1]
	for what, m := range map[string]insight.MilestoneImpact{
		"of too few": commit(insight.ImpactOf(few, nil, assumed)), "against too few": commit(insight.ImpactOf(all[20:], few, assumed)),
	} {
		if m.Baseline == 0 || m.Difference != 0 || m.Interval != (insight.Interval{}) || m.Verdict != insight.TooFew {
			t.Errorf("%s it claims a difference: %+v", what, m)
		}
	}
	if i := insight.ImpactOf(all[:insight.Fewest], nil, assumed); i.FreedTooFew || i.Freed <= 0 {
		t.Errorf("of enough it claims %s", i.Freed)
	}
	if i := insight.ImpactOf(all[20:], all[:insight.Fewest-1], assumed); !i.FreedTooFew || i.Freed != 0 {
		t.Errorf("against too few it claims %s", i.Freed)
	}
}

func TestWhoHasNotReachedTheMilestoneFreesNothing(t *testing.T) {
	all := reached(insighttest.Crowd(200))[:20]
	assumed := insight.Assumed()
	assumed.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * 24 * time.Hour}
	want := insight.ImpactOf(all, nil, assumed)
	under := insight.Onboarding{ID: "under-way", Journey: "Payments", StartedAt: all[0].StartedAt, LastAt: all[0].LastAt}
	if got := insight.ImpactOf(append([]insight.Onboarding{under}, all...), nil, assumed); got.Freed != want.Freed || got.Counted != 20 || got.People != 21 {
		t.Errorf("%s of %d, want %s", got.Freed, got.Counted, want.Freed)
	}
}

func TestABaselineCountsForItsOwnJourneyAlone(t *testing.T) {
	crowd := reached(insighttest.Crowd(200))
	of := func(name string, days int, some []insight.Onboarding) []insight.Onboarding {
		some = slices.Clone(some)
		for i := range some {
			some[i].Journey = name
			if days > 0 {
				some[i].Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: time.Duration(days) * 24 * time.Hour}
			}
		}
		return some
	}
	payments, ledger, silent := of("Payments", 10, crowd[:20]), of("Ledger", 5, crowd[20:50]), of("Silent", 0, crowd[50:90])
	impact := func(all ...[]insight.Onboarding) insight.Impact {
		return insight.ImpactOf(slices.Concat(all...), nil, insight.Assumed())
	}
	both := impact(payments, ledger, silent)
	if want := impact(payments).Freed + impact(ledger).Freed; both.Freed != want || both.Counted != 50 {
		t.Errorf("%s of %d are freed, want %s of 50", both.Freed, both.Counted, want)
	}
	if !both.Apart {
		t.Error("it does not say that the journeys differ")
	}
	for _, m := range both.Milestones {
		if m.Baseline != 0 || m.Verdict != insight.TooFew {
			t.Errorf("%s is compared with %s, which is not what all say", m.Name, m.Baseline)
		}
	}
	if alike := impact(payments, of("Other", 10, ledger)); alike.Apart || alike.Counted != 50 {
		t.Errorf("journeys that say the same are told apart: %+v", alike)
	}
	if alone := impact(silent); alone.Baseline != insight.NoBaseline || alone.Counted != 0 {
		t.Errorf("without a baseline: %+v", alone)
	}
}

// reached returns the onboardings that have reached the first commit.
func reached(all []insight.Onboarding) []insight.Onboarding {
	return slices.DeleteFunc(all, func(o insight.Onboarding) bool {
		return !slices.ContainsFunc(o.Milestones, func(m insight.Milestone) bool { return m.Name == journey.FirstCommit })
	})
}

func TestWhatRunsTookOthersLeavesOneselfOut(t *testing.T) {
	all := insighttest.Crowd(200)
	e := progress.Effort{Step: "tool-go", Fix: "put-right", Use: progress.UseFix}
	every, others := insight.TookBy(all, "Payments", "")[e], insight.TookBy(all, "Payments", all[0].ID)[e]
	if len(others) == 0 || len(others) >= len(every) || len(every) > 3*len(all) {
		t.Errorf("%d runs of all, %d of others", len(every), len(others))
	}
	if len(insight.TookBy(all, "Ledger", "")) != 0 {
		t.Error("another journey has runs")
	}
}

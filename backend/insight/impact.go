package insight

import (
	"time"

	"firstlight/backend/journey"
)

// Assumptions are what an impact rests on and nobody measured. A face shows every
// one of them, and has them changed.
type Assumptions struct {
	// Baseline is how long it took until each milestone before the platform, from
	// the first day on, nights and weekends included; none where nobody knows.
	Baseline map[journey.Milestone]time.Duration `json:"baseline,omitempty"`
	// Until is the milestone at which a person counts as productive.
	Until journey.Milestone `json:"until"`
	// HoursPerWeek is how many hours of the 168 of a week people work, by which
	// time that has passed becomes time that was worked.
	HoursPerWeek float64 `json:"hours_per_week"`
	// Hourly is what an hour of a person costs, in Currency; zero where nobody
	// said.
	Hourly   float64 `json:"hourly"`
	Currency string  `json:"currency"`
}

// Assumed returns what is assumed as long as nobody says otherwise.
func Assumed() Assumptions {
	return Assumptions{Until: journey.FirstCommit, HoursPerWeek: 40, Currency: "EUR"}
}

// Source says where a baseline comes from.
type Source string

// The sources of a baseline.
const (
	// NoBaseline says that there is nothing to compare with.
	NoBaseline Source = ""
	// Told says that somebody named it.
	Told Source = "told"
	// Authored says that the author of the journey names it in the journey's file.
	Authored Source = "authored"
	// Measured says that it is that of an earlier cohort.
	Measured Source = "measured"
)

// Impact is what the way is worth.
type Impact struct {
	People, Finished int
	// Baseline says where the baselines come from, and Earlier how many people they
	// are of where they were measured.
	Baseline    Source
	Earlier     int
	Assumptions Assumptions
	Milestones  []MilestoneImpact
	// FirstDay is how long it took from the first day at the company until the way
	// began, and TenthMerge from the beginning of the way until the tenth pull request
	// was merged: of those of whom that is known.
	FirstDay, TenthMerge Spread
	// Errors is how many failures people met on average, and ErrorsBefore how many
	// those of the earlier cohort did.
	Errors, ErrorsBefore float64
	// Counted is how many people HoursFreed and Cost are of: those who reached the
	// milestone Until, where it has a baseline.
	Counted int
	// Freed is the time of people's work that was freed in all; negative where it
	// took longer. Cost is what that is worth.
	Freed time.Duration
	Cost  float64
	// Thanks is how many thank-you notes there are, from how many people.
	Thanks, Thankful int
}

// MilestoneImpact is how long it takes until a milestone.
type MilestoneImpact struct {
	Name journey.Milestone
	// Elapsed is the time that passes until then, and Worked what of it the person
	// or her machine worked.
	Elapsed, Worked Spread
	// Baseline is what it took before; zero where nobody knows.
	Baseline time.Duration
	// Difference is by how much the median of Elapsed differs from it, Interval
	// where that lies.
	Difference time.Duration
	Interval   Interval
	Verdict    Verdict
}

// ImpactOf returns what the way was worth to the people of some onboardings,
// against an earlier cohort or, where that is empty, against what is assumed or else
// against what the newest of their journeys says itself.
func ImpactOf(all, earlier []Onboarding, assumed Assumptions) Impact {
	i := Impact{People: len(all), Assumptions: assumed, Errors: errorsEach(all), Milestones: []MilestoneImpact{}}
	switch {
	case len(earlier) > 0:
		i.Baseline, i.Earlier, i.ErrorsBefore = Measured, len(earlier), errorsEach(earlier)
	case len(assumed.Baseline) > 0:
		i.Baseline = Told
	default:
		if authored := authored(all); len(authored) > 0 {
			i.Baseline, i.Assumptions.Baseline = Authored, authored
		}
	}
	for _, o := range all {
		if !o.FinishedAt.IsZero() {
			i.Finished++
		}
		thanks := i.Thanks
		for _, n := range o.Notes {
			if n.Thanks {
				i.Thanks++
			}
		}
		if i.Thanks > thanks {
			i.Thankful++
		}
	}
	i.FirstDay, i.TenthMerge = outside(all)
	for _, name := range journey.Milestones() {
		elapsed, worked := until(all, name)
		if len(elapsed) == 0 {
			continue
		}
		m := MilestoneImpact{Name: name, Elapsed: spreadOf(elapsed), Worked: spreadOf(worked), Verdict: TooFew}
		before, workedBefore := until(earlier, name)
		if len(earlier) > 0 {
			m.Baseline = spreadOf(before).Median
			if len(before) > 0 {
				m.Difference, m.Interval, m.Verdict = compared(before, elapsed)
			}
		} else if told, ok := i.Assumptions.Baseline[name]; ok {
			m.against(told, elapsed)
		}
		i.Milestones = append(i.Milestones, m)
		if name == assumed.Until && m.Baseline > 0 {
			i.free(elapsed, worked, m.Baseline, spreadOf(workedBefore))
		}
	}
	return i
}

// authored returns what the journey says that it took before which was begun last
// among those that say anything.
func authored(all []Onboarding) map[journey.Milestone]time.Duration {
	var last *Onboarding
	for i := range all {
		if o := &all[i]; len(o.Baseline) > 0 && (last == nil || o.StartedAt.After(last.StartedAt)) {
			last = o
		}
	}
	if last == nil {
		return nil
	}
	return last.Baseline
}

// outside returns how long people took whose milestones from outside the journey are
// known. Who began before her first day took no time until then.
func outside(all []Onboarding) (firstDay, tenthMerge Spread) {
	var first, tenth []time.Duration
	for _, o := range all {
		if !o.StartDate.IsZero() {
			first = append(first, max(0, o.StartedAt.Sub(o.StartDate)))
		}
		if o.TenthMerge.After(o.StartedAt) {
			tenth = append(tenth, o.TenthMerge.Sub(o.StartedAt))
		}
	}
	return spreadOf(first), spreadOf(tenth)
}

// against compares sorted durations with a baseline that is known.
func (m *MilestoneImpact) against(told time.Duration, elapsed []time.Duration) {
	m.Baseline, m.Difference = told, m.Elapsed.Median-told
	if m.Elapsed.TooFew() {
		return
	}
	m.Interval = medianOf(elapsed)
	m.Interval.Low -= told
	m.Interval.High -= told
	m.Verdict = verdictOf(m.Interval)
}

// free works out what was freed. What was worked is known of an earlier cohort;
// of a baseline that was told it has to be assumed.
func (i *Impact) free(elapsed, worked []time.Duration, baseline time.Duration, before Spread) {
	i.Counted = len(elapsed)
	if i.Baseline == Measured {
		for _, d := range worked {
			i.Freed += before.Median - d
		}
	} else {
		for _, d := range elapsed {
			i.Freed += time.Duration(float64(baseline-d) * i.Assumptions.HoursPerWeek / weekHours)
		}
	}
	i.Cost = i.Freed.Hours() * i.Assumptions.Hourly
}

// until returns, each sorted by spreadOf later, how much time passed for each
// person until a milestone, and how much of it was worked.
func until(all []Onboarding, name journey.Milestone) (elapsed, worked []time.Duration) {
	for _, o := range all {
		for _, m := range o.Milestones {
			if m.Name == name {
				elapsed = append(elapsed, m.Spent.Total())
				worked = append(worked, m.Spent.Worked())
			}
		}
	}
	return elapsed, worked
}

func errorsEach(all []Onboarding) float64 {
	if len(all) == 0 {
		return 0
	}
	n := 0
	for _, o := range all {
		for _, e := range o.Errors {
			n += e.Times
		}
	}
	return float64(n) / float64(len(all))
}

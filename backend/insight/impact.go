package insight

import (
	"maps"
	"slices"
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
	// Apart says that not all journeys of these people say the same of what it took
	// before, so that no baseline is that of all of them.
	Apart bool
	// Counted is how many people Freed and Cost are of: those who reached the
	// milestone Until, where it has a baseline. Who has not reached it has freed
	// nothing yet.
	Counted int
	// FreedTooFew says that they, or those before, are too few to claim a total, which
	// is zero then.
	FreedTooFew bool
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
	// where that lies; both are zero where Verdict is TooFew.
	Difference time.Duration
	Interval   Interval
	Verdict    Verdict
}

// ImpactOf returns what the way was worth to the people of some onboardings,
// against an earlier cohort or, where that is empty, against what is assumed or else
// against what the journey of each says itself.
func ImpactOf(all, earlier []Onboarding, assumed Assumptions) Impact {
	i := Impact{People: len(all), Assumptions: assumed, Errors: errorsEach(all), Milestones: []MilestoneImpact{}}
	var said authored
	switch {
	case len(earlier) > 0:
		i.Baseline, i.Earlier, i.ErrorsBefore = Measured, len(earlier), errorsEach(earlier)
	case len(assumed.Baseline) > 0:
		i.Baseline = Told
	default:
		if said = authoredOf(all); len(said) > 0 {
			i.Baseline = Authored
			i.Assumptions.Baseline, i.Apart = said.shared(all)
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
		if before, _ := until(earlier, name); len(earlier) > 0 {
			m.Baseline = spreadOf(before).Median
			if difference, interval, verdict := compared(before, elapsed); verdict != TooFew {
				m.Difference, m.Interval, m.Verdict = difference, interval, verdict
			}
		} else if told, ok := i.Assumptions.Baseline[name]; ok {
			m.against(told, elapsed)
		}
		i.Milestones = append(i.Milestones, m)
	}
	i.free(all, earlier, said)
	return i
}

// authored is what the authors of journeys say that it took before, by the journey's
// name.
type authored map[string]map[journey.Milestone]time.Duration

// authoredOf returns what each journey says that it took before, as it was begun last
// saying anything.
func authoredOf(all []Onboarding) authored {
	said, last := authored{}, map[string]time.Time{}
	for i := range all {
		o := &all[i]
		if at, ok := last[o.Journey]; len(o.Baseline) > 0 && (!ok || o.StartedAt.After(at)) {
			said[o.Journey], last[o.Journey] = o.Baseline, o.StartedAt
		}
	}
	return said
}

// shared returns what all journeys of some onboardings say alike, and whether they
// say anything otherwise.
func (said authored) shared(all []Onboarding) (alike map[journey.Milestone]time.Duration, apart bool) {
	for i := range all {
		own := said[all[i].Journey]
		if alike == nil {
			alike = maps.Clone(own)
			if alike == nil {
				alike = map[journey.Milestone]time.Duration{}
			}
		}
		if !maps.Equal(alike, own) {
			apart = true
		}
		maps.DeleteFunc(alike, func(name journey.Milestone, took time.Duration) bool { return own[name] != took })
	}
	return alike, apart
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
	m.Baseline = told
	if m.Elapsed.TooFew() {
		return
	}
	m.Difference, m.Interval = m.Elapsed.Median-told, medianOf(elapsed)
	m.Interval.Low -= told
	m.Interval.High -= told
	m.Verdict = verdictOf(m.Interval)
}

// free works out what was freed by those who reached the milestone at which they are
// productive, each against what it took before on the journey of her own. What was
// worked is known of an earlier cohort; of a baseline that was told it has to be
// assumed.
func (i *Impact) free(all, earlier []Onboarding, said authored) {
	name := i.Assumptions.Until
	_, workedBefore := until(earlier, name)
	before := spreadOf(workedBefore)
	var freed time.Duration
	for _, o := range all {
		m, ok := o.reached(name)
		if !ok {
			continue
		}
		baseline := i.Assumptions.Baseline[name]
		if i.Baseline == Authored {
			baseline = said[o.Journey][name]
		}
		switch {
		case i.Baseline == Measured && before.People > 0:
			freed += before.Median - m.Spent.Worked()
		case i.Baseline != Measured && baseline > 0:
			freed += time.Duration(float64(baseline-m.Spent.Total()) * i.Assumptions.HoursPerWeek / weekHours)
		default:
			continue
		}
		i.Counted++
	}
	i.FreedTooFew = i.Counted > 0 && (i.Counted < Fewest || i.Baseline == Measured && before.TooFew())
	if i.FreedTooFew {
		return
	}
	i.Freed = freed
	i.Cost = freed.Hours() * i.Assumptions.Hourly
}

// reached returns a milestone of an onboarding, and whether it was reached.
func (o *Onboarding) reached(name journey.Milestone) (Milestone, bool) {
	at := slices.IndexFunc(o.Milestones, func(m Milestone) bool { return m.Name == name })
	if at < 0 {
		return Milestone{}, false
	}
	return o.Milestones[at], true
}

// until returns, each sorted by spreadOf later, how much time passed for each
// person until a milestone, and how much of it was worked.
func until(all []Onboarding, name journey.Milestone) (elapsed, worked []time.Duration) {
	for i := range all {
		if m, ok := all[i].reached(name); ok {
			elapsed = append(elapsed, m.Spent.Total())
			worked = append(worked, m.Spent.Worked())
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

package app

import (
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// Friction is where people lose their time, as a face shows it. Durations are
// whole milliseconds.
type Friction struct {
	People   int `json:"people"`
	Finished int `json:"finished"`
	Stopped  int `json:"stopped"`
	// StoppedAfterDays is how many days nothing was heard of those that stopped.
	StoppedAfterDays int             `json:"stopped_after_days"`
	Steps            []StepFriction  `json:"steps"`
	Errors           []ErrorFriction `json:"errors"`
	Explained        int             `json:"explained"`
	Notes            []Said          `json:"notes"`
	Thanks           []Said          `json:"thanks"`
	// Pulses are what people answered at milestones, in the order of these.
	Pulses []PulseFriction `json:"pulses,omitempty"`
	// Changes compare the version before with the one after; empty where there are
	// no two to compare.
	Changes []StepChange `json:"changes"`
}

// StepFriction is what one step costs people.
type StepFriction struct {
	ID    string       `json:"id"`
	Stage string       `json:"stage"`
	Title string       `json:"title"`
	Kind  journey.Kind `json:"kind"`
	Lost  Spread       `json:"lost"`
	// HandsOnMS and MachineMS are how the sum of Lost is parted.
	HandsOnMS int64 `json:"hands_on_ms"`
	MachineMS int64 `json:"machine_ms"`
	WaitingMS int64 `json:"waiting_ms"`
	Attempts  int   `json:"attempts"`
	Failures  int   `json:"failures"`
	Retried   int   `json:"retried"`
	Stopped   int   `json:"stopped"`
	Notes     int   `json:"notes"`
	// Asked is how many people asked for help there.
	Asked int `json:"asked,omitempty"`
}

// PulseFriction is how people say that the way to a milestone went.
type PulseFriction struct {
	Milestone journey.Milestone `json:"milestone"`
	Title     string            `json:"title"`
	People    int               `json:"people"`
	// Scores is how many people gave each answer, from 1, badly, to 5, well.
	Scores [progress.MostScore]int `json:"scores"`
	Mean   float64                 `json:"mean"`
	TooFew bool                    `json:"too_few"`
	// Better is what they say would have made it better, the newest first.
	Better []Said `json:"better"`
}

// Spread is how long something took many people; TooFew says that they are too few
// to conclude anything.
type Spread struct {
	People   int   `json:"people"`
	SumMS    int64 `json:"sum_ms"`
	MedianMS int64 `json:"median_ms"`
	P90MS    int64 `json:"p90_ms"`
	TooFew   bool  `json:"too_few"`
}

// ErrorFriction is a failure that no known failure explains.
type ErrorFriction struct {
	Step   string `json:"step"`
	Title  string `json:"title"`
	Said   string `json:"said"`
	Times  int    `json:"times"`
	People int    `json:"people"`
}

// Said is a line that a person wrote.
type Said struct {
	Step string `json:"step"`
	// Title is that of the step; empty where it is about the journey.
	Title string `json:"title"`
	At    string `json:"at"`
	Text  string `json:"text"`
}

// StepChange is how a step changed from one version to another. The interval is 0
// to 0 where Verdict is too-few.
type StepChange struct {
	ID           string          `json:"id"`
	Title        string          `json:"title"`
	Before       Spread          `json:"before"`
	After        Spread          `json:"after"`
	DifferenceMS int64           `json:"difference_ms"`
	LowMS        int64           `json:"low_ms"`
	HighMS       int64           `json:"high_ms"`
	Verdict      insight.Verdict `json:"verdict"`
}

// Impact is what the way is worth, with everything that was assumed.
type Impact struct {
	People        int               `json:"people"`
	Finished      int               `json:"finished"`
	Baseline      insight.Source    `json:"baseline"`
	EarlierPeople int               `json:"earlier_people"`
	Until         journey.Milestone `json:"until"`
	HoursPerWeek  float64           `json:"hours_per_week"`
	Hourly        float64           `json:"hourly"`
	Currency      string            `json:"currency"`
	Milestones    []MilestoneImpact `json:"milestones"`
	Errors        float64           `json:"errors_each"`
	ErrorsBefore  float64           `json:"errors_each_before"`
	// BaselinesDiffer says that not all journeys of these people say the same of what
	// it took before.
	BaselinesDiffer bool `json:"baselines_differ"`
	Counted         int  `json:"counted"`
	// FreedTooFew says that who is counted are too few to claim a total; FreedMS and
	// Cost are 0 then.
	FreedTooFew    bool    `json:"freed_too_few"`
	FreedMS        int64   `json:"freed_ms"`
	Cost           float64 `json:"cost"`
	Thanks         int     `json:"thanks"`
	ThankfulPeople int     `json:"thankful_people"`
	// FirstDay is how long it took from the first day at the company until the way
	// began, TenthMerge from then until the tenth pull request was merged; nil where
	// nobody is known.
	FirstDay   *Spread `json:"first_day,omitempty"`
	TenthMerge *Spread `json:"tenth_merge,omitempty"`
	// Wrong is what counts for nothing of what a person assumes.
	Wrong []WrongAssumption `json:"wrong,omitempty"`
}

// WrongAssumption says why no figure can rest on one thing that is assumed.
type WrongAssumption struct {
	// Name is that of a field of Assumed, or else the milestone whose baseline it is.
	Name string `json:"name"`
	// Text says what is wrong, and what would do.
	Text string `json:"text"`
}

// MilestoneImpact is how long it takes until a milestone, and took before. The
// difference and its interval are 0 where Verdict is too-few.
type MilestoneImpact struct {
	Name         journey.Milestone `json:"name"`
	Title        string            `json:"title"`
	Elapsed      Spread            `json:"elapsed"`
	Worked       Spread            `json:"worked"`
	BaselineMS   int64             `json:"baseline_ms"`
	DifferenceMS int64             `json:"difference_ms"`
	LowMS        int64             `json:"low_ms"`
	HighMS       int64             `json:"high_ms"`
	Verdict      insight.Verdict   `json:"verdict"`
}

// FrictionFrom returns the friction of onboardings as a face shows it, with what
// changed between two versions.
func FrictionFrom(f insight.Friction, changes []insight.StepChange) Friction {
	shown := Friction{
		People: f.People, Finished: f.Finished, Stopped: f.Stopped, StoppedAfterDays: int(insight.StoppedAfter.Hours() / 24), Explained: f.Explained, Steps: []StepFriction{},
		Errors: []ErrorFriction{}, Notes: saidOf(f.Notes), Thanks: saidOf(f.Thanks), Changes: []StepChange{},
	}
	for _, s := range f.Steps {
		shown.Steps = append(shown.Steps, StepFriction{
			ID: s.ID, Stage: s.Stage, Title: s.Title, Kind: s.Kind, Lost: spreadOf(s.Lost),
			HandsOnMS: s.HandsOn.Milliseconds(), MachineMS: s.Machine.Milliseconds(), WaitingMS: s.Waiting.Milliseconds(),
			Attempts: s.Attempts, Failures: s.Failures, Retried: s.Retried, Stopped: s.Stopped, Notes: s.Notes, Asked: s.Asked,
		})
	}
	for _, p := range f.Pulses {
		shown.Pulses = append(shown.Pulses, PulseFriction{
			Milestone: p.Milestone, Title: milestoneTitle(p.Milestone), People: p.People(), Scores: p.Scores, Mean: p.Mean(), TooFew: p.TooFew(),
			Better: saidOf(p.Better),
		})
	}
	for _, e := range f.Errors {
		shown.Errors = append(shown.Errors, ErrorFriction(e))
	}
	for _, c := range changes {
		shown.Changes = append(shown.Changes, StepChange{
			ID: c.ID, Title: c.Title, Before: spreadOf(c.Before), After: spreadOf(c.After), DifferenceMS: c.Difference.Milliseconds(),
			LowMS: c.Interval.Low.Milliseconds(), HighMS: c.Interval.High.Milliseconds(), Verdict: c.Verdict,
		})
	}
	return shown
}

// ImpactFrom returns the impact as a face shows it.
func ImpactFrom(i insight.Impact) Impact {
	a := i.Assumptions
	shown := Impact{
		People: i.People, Finished: i.Finished, Baseline: i.Baseline, EarlierPeople: i.Earlier, Until: a.Until,
		HoursPerWeek: a.HoursPerWeek, Hourly: a.Hourly, Currency: a.Currency, Milestones: []MilestoneImpact{},
		Errors: i.Errors, ErrorsBefore: i.ErrorsBefore,
		BaselinesDiffer: i.Apart, Counted: i.Counted, FreedTooFew: i.FreedTooFew, FreedMS: i.Freed.Milliseconds(), Cost: i.Cost, Thanks: i.Thanks, ThankfulPeople: i.Thankful, FirstDay: spreadIn(i.FirstDay), TenthMerge: spreadIn(i.TenthMerge),
	}
	for _, m := range i.Milestones {
		shown.Milestones = append(shown.Milestones, MilestoneImpact{
			Name: m.Name, Title: milestoneTitle(m.Name), Elapsed: spreadOf(m.Elapsed), Worked: spreadOf(m.Worked),
			BaselineMS: m.Baseline.Milliseconds(), DifferenceMS: m.Difference.Milliseconds(),
			LowMS: m.Interval.Low.Milliseconds(), HighMS: m.Interval.High.Milliseconds(), Verdict: m.Verdict,
		})
	}
	return shown
}

func spreadOf(s insight.Spread) Spread {
	ms := func(d time.Duration) int64 { return d.Milliseconds() }
	return Spread{People: s.People, SumMS: ms(s.Sum), MedianMS: ms(s.Median), P90MS: ms(s.P90), TooFew: s.TooFew()}
}

func saidOf(notes []insight.Note) []Said {
	said := make([]Said, 0, len(notes))
	for _, n := range notes {
		said = append(said, Said{Step: n.Step, Title: n.Title, At: moment(n.At), Text: n.Text})
	}
	return said
}

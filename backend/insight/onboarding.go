// Package insight turns many onboardings into what a platform team can act on:
// where people lose their time, and what the way is worth. It works on what each
// onboarding amounts to, and not on its events.
//
// The package is pure: it performs no I/O and reads no clock.
package insight

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// Rules is the version of the rules by which RollUp counts. What was rolled up by
// others is rolled up anew.
const Rules = 4

// Onboarding is what one onboarding amounts to.
type Onboarding struct {
	// ID names the onboarding, and nobody.
	ID string `json:"id"`
	// Journey is the name of the journey, Version the hash that it had last.
	Journey string `json:"journey"`
	Version string `json:"version"`
	Track   string `json:"track"`
	// StartedAt is when it began and FinishedAt when its last step first held;
	// zero where it has not. LastAt is when something was last heard of it. In UTC.
	StartedAt  time.Time `json:"started_at"`
	FinishedAt time.Time `json:"finished_at,omitzero"`
	LastAt     time.Time `json:"last_at"`
	// StartDate is the first day at the company and TenthMerge when the tenth pull
	// request was merged; zero where that is not known.
	StartDate  time.Time      `json:"start_date,omitzero"`
	TenthMerge time.Time      `json:"tenth_merge,omitzero"`
	Spent      progress.Split `json:"spent"`
	// Took are how long the latest runs took of what was done at its steps.
	Took []Took `json:"took,omitempty"`
	// Baseline is how long the journey's author says that it took before.
	Baseline map[journey.Milestone]time.Duration `json:"baseline,omitempty"`
	// Stands is the step that it stands at; empty where it has finished.
	Stands     string      `json:"stands,omitempty"`
	Steps      []Step      `json:"steps"`
	Milestones []Milestone `json:"milestones"`
	Errors     []Error     `json:"errors"`
	Notes      []Note      `json:"notes"`
	// Pulses are what the person answered at milestones; those that she skipped are
	// left out.
	Pulses []Pulse `json:"pulses"`
}

// Step is what one step of an onboarding amounts to.
type Step struct {
	ID    string         `json:"id"`
	Stage string         `json:"stage"`
	Title string         `json:"title"`
	Kind  journey.Kind   `json:"kind"`
	Spent progress.Split `json:"spent"`
	// Attempts counts the fixes and costly checks that were started, Retries those
	// after one of the same kind by which the claim had not come to hold, Failures those
	// that did not end well.
	Attempts int `json:"attempts"`
	Retries  int `json:"retries,omitempty"`
	Failures int `json:"failures"`
	// Asked is how often the person asked for help there.
	Asked int `json:"asked,omitempty"`
	// Held says that the step held at some time.
	Held bool `json:"held"`
}

// Lost returns the time that the person lost at the step: her own, and that in
// which the machine worked. What she waited for others is told apart, since nights
// are in it.
func (s Step) Lost() time.Duration { return s.Spent.Worked() }

// Met reports whether the person had anything to do with the step: it took
// time that was not spent away, or something was tried.
func (s Step) Met() bool { return s.Lost() > 0 || s.Spent.Waiting > 0 || s.Attempts > 0 }

// Milestone is a milestone that was reached.
type Milestone struct {
	Name  journey.Milestone `json:"name"`
	At    time.Time         `json:"at"`
	Spent progress.Split    `json:"spent"`
}

// Error is a failure at a step, and how often it was met.
type Error struct {
	Step string `json:"step"`
	// Known is the ID of the known failure that it is; empty for an unmatched one.
	Known string `json:"known,omitempty"`
	// Said is the last line of what was reported of it.
	Said  string `json:"said"`
	Times int    `json:"times"`
}

// Note is what a person said of a step, or her thanks.
type Note struct {
	Step string `json:"step,omitempty"`
	// Title is that of the step, where others tell of it too.
	Title  string    `json:"-"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
	Thanks bool      `json:"thanks,omitempty"`
}

// Pulse is what a person answered at a milestone: how well the way to it went, from
// 1 to progress.MostScore, and what would have made it better.
type Pulse struct {
	Milestone journey.Milestone `json:"milestone"`
	At        time.Time         `json:"at"`
	Score     int               `json:"score"`
	Text      string            `json:"text,omitempty"`
}

// Took is how long some runs took of one thing that is done at a step.
type Took struct {
	Step string          `json:"step"`
	Fix  string          `json:"fix,omitempty"`
	Use  progress.Use    `json:"use"`
	Runs []time.Duration `json:"runs"`
}

// latestRuns is how many of the latest runs of one person count: one who tried often
// must not outweigh the others.
const latestRuns = 3

// tookOf returns how long runs took, in an order that is always the same.
func tookOf(s *progress.State) []Took {
	var all []Took
	for e, runs := range s.Took() {
		all = append(all, Took{Step: e.Step, Fix: e.Fix, Use: e.Use, Runs: runs[max(0, len(runs)-latestRuns):]})
	}
	slices.SortFunc(all, func(a, b Took) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(a.Use, b.Use), cmp.Compare(a.Fix, b.Fix))
	})
	return all
}

// TookBy returns how long runs took of what is done at the steps of a journey, by
// all people but the one whose onboarding is own.
func TookBy(all []Onboarding, journey, own string) map[progress.Effort][]time.Duration {
	took := map[progress.Effort][]time.Duration{}
	for _, o := range all {
		if o.Journey != journey || o.ID == own {
			continue
		}
		for _, t := range o.Took {
			e := progress.Effort{Step: t.Step, Fix: t.Fix, Use: t.Use}
			took[e] = append(took[e], t.Runs...)
		}
	}
	return took
}

// RollUp returns what the events of an onboarding amount to.
func RollUp(id, track string, events []progress.Event) Onboarding {
	s := progress.Fold(events)
	o := Onboarding{
		ID: id, Journey: s.Plan.Name, Version: s.Plan.Hash, Track: track, StartedAt: s.StartedAt, FinishedAt: s.FinishedAt, LastAt: s.Until(),
		StartDate: s.Dated[journey.StartDate], TenthMerge: s.Dated[journey.TenthMerge], Spent: s.Spent,
		Steps: []Step{}, Milestones: []Milestone{}, Took: tookOf(s), Baseline: s.Plan.Baseline, Errors: errorsOf(events), Notes: []Note{}, Pulses: []Pulse{},
	}
	asked := map[string]int{}
	for _, e := range events {
		if e.Kind == progress.Stuck {
			asked[e.Step]++
		}
	}
	if s.FinishedAt.IsZero() && s.Current < s.Way {
		o.Stands = s.Steps[s.Current].ID
	}
	for _, step := range s.Steps[:s.Way] {
		o.Steps = append(o.Steps, Step{
			ID: step.ID, Stage: step.Stage, Title: step.Title, Kind: step.Kind, Spent: step.Spent,
			Attempts: step.Attempts, Retries: step.Retries, Failures: step.Failures, Asked: asked[step.ID], Held: !step.HeldAt.IsZero(),
		})
	}
	for _, m := range s.Milestones {
		if !m.At.IsZero() && !m.Earlier {
			o.Milestones = append(o.Milestones, Milestone{Name: m.Name, At: m.At, Spent: m.Spent})
		}
	}
	for _, n := range s.Notes {
		o.Notes = append(o.Notes, Note{Step: n.Step, At: n.At, Text: n.Text, Thanks: n.Thanks})
	}
	for _, p := range s.Pulses {
		if p.Score > 0 {
			o.Pulses = append(o.Pulses, Pulse{Milestone: p.Milestone, At: p.At, Score: p.Score, Text: p.Text})
		}
	}
	return o
}

// errorsOf returns the failures among events, each once, those of steps that are
// only not done yet left out.
func errorsOf(events []progress.Event) []Error {
	found := []Error{}
	at := map[Error]int{}
	add := func(e Error) {
		i, ok := at[e]
		if !ok {
			i = len(found)
			at[e] = i
			found = append(found, e)
		}
		found[i].Times++
	}
	for _, e := range events {
		switch {
		case e.Kind == progress.WorkEnded && e.Work != nil && e.Work.Use == progress.UseFix && e.Work.Outcome == progress.Failed:
			add(Error{Step: e.Step, Known: idOf(e.Work.Known), Said: lastLine(e.Work.Reason)})
		case e.Kind == progress.Observed && e.Finding != nil && e.Finding.Detail != "" &&
			(e.Finding.Status == check.Failing || e.Finding.Status == check.Unknown):
			add(Error{Step: e.Step, Known: idOf(e.Finding.Known), Said: lastLine(e.Finding.Detail)})
		}
	}
	slices.SortStableFunc(found, func(a, b Error) int { return cmp.Compare(b.Times, a.Times) })
	return found
}

// lastLine returns the last line of what was reported that says something.
func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
}

func idOf(k *check.KnownFailure) string {
	if k == nil {
		return ""
	}
	return k.ID
}

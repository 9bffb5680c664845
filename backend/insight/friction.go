package insight

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// StoppedAfter is how long nothing must have been heard of an onboarding that has
// not finished to take it for one that stopped.
const StoppedAfter = 14 * 24 * time.Hour

// Friction is where people lose their time.
type Friction struct {
	// People is how many onboardings it is of; of them so many have Finished, and
	// Stopped, and the others are on their way.
	People, Finished, Stopped int
	// Steps are the steps that anybody had anything to do with, the one that cost
	// most people's hours first.
	Steps []StepFriction
	// Errors are the failures that no known failure explains, the most frequent
	// first, and Explained how many were.
	Errors    []ErrorFriction
	Explained int
	// Pulses are what people answered at milestones, in the order of these.
	Pulses []PulseFriction
	// Notes are what people said of steps, the newest first.
	Notes []Note
	// Thanks are the thank-you notes, the newest first.
	Thanks []Note
}

// StepFriction is what one step costs.
type StepFriction struct {
	ID, Stage, Title string
	Kind             journey.Kind
	// Lost is the time that it took people and their machines, HandsOn and Machine
	// how its sum is parted between them.
	Lost             Spread
	HandsOn, Machine time.Duration
	// Waiting is how long they waited there for others in all, nights included.
	Waiting time.Duration
	// Attempts counts the tries at it and Failures those that did not end well.
	Attempts, Failures int
	// Retried is how many people had to try more than once.
	Retried int
	// Stopped is how many people stopped there.
	Stopped int
	// Notes is how many lines people left on it.
	Notes int
	// Asked is how many people asked for help there.
	Asked int
}

// PulseFriction is how people say that the way to a milestone went.
type PulseFriction struct {
	Milestone journey.Milestone
	// Scores is how many people gave each answer, the worst first.
	Scores [progress.MostScore]int
	// Better is what they say would have made it better, the newest first.
	Better []Note
}

// People returns how many answered.
func (p PulseFriction) People() int {
	n := 0
	for _, people := range p.Scores {
		n += people
	}
	return n
}

// Mean returns what people answered on average, from 1 on; 0 of nobody.
func (p PulseFriction) Mean() float64 {
	sum := 0
	for i, people := range p.Scores {
		sum += (i + 1) * people
	}
	return float64(sum) / float64(max(1, p.People()))
}

// TooFew reports whether too few people answered to conclude anything.
func (p PulseFriction) TooFew() bool { return p.People() < Fewest }

// ErrorFriction is a failure that nobody has explained.
type ErrorFriction struct {
	Step, Title, Said string
	// Times is how often it was met, and People by how many.
	Times, People int
}

// errorsLimit is how many errors are told.
const errorsLimit = 20

// FrictionOf returns where the people of some onboardings lose their time, as seen
// at a moment.
func FrictionOf(all []Onboarding, now time.Time) Friction {
	f := Friction{People: len(all), Steps: []StepFriction{}, Errors: []ErrorFriction{}, Notes: []Note{}, Thanks: []Note{}}
	counts := counting{steps: map[string]*StepFriction{}, took: map[string][]time.Duration{}, errors: map[Error]*ErrorFriction{}}
	for _, o := range all {
		counts.add(o, &f, now)
	}
	for id, step := range counts.steps {
		if step.Lost = spreadOf(counts.took[id]); step.Lost.People > 0 || step.Stopped > 0 {
			f.Steps = append(f.Steps, *step)
		}
	}
	slices.SortFunc(f.Steps, func(a, b StepFriction) int {
		return cmp.Or(cmp.Compare(b.Lost.Sum, a.Lost.Sum), cmp.Compare(a.ID, b.ID))
	})
	f.Errors = slices.AppendSeq(f.Errors, func(yield func(ErrorFriction) bool) {
		for _, e := range counts.errors {
			if step, ok := counts.steps[e.Step]; ok {
				e.Title = step.Title
			}
			if !yield(*e) {
				return
			}
		}
	})
	slices.SortFunc(f.Errors, func(a, b ErrorFriction) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Said, b.Said))
	})
	f.Errors = f.Errors[:min(len(f.Errors), errorsLimit)]
	f.Pulses = pulsesOf(all)
	for _, notes := range [][]Note{f.Notes, f.Thanks} {
		for i := range notes {
			if step, ok := counts.steps[notes[i].Step]; ok {
				notes[i].Title = step.Title
			}
		}
		slices.SortStableFunc(notes, func(a, b Note) int { return b.At.Compare(a.At) })
	}
	return f
}

// pulsesOf returns what people answered at the milestones. Of an answer that was
// given twice the last counts.
func pulsesOf(all []Onboarding) []PulseFriction {
	pulses := []PulseFriction{}
	for _, name := range journey.Milestones() {
		p := PulseFriction{Milestone: name}
		for _, o := range all {
			last := Pulse{}
			for _, answer := range o.Pulses {
				if answer.Milestone == name {
					last = answer
				}
			}
			if last.Score < 1 || last.Score > progress.MostScore {
				continue
			}
			p.Scores[last.Score-1]++
			if last.Text != "" {
				p.Better = append(p.Better, Note{At: last.At, Text: last.Text})
			}
		}
		slices.SortStableFunc(p.Better, func(a, b Note) int { return b.At.Compare(a.At) })
		if p.People() > 0 {
			pulses = append(pulses, p)
		}
	}
	return pulses
}

// counting is what was counted so far.
type counting struct {
	steps  map[string]*StepFriction
	took   map[string][]time.Duration
	errors map[Error]*ErrorFriction
}

func (c counting) add(o Onboarding, f *Friction, now time.Time) {
	stopped := ""
	switch {
	case !o.FinishedAt.IsZero():
		f.Finished++
	case now.Sub(o.LastAt) >= StoppedAfter:
		f.Stopped++
		stopped = o.Stands
	}
	for i := range o.Steps {
		step := &o.Steps[i]
		s := c.steps[step.ID]
		if s == nil {
			s = &StepFriction{ID: step.ID}
			c.steps[step.ID] = s
		}
		s.Stage, s.Title, s.Kind = step.Stage, step.Title, step.Kind
		s.Attempts += step.Attempts
		s.Failures += step.Failures
		s.HandsOn += step.Spent.HandsOn
		s.Machine += step.Spent.Machine
		s.Waiting += step.Spent.Waiting
		if step.Retries > 0 {
			s.Retried++
		}
		if step.Asked > 0 {
			s.Asked++
		}
		if step.ID == stopped {
			s.Stopped++
		}
		if step.Met() {
			c.took[step.ID] = append(c.took[step.ID], step.Lost())
		}
	}
	for _, e := range o.Errors {
		if e.Known != "" {
			f.Explained += e.Times
			continue
		}
		key := Error{Step: e.Step, Said: e.Said}
		if c.errors[key] == nil {
			c.errors[key] = &ErrorFriction{Step: e.Step, Said: e.Said}
		}
		c.errors[key].Times += e.Times
		c.errors[key].People++
	}
	for _, n := range o.Notes {
		switch s := c.steps[n.Step]; {
		case n.Thanks:
			f.Thanks = append(f.Thanks, n)
			continue
		case s != nil:
			s.Notes++
		}
		f.Notes = append(f.Notes, n)
	}
}

// Said returns what the people of some onboardings said and whom they thanked, the
// newest first.
func Said(all []Onboarding) []Note {
	said := []Note{}
	for _, o := range all {
		for _, n := range o.Notes {
			for i := range o.Steps {
				if o.Steps[i].ID == n.Step {
					n.Title = o.Steps[i].Title
				}
			}
			said = append(said, n)
		}
	}
	slices.SortStableFunc(said, func(a, b Note) int { return b.At.Compare(a.At) })
	return said
}

// Verdict says what a comparison shows.
type Verdict string

// The verdicts.
const (
	// TooFew says that too few people are known to say anything.
	TooFew Verdict = "too-few"
	Better Verdict = "better"
	Worse  Verdict = "worse"
	// Unclear says that chance alone may explain the difference.
	Unclear Verdict = "unclear"
)

// StepChange is how a step changed from one version of a journey to the next.
type StepChange struct {
	ID, Title string
	// Before and After are the time lost there, by those who had to do with it.
	Before, After Spread
	// Difference is by how much the median changed, Interval where that lies.
	Difference time.Duration
	Interval   Interval
	Verdict    Verdict
}

// Compare returns how the steps changed that people met both before and after,
// the greatest change first.
func Compare(before, after []Onboarding) []StepChange {
	was, is := lostBy(before), lostBy(after)
	titles := map[string]string{}
	for _, o := range after {
		for _, step := range o.Steps {
			titles[step.ID] = step.Title
		}
	}
	changes := []StepChange{}
	for _, id := range slices.Sorted(maps.Keys(was)) {
		if len(is[id]) == 0 {
			continue
		}
		c := StepChange{ID: id, Title: titles[id], Before: spreadOf(was[id]), After: spreadOf(is[id])}
		c.Difference, c.Interval, c.Verdict = compared(was[id], is[id])
		changes = append(changes, c)
	}
	slices.SortStableFunc(changes, func(a, b StepChange) int { return cmp.Compare(b.Difference.Abs(), a.Difference.Abs()) })
	return changes
}

// compared returns by how much the median of sorted durations changed, and what
// that shows. An interval of too few says nothing, and is not worked out.
func compared(before, after []time.Duration) (time.Duration, Interval, Verdict) {
	difference := quantile(after, 0.5) - quantile(before, 0.5)
	if len(before) < Fewest || len(after) < Fewest {
		return difference, Interval{}, TooFew
	}
	interval := differenceOf(before, after)
	return difference, interval, verdictOf(interval)
}

func verdictOf(i Interval) Verdict {
	switch {
	case i.High < 0:
		return Better
	case i.Low > 0:
		return Worse
	default:
		return Unclear
	}
}

func lostBy(all []Onboarding) map[string][]time.Duration {
	took := map[string][]time.Duration{}
	for _, o := range all {
		for i := range o.Steps {
			if step := &o.Steps[i]; step.Met() {
				took[step.ID] = append(took[step.ID], step.Lost())
			}
		}
	}
	return took
}

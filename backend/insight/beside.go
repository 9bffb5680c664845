package insight

import (
	"time"

	"firstlight/backend/journey"
)

// Beside is what others took on the same journey, to stand beside one person's own
// figures. It tells of nobody in particular and ranks nobody.
type Beside struct {
	// People is how many onboardings it is of.
	People int
	// Steps are the steps that they had to do with, by ID.
	Steps map[string]StepBeside
	// Milestones are those that they reached.
	Milestones map[journey.Milestone]MilestoneBeside
}

// StepBeside is what a step took others.
type StepBeside struct {
	// Lost is what they and their machines worked at it, Waiting how long they
	// waited there for somebody.
	Lost, Waiting Spread
}

// MilestoneBeside is how long others took until a milestone.
type MilestoneBeside struct {
	// Elapsed is all time until then, Worked what of it they or their machines
	// worked.
	Elapsed, Worked Spread
}

// BesideOf returns what others took on the journey and the track of one onboarding.
// That one itself does not count, if it is among them.
func BesideOf(all []Onboarding, own Onboarding) Beside {
	var others []Onboarding
	for _, o := range (Filter{Journey: own.Journey}).Of(all) {
		if o.ID != own.ID && o.Track == own.Track {
			others = append(others, o)
		}
	}
	b := Beside{People: len(others), Steps: map[string]StepBeside{}, Milestones: map[journey.Milestone]MilestoneBeside{}}
	waited := map[string][]time.Duration{}
	for _, o := range others {
		for i := range o.Steps {
			if step := &o.Steps[i]; step.Met() {
				waited[step.ID] = append(waited[step.ID], step.Spent.Waiting)
			}
		}
	}
	for id, took := range lostBy(others) {
		b.Steps[id] = StepBeside{Lost: spreadOf(took), Waiting: spreadOf(waited[id])}
	}
	for _, name := range journey.Milestones() {
		if elapsed, worked := until(others, name); len(elapsed) > 0 {
			b.Milestones[name] = MilestoneBeside{Elapsed: spreadOf(elapsed), Worked: spreadOf(worked)}
		}
	}
	return b
}

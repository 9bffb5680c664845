package progress

import (
	"maps"
	"slices"
	"time"
)

// Usual is how long a piece of work takes, from earlier runs of it.
type Usual struct {
	// Took is the median of them.
	Took time.Duration
	// Runs is how many they are; zero means that nothing can be said. Own of them are
	// this person's, and the others of other people.
	Runs, Own int
}

// usualRuns is how many of the latest runs count: what a machine did long ago says
// little of today.
const usualRuns = 9

// Effort is what runs are told apart by: what is done at which step.
type Effort struct {
	Step, Fix string
	Use       Use
}

// Usual returns how long work on a step usually takes: a fix or an act by its ID, or
// a costly observation, which has none.
func (s *State) Usual(step string, use Use, fix string) Usual {
	return s.UsualWith(Effort{step, fix, use}, nil)
}

// UsualWith returns how long work takes, from the person's own runs and from what
// others took.
func (s *State) UsualWith(e Effort, others []time.Duration) Usual {
	own := s.took[e]
	took := slices.Sorted(slices.Values(slices.Concat(own, others)))
	if len(took) == 0 {
		return Usual{}
	}
	return Usual{Took: took[len(took)/2], Runs: len(took), Own: len(own)}
}

// Took returns how long the latest runs took that did what they were to, by what they
// did.
func (s *State) Took() map[Effort][]time.Duration { return maps.Clone(s.took) }

// spent notes how long a run took that did what it was to do. One that waited for
// the person or through a sleep says nothing of the next.
func (s *State) spent(e Event) {
	i := slices.IndexFunc(s.Running, func(r Running) bool { return r.Run == e.Work.Run })
	if i < 0 || e.Work.Outcome != Done || s.Running[i].interrupted {
		return
	}
	r := s.Running[i]
	key := Effort{r.Step, r.Fix, r.Use}
	took := append(slices.Clone(s.took[key]), e.At.Sub(r.BeganAt))
	s.took[key] = took[max(0, len(took)-usualRuns):]
}

// interrupt notes that the time of work under way says nothing of how long it takes:
// of one run, or of all for an empty name.
func (s *State) interrupt(run string) {
	s.Running = slices.Clone(s.Running)
	for i := range s.Running {
		if run == "" || s.Running[i].Run == run {
			s.Running[i].interrupted = true
		}
	}
}

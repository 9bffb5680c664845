package progress

import (
	"slices"
	"time"

	"firstlight/backend/journey"
)

// MostScore is the best answer to how well the way went; the worst is 1.
const MostScore = 5

// pulseEvery is how long a person is left in peace after she was asked.
const pulseEvery = 24 * time.Hour

// Pulse is what a person answered at a milestone.
type Pulse struct {
	At        time.Time
	Milestone journey.Milestone
	// Score is how well the way went, from 1 to MostScore; 0 where she would rather
	// not say.
	Score int
	// Text is what would have made it better; it may be empty.
	Text string
}

// PulseDue returns the milestone that the person may be asked about at a moment;
// empty where there is none. Only the latest is asked about, each at most once, none
// within a day of her last answer, none that is from before the onboarding, and none
// while what it stands for does not hold.
func (s *State) PulseDue(now time.Time) journey.Milestone {
	var last Milestone
	for _, m := range s.Milestones {
		if !m.At.IsZero() && !m.Earlier && m.Elapsed > 0 && m.Elapsed >= last.Elapsed {
			last = m
		}
	}
	if n := len(s.Pulses); n > 0 && now.Sub(s.Pulses[n-1].At) < pulseEvery {
		return ""
	}
	if slices.ContainsFunc(s.Pulses, func(p Pulse) bool { return p.Milestone == last.Name }) {
		return ""
	}
	if slices.ContainsFunc(s.Steps[:s.Way], func(step Step) bool {
		return step.Milestone == last.Name && !step.Finding.Holds()
	}) {
		return ""
	}
	return last.Name
}

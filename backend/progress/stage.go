package progress

import "time"

// Stage is the time that went into the steps of one stage of the way.
type Stage struct {
	Name  string
	Spent Split
}

// Stages returns the stages of the way in order, with the time that went into
// each. With Elsewhere they add up to the whole.
func (s *State) Stages() []Stage {
	var stages []Stage
	at := map[string]int{}
	for _, step := range s.Steps[:s.Way] {
		i, ok := at[step.Stage]
		if !ok {
			i = len(stages)
			at[step.Stage] = i
			stages = append(stages, Stage{Name: step.Stage})
		}
		stages[i].Spent.add(step.Spent)
	}
	return stages
}

// Elsewhere returns the time that went into what is no step of the way: claims
// aside from it, steps that the journey no longer has, and a journey without any.
func (s *State) Elsewhere() Split {
	spent := s.stray
	for _, step := range s.gone {
		spent.add(step.Spent)
	}
	for _, step := range s.Steps[s.Way:] {
		spent.add(step.Spent)
	}
	return spent
}

// Shift returns by how much the clock was set since the start, in all.
func (s *State) Shift() time.Duration { return s.shift }

// Until returns the moment up to which time was counted.
func (s *State) Until() time.Time { return s.until }

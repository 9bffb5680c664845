package progress

import "time"

// Split is elapsed time divided by what it was spent on. The four parts never
// overlap and leave nothing out: they add up to the time elapsed.
type Split struct {
	// HandsOn is time in which the person worked.
	HandsOn time.Duration
	// Machine is time in which a fix or a costly observation ran.
	Machine time.Duration
	// Waiting is time spent waiting on other people.
	Waiting time.Duration
	// Away is time with no face open, the machine asleep, or no sign of the
	// person for IdleLimit.
	Away time.Duration
}

// IdleLimit is how long after her last sign a person still counts as working.
// Ten minutes is long enough to read a page or edit a file in another program
// and short enough that a lunch is not counted.
const IdleLimit = 10 * time.Minute

// Total returns the sum of the parts.
func (s Split) Total() time.Duration { return s.HandsOn + s.Machine + s.Waiting + s.Away }

// Worked returns the time in which the person or her machine worked.
func (s Split) Worked() time.Duration { return s.HandsOn + s.Machine }

// without returns the split as it was a while earlier. That was passed without
// anyone noticing, so it was spent waiting or away, if it was.
func (s Split) without(d time.Duration) Split {
	for _, part := range []*time.Duration{&s.Waiting, &s.Away, &s.HandsOn, &s.Machine} {
		less := min(d, *part)
		*part -= less
		d -= less
	}
	return s
}

func (s *Split) add(o Split) {
	s.HandsOn += o.HandsOn
	s.Machine += o.Machine
	s.Waiting += o.Waiting
	s.Away += o.Away
}

// mode returns the kind of a split that has only one.
func (s Split) mode() Mode {
	switch {
	case s.HandsOn > 0:
		return ModeHandsOn
	case s.Machine > 0:
		return ModeMachine
	case s.Waiting > 0:
		return ModeWaiting
	default:
		return ModeAway
	}
}

package progress

import (
	"slices"
	"time"

	"firstlight/backend/check"
)

// account counts the time from the last event until e. The facts that held in
// between are those before e, but for what e itself tells of the time before
// it: that a face had ended, or that the machine slept.
func (s *State) account(e Event) {
	switch {
	case e.Kind == ClockSet:
		s.setClock(e.Shift)
	case e.Kind == Asleep && e.Since.After(s.until):
		s.pass(e.Since)
		s.miss(e.At)
	case e.Kind == Asleep:
		s.miss(e.At)
	case e.Kind == Left && !e.Since.IsZero() && e.Since.Before(e.At) && s.accompanied(e.Session):
		// What the time since then was is for those to say who are still there;
		// they may turn out to have ended as well.
		if e.Since.After(s.until) {
			s.pass(e.Since)
		}
	case e.Kind == Left && !e.Since.IsZero() && e.Since.Before(e.At):
		if e.Since.After(s.until) {
			s.pass(e.Since)
		}
		s.miss(e.At)
	default:
		s.pass(e.At)
	}
}

// pass counts the time until the given moment as what the facts say.
func (s *State) pass(until time.Time) { s.stretch(until, s.count) }

// miss counts the time until the given moment as one in which nobody was there.
func (s *State) miss(until time.Time) {
	s.stretch(until, func(until time.Time) { s.spend(until, s.absent) })
}

// stretch counts the time until the given moment, and in parts where a mute ends
// meanwhile: from then on the claim counts as it was seen.
func (s *State) stretch(until time.Time, count func(until time.Time)) {
	for end := s.unmuteBy(until); !end.IsZero(); end = s.unmuteBy(until) {
		count(end.Truncate(time.Millisecond))
		s.unmuteDue(end)
	}
	count(until)
}

// count counts the time until the given moment as what the present facts say.
func (s *State) count(until time.Time) {
	switch {
	case s.working() != nil:
		s.spend(until, func(d time.Duration) Split { return Split{Machine: d} })
	case len(s.sessions) > 0 && !s.active.IsZero() && (s.asking() != nil || !s.waits() || s.elsewhere()):
		idle := s.active.Add(IdleLimit)
		if idle.After(s.until) {
			s.spend(earlier(until, idle), func(d time.Duration) Split { return Split{HandsOn: d} })
		}
		s.spend(until, s.absent)
	default:
		s.spend(until, s.absent)
	}
}

// setClock has the time that follows counted from where the clock was set to.
func (s *State) setClock(by time.Duration) {
	s.until = s.until.Add(by)
	if !s.active.IsZero() {
		s.active = s.active.Add(by)
	}
	s.Running = slices.Clone(s.Running)
	for i := range s.Running {
		s.Running[i].BeganAt = s.Running[i].BeganAt.Add(by)
	}
	for i := range s.Steps {
		if !s.Steps[i].workedAt.IsZero() {
			s.Steps[i].workedAt = s.Steps[i].workedAt.Add(by)
		}
	}
}

// accompanied reports whether another face than the given one is open.
func (s *State) accompanied(session string) bool {
	others := len(s.sessions)
	if s.sessions[session] {
		others--
	}
	return others > 0
}

// absent counts time in which neither the person nor the machine works: while the
// next move is another person's it is spent waiting, whether she is there or not.
func (s *State) absent(d time.Duration) Split {
	if s.waits() {
		return Split{Waiting: d}
	}
	return Split{Away: d}
}

// waits reports whether the next move is another person's.
func (s *State) waits() bool { return s.waitsAt() >= 0 }

// waitsAt returns the step that waits for somebody: the one that is next, or else
// the first at which the person asked for help; -1 for none.
func (s *State) waitsAt() int {
	if s.Current < s.Way && s.Steps[s.Current].Finding.Waiting {
		return s.Current
	}
	for _, key := range s.stuck {
		if i, ok := s.index[key.id]; ok && s.Steps[i].Kind == key.kind {
			return i
		}
	}
	return -1
}

// elsewhere reports whether the person looks at another step than the one that
// waits for somebody, and at one that she can do something about.
func (s *State) elsewhere() bool {
	i, ok := s.index[s.focus]
	if !ok || i == s.waitsAt() || !s.Steps[i].StuckAt.IsZero() {
		return false
	}
	f := s.Steps[i].Finding
	return (f.Status == check.Failing || f.Status == check.Unknown) && !f.Waiting
}

// spend counts the time until the given moment, for the onboarding and for the
// step that it went into, unless the onboarding has finished.
func (s *State) spend(until time.Time, as func(time.Duration) Split) {
	d := until.Sub(s.until)
	if d <= 0 {
		return
	}
	s.until = until
	part, from := as(d), s.whole.Total()
	s.whole.add(part)
	if !s.FinishedAt.IsZero() {
		return
	}
	s.Spent.add(part)
	i, ok := s.attribute(part)
	if ok {
		s.Steps[i].Spent.add(part)
	} else {
		s.stray.add(part)
	}
	if s.trace == nil {
		return
	}
	span := &s.trace.stray
	if ok {
		span = s.span(s.Steps[i].ID)
	}
	span.spend(Interval{From: from, To: from + d, Kind: part.mode()}, part)
}

// attribute returns the step that time goes into: the machine's to the work
// that began first, a person's to the step whose work waits for her answer, or
// else to the one that she looks at while it does not hold, and all else to the
// step that is next. What a person reads before she has approved anything, while she
// looks at no step, goes into none: it is the commands of all.
func (s *State) attribute(part Split) (int, bool) {
	var work *Running
	switch {
	case part.Machine > 0:
		work = s.working()
	case part.HandsOn > 0:
		work = s.asking()
	}
	if work != nil {
		if i, ok := s.index[work.Step]; ok {
			return i, true
		}
	}
	if part.HandsOn > 0 {
		switch i, ok := s.index[s.focus]; {
		case ok && !s.Steps[i].Finding.Holds():
			return i, true
		case !ok && s.Plan.Asks && len(s.approved) == 0:
			return 0, false
		}
	}
	if i := s.waitsAt(); part.Waiting > 0 && i >= 0 {
		return i, true
	}
	if s.Current < s.Way {
		return s.Current, true
	}
	return s.Way - 1, s.Way > 0
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

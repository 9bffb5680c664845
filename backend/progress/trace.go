package progress

import (
	"slices"
	"time"

	"firstlight/backend/check"
)

// Interval is a stretch of time of one kind. Both ends are counted from the start
// of the onboarding, as time passed: a clock that is set moves neither.
type Interval struct {
	From, To time.Duration
	Kind     Mode
}

// Took returns how long it is.
func (i Interval) Took() time.Duration { return i.To - i.From }

// Try is a piece of work on a step: a fix or a costly observation.
type Try struct {
	Work
	// From and To are when it ran, counted like those of an Interval. It still ran at
	// To where its Outcome is empty.
	From, To time.Duration
}

// Failed reports whether it did not end well.
func (t Try) Failed() bool { return t.Outcome == Failed || t.Outcome == Lost }

// Mark is a moment at which something happened to a step.
type Mark struct {
	// At is counted like an end of an Interval.
	At   time.Duration
	What Happening
	// Said is what the person said, where she said something.
	Said string
}

// Happening is what a mark marks.
type Happening string

// What happens to a step.
const (
	// Held: its claim came to hold, for the first time or once more.
	Held Happening = "held"
	// Undone: its claim held and no longer did.
	Undone Happening = "undone"
	// AskedForHelp: the person asked for help.
	AskedForHelp Happening = "stuck"
	// WentOn: she went on by herself.
	WentOn Happening = "unstuck"
	// Hurt: the person said what hurt.
	Hurt Happening = "hurt"
	// Thanks: she thanked whoever made it.
	Thanks Happening = "thanks"
)

// Span is what went into one step, or into none.
type Span struct {
	// Spent divides the time; the Intervals add up to it.
	Spent Split
	// Intervals are when that was, in order, and never overlap.
	Intervals []Interval
	// Tries are the work on it, in the order in which it began.
	Tries []Try
	// Marks are what happened to it, in order.
	Marks []Mark
}

// Attempts returns how many tries there were.
func (s *Span) Attempts() int { return len(s.Tries) }

// Failures returns how many tries did not end well.
func (s *Span) Failures() int { return counted(s.Tries, Try.Failed) }

// Undone returns how often the claim held and then no longer did.
func (s *Span) Undone() int {
	return counted(s.Marks, func(m Mark) bool { return m.What == Undone })
}

func counted[T any](list []T, counts func(T) bool) int {
	n := 0
	for _, item := range list {
		if counts(item) {
			n++
		}
	}
	return n
}

// spend adds an interval, to the one before where that goes on.
func (s *Span) spend(i Interval, part Split) {
	s.Spent.add(part)
	if n := len(s.Intervals); n > 0 && s.Intervals[n-1].To == i.From && s.Intervals[n-1].Kind == i.Kind {
		s.Intervals[n-1].To = i.To
		return
	}
	s.Intervals = append(s.Intervals, i)
}

// trace keeps when the time was that a State counts, and what happened meanwhile.
type trace struct {
	spans map[claimed]*Span
	stray Span
	// open are the tries that have not ended, by the session that began them.
	open  []openTry
	clock []ClockSetting
}

type openTry struct {
	run, session string
	span         *Span
	index        int
}

// ClockSetting is a clock that was put forward by a while, or back where By is
// negative, at a moment that is counted like an end of an Interval.
type ClockSetting struct{ At, By time.Duration }

// offset returns how long after the start a moment was, as the clock now reads.
func (s *State) offset(at time.Time) time.Duration {
	return max(0, at.Sub(s.StartedAt)-s.shift)
}

// span returns where what happens to a step of the plan is kept; nil for none.
func (s *State) span(step string) *Span {
	i, ok := s.index[step]
	if !ok {
		return nil
	}
	key := claimed{step, s.Steps[i].Kind}
	if s.trace.spans[key] == nil {
		s.trace.spans[key] = &Span{}
	}
	return s.trace.spans[key]
}

// happen notes an event that was just applied, of a step that was in a state
// before it. Once the onboarding has finished it is only noted how tries end that
// were under way.
func (t *trace) happen(s *State, e Event, before Step, finished bool) {
	switch {
	case e.Kind == Left:
		t.leave(s, e)
	case e.Kind == WorkEnded && e.Work != nil:
		t.end(s, e)
	}
	if finished {
		return
	}
	if e.Kind == ClockSet {
		t.clock = append(t.clock, ClockSetting{At: s.offset(s.until), By: e.Shift})
	}
	span, at := s.span(e.Step), s.offset(e.At)
	if span == nil {
		return
	}
	switch e.Kind {
	case WorkBegan:
		if e.Work != nil && e.Work.Use != UseTend {
			span.Tries = append(span.Tries, Try{Work: *e.Work, From: at, To: at})
			t.open = append(t.open, openTry{e.Work.Run, e.Session, span, len(span.Tries) - 1})
		}
	case Observed, Attested:
		t.told(s, span, before, e)
	case Stuck:
		if now, _ := s.Step(e.Step); before.StuckAt.IsZero() && !now.StuckAt.IsZero() {
			span.mark(Mark{At: at, What: AskedForHelp})
		}
	case Unstuck:
		if !before.StuckAt.IsZero() {
			span.mark(Mark{At: at, What: WentOn})
		}
	case Noted, Thanked:
		what := Hurt
		if e.Kind == Thanked {
			what = Thanks
		}
		// What she took back has no words.
		if e.Note != "" {
			span.mark(Mark{At: at, What: what, Said: e.Note})
		}
	}
}

// told notes that a claim came to hold or no longer does.
func (t *trace) told(s *State, span *Span, before Step, e Event) {
	now, _ := s.Step(e.Step)
	switch {
	case before.told == now.told:
	case now.told == check.OK:
		at := s.offset(e.At)
		if before.HeldAt.IsZero() {
			at = s.offset(now.HeldAt)
		}
		span.mark(Mark{At: at, What: Held})
	case before.told == check.OK:
		span.mark(Mark{At: s.offset(e.At), What: Undone})
	}
}

// mark adds a mark in its place: that a claim held may be learnt late.
func (s *Span) mark(m Mark) {
	at := len(s.Marks)
	for at > 0 && s.Marks[at-1].At > m.At {
		at--
	}
	s.Marks = slices.Insert(s.Marks, at, m)
}

// leave ends the tries of a face that is gone, as of its last sign of life.
func (t *trace) leave(s *State, e Event) {
	since := e.At
	if !e.Since.IsZero() && e.Since.Before(e.At) {
		since = e.Since
	}
	for _, open := range t.open {
		if try := &open.span.Tries[open.index]; open.session == e.Session && try.Outcome == "" {
			try.Outcome, try.To = Lost, max(try.From, s.offset(since))
		}
	}
}

// end ends a try. Of one that ended with its face it is only said now how.
func (t *trace) end(s *State, e Event) {
	t.open = slices.DeleteFunc(t.open, func(open openTry) bool {
		if open.run != e.Work.Run {
			return false
		}
		try := &open.span.Tries[open.index]
		if try.Outcome == "" {
			try.To = s.offset(e.At)
		}
		try.Outcome, try.Reason, try.Known = e.Work.Outcome, e.Work.Reason, e.Work.Known
		return true
	})
}

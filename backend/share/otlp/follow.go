package otlp

import (
	"time"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// The most spans that one step has: a claim that comes and goes for days says no
// more by the hundredth time, and its metrics go on counting.
const (
	mostPasses = 20
	mostWorks  = 100
)

// counts are what metrics count beside the state.
type counts struct {
	// failures are those of each step by the known failure that they are.
	failures map[failure]int
	notes    int
	thanks   int
}

type failure struct{ step, known string }

// follower follows the events of an onboarding and notes what has ended: that
// never changes any more, so its span can leave.
type follower struct {
	source Source
	ids    ids
	state  *progress.State
	spans  []span
	counts counts
	steps  map[stepKey]*passage
	works  map[string]work
	// events is how many were followed.
	events int
	// over is the number of the event with which the onboarding finished.
	over  int
	notes int
}

type stepKey struct {
	id   string
	kind string
}

// passage is a step on its way to hold, or again after it was undone.
type passage struct {
	// n counts the passages, the present one included; open says that it goes on.
	n    int
	open bool
	// since is when it began; zero where no time went into it yet.
	since time.Time
	// told is what the spans so far told of the step.
	told tally
	// works counts the spans of its work.
	works int
}

// tally is what a step had come to at some moment.
type tally struct {
	spent              progress.Split
	attempts, failures int
}

func tallyOf(s progress.Step) tally {
	return tally{spent: s.Spent, attempts: s.Attempts, failures: s.Failures}
}

// work is a run under way.
type work struct {
	since  time.Time
	use    progress.Use
	parent []byte
	at     *passage
}

func newFollower(s Source) *follower {
	return &follower{
		source: s, ids: ids{s.Onboarding.ID}, state: &progress.State{},
		counts: counts{failures: map[failure]int{}}, steps: map[stepKey]*passage{}, works: map[string]work{},
	}
}

func (f *follower) follow(e progress.Event) {
	f.events++
	over := !f.state.FinishedAt.IsZero()
	until := f.state.Until()
	if e.Kind == progress.ClockSet {
		f.shift(e.Shift)
		until = until.Add(e.Shift)
	}
	f.state.Apply(e)
	f.count(e)
	if over {
		// The onboarding has ended, and so has its trace.
		return
	}
	for i := range f.state.Way {
		f.step(i, e, until)
	}
	switch {
	case e.Kind == progress.WorkBegan && e.Work != nil:
		f.workBegan(e)
	case e.Kind == progress.WorkEnded && e.Work != nil:
		f.workEnded(e)
	case e.Kind == progress.Noted || e.Kind == progress.Thanked:
		f.noted(e)
	}
	if !f.state.FinishedAt.IsZero() {
		f.over = f.events
		f.add(f.onboarding())
	}
}

// step notes what an event made of a step of the way; the time since until went
// somewhere.
func (f *follower) step(i int, e progress.Event, until time.Time) {
	s := &f.state.Steps[i]
	p := f.passage(s.PlanStep)
	switch holds := s.Finding.Holds(); {
	case !p.open && p.n > 0 && !holds && undone(*s):
		p.n, p.open, p.since = p.n+1, true, e.At
	case !p.open && p.n == 0:
		p.n, p.open = 1, true
	}
	if !p.open {
		return
	}
	if p.since.IsZero() && s.Spent != p.told.spent {
		p.since = until
	}
	if !s.Finding.Holds() {
		return
	}
	p.open = false
	if p.n <= mostPasses {
		f.add(f.pass(i, p, e.At))
	}
	p.told = tallyOf(*s)
}

// undone reports whether a step that held is to be done again: what only waits for
// another, or cannot be told, was not undone.
func undone(s progress.Step) bool { return s.Finding.Status == check.Failing }

func (f *follower) passage(s progress.PlanStep) *passage {
	key := stepKey{s.ID, string(s.Kind)}
	p := f.steps[key]
	if p == nil {
		p = &passage{}
		f.steps[key] = p
	}
	return p
}

// shift takes over that the clock was set: what began before would seem to have
// begun at another time.
func (f *follower) shift(by time.Duration) {
	for _, p := range f.steps {
		if !p.since.IsZero() {
			p.since = p.since.Add(by)
		}
	}
	for run, w := range f.works {
		w.since = w.since.Add(by)
		f.works[run] = w
	}
}

func (f *follower) workBegan(e progress.Event) {
	s, ok := f.state.Step(e.Step)
	if !ok || s.Aside || e.Work.Use == progress.UseTend {
		return
	}
	p := f.passage(s.PlanStep)
	w := work{since: e.At, use: e.Work.Use, parent: f.ids.root(), at: p}
	if p.open && p.n <= mostPasses {
		w.parent = f.ids.pass(s.PlanStep, p.n)
		if p.since.IsZero() {
			p.since = e.At
		}
	}
	f.works[e.Work.Run] = w
}

func (f *follower) workEnded(e progress.Event) {
	w, ok := f.works[e.Work.Run]
	delete(f.works, e.Work.Run)
	s, known := f.state.Step(e.Step)
	if !ok || !known {
		return
	}
	if w.at.works++; w.at.works <= mostWorks {
		f.add(f.work(s.PlanStep, w, e))
	}
}

func (f *follower) noted(e progress.Event) {
	f.notes++
	// What she took back has no words, and counts as one all the same: no number falls.
	if f.source.allows(Notes) && e.Note != "" && f.notes <= mostWorks {
		f.add(f.note(e, f.notes))
	}
}

func (f *follower) count(e progress.Event) {
	switch {
	case e.Kind == progress.Noted:
		f.counts.notes++
	case e.Kind == progress.Thanked:
		f.counts.thanks++
	case e.Kind == progress.WorkEnded && e.Work != nil && e.Work.Use != progress.UseTend &&
		(e.Work.Outcome == progress.Failed || e.Work.Outcome == progress.Lost):
		known := ""
		if e.Work.Known != nil {
			known = e.Work.Known.ID
		}
		f.counts.failures[failure{e.Step, known}]++
	}
}

package progress

import (
	"maps"
	"slices"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
)

// Fold returns the state after the given events, in order.
func Fold(events []Event) *State {
	s := &State{}
	for _, e := range events {
		s.Apply(e)
	}
	return s
}

// Apply folds one more event into the state.
func (s *State) Apply(e Event) {
	s.Seq = e.Seq
	if s.StartedAt.IsZero() {
		s.StartedAt, s.until = e.At, e.At
		s.sessions, s.approved, s.commands, s.reaches = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[reach]bool{}
		s.took = map[Effort][]time.Duration{}
	}
	s.account(e)
	s.unmuteDue(e.At)
	switch e.Kind {
	case ClockSet:
		s.shift += e.Shift
	case Adopted:
		if e.Plan != nil {
			s.adopt(*e.Plan)
		}
	case Entered:
		s.sessions[e.Session] = true
		if e.Since.IsZero() {
			s.active = e.At
		}
	case Left:
		delete(s.sessions, e.Session)
		s.Running = slices.DeleteFunc(s.Running, func(r Running) bool { return r.Session == e.Session })
	case Active:
		s.active, s.focus = e.At, e.Step
	case Approved:
		if e.Approval != nil {
			s.Approval = *e.Approval
			s.approved[e.Approval.Hash] = true
			for _, c := range e.Approval.Commands {
				switch {
				case c.Use == journey.UseReach:
					s.reaches[reach{c.Step, c.Text}] = true
				case c.Sum != "":
					s.commands[c.Sum] = true
				}
			}
			s.active = e.At
		}
	case Observed:
		if e.Finding != nil {
			s.Named.add(*e.Finding)
			s.observe(e, *e.Finding)
		}
	case WorkBegan:
		if e.Work != nil {
			s.begin(e)
		}
	case WorkEnded:
		if e.Work != nil {
			s.end(e)
		}
	case Asked, Answered:
		if e.Work != nil {
			s.ask(e)
		}
	case Attested:
		if i, ok := s.index[e.Step]; ok {
			s.Steps[i].Note = e.Note
			s.active = e.At
			s.Steps[i].Vouched = e.word()
			s.observe(e, s.Steps[i].Vouched)
		}
	case Noted, Thanked:
		s.active = e.At
		s.Notes = append(s.Notes, Note{Seq: e.Seq, At: e.At, Step: e.Step, Text: e.Note, Thanks: e.Kind == Thanked})
	case Withdrawn:
		s.active = e.At
		s.Notes = slices.DeleteFunc(slices.Clone(s.Notes), func(n Note) bool { return n.Seq == e.Of })
	case Pulsed:
		s.active = e.At
		s.Pulses = append(s.Pulses, Pulse{At: e.At, Milestone: e.Milestone, Score: e.Score, Text: e.Note})
	case Stuck:
		s.active = e.At
		s.stick(e.Step, e.At)
	case Unstuck:
		s.active = e.At
		s.unstick(e.Step)
	case Dated:
		dated := maps.Clone(s.Dated)
		if dated == nil {
			dated = map[journey.Milestone]time.Time{}
		}
		dated[e.Milestone] = e.Since
		s.Dated = dated
	case Muted:
		s.mute(e.Step, &Mute{Reason: e.Note, Since: e.At, Until: e.Until}, e.At)
	case Unmuted:
		s.mute(e.Step, nil, e.At)
	case Asleep:
		// Another face may have said so first, and the person have come back since.
		if !s.active.After(e.Since) {
			s.active = time.Time{}
		}
		s.interrupt("")
	}
}

// adopt takes over a plan; steps that keep their ID and their kind keep their
// history, also where they were missing for a while.
func (s *State) adopt(plan Plan) {
	old := make(map[claimed]Step, len(s.Steps)+len(s.gone))
	maps.Copy(old, s.gone)
	for _, step := range s.Steps {
		old[claimed{step.ID, step.Kind}] = step
	}
	s.Plan = plan
	s.Steps = make([]Step, 0, len(plan.Steps))
	s.index = make(map[string]int, len(plan.Steps))
	s.Way = 0
	for i, p := range plan.Steps {
		key := claimed{p.ID, p.Kind}
		step := old[key]
		delete(old, key)
		step.PlanStep = p
		s.Steps = append(s.Steps, step)
		s.index[p.ID] = i
		if !p.Aside {
			s.Way++
		}
	}
	s.gone = old
	reached := s.Milestones
	s.Milestones = nil
	for _, name := range journey.Milestones() {
		if !slices.ContainsFunc(plan.Steps, func(p PlanStep) bool { return p.Milestone == name }) {
			continue
		}
		m := Milestone{Name: name}
		if k := slices.IndexFunc(reached, func(r Milestone) bool { return r.Name == name }); k >= 0 {
			m = reached[k]
		}
		s.Milestones = append(s.Milestones, m)
	}
	s.advance(s.until)
}

// observe takes over what was found of a claim. The event's Since is when the
// finding before was last confirmed; zero where nobody knows.
func (s *State) observe(e Event, f check.Finding) {
	i, ok := s.index[e.Step]
	if !ok {
		return
	}
	step, at := &s.Steps[i], e.At
	if f.Holds() && s.byHand(*step, at) {
		s.active = at
	}
	if step.Observed.Holds() && !f.Holds() {
		step.LastFix = nil
	}
	step.drift(f, e.Since, at)
	if step.Observed.Status == check.Failing && !step.Observed.Shared {
		step.failed = max(step.seen, s.offset(e.Since))
	}
	step.seen = s.offset(at)
	step.Observed, step.Since, step.By = f, at, e.Session
	if f.Status == check.OK || f.Status == check.Failing {
		step.told = f.Status
	}
	step.show()
	if f.Holds() {
		s.unstick(e.Step)
		step.fixed, step.looked = false, false
	}
	if f.Holds() && step.HeldAt.IsZero() {
		step.HeldAt = s.heldAt(f, at, step.failed)
		step.earlier = !f.At.IsZero() && !f.At.After(s.start())
	}
	s.advance(at)
}

// heldAt returns when a claim came to hold that was seen to at a moment: what was
// asked may tell of an earlier one, but of none before the onboarding, nor before the
// claim was seen to fail, as with a commit that came to its branch later than it was made.
func (s *State) heldAt(f check.Finding, seen time.Time, failed time.Duration) time.Time {
	if f.At.After(s.start()) && f.At.Before(seen) && s.offset(f.At) >= failed {
		return f.At.UTC().Truncate(time.Millisecond)
	}
	return seen
}

// start returns when the onboarding began, as the clock reads now.
func (s *State) start() time.Time { return s.StartedAt.Add(s.shift) }

// afterWork is how soon after work of ours a claim that comes to hold is taken
// for what the work did: the observation that follows a fix takes seconds.
const afterWork = 30 * time.Second

// byHand reports whether a claim that comes to hold is a person's own doing, in
// whatever program she did it: not ours, and not what only waited for another.
func (s *State) byHand(step Step, at time.Time) bool {
	was := step.Observed.Status
	return (was == check.Failing || was == check.Unknown) && !step.Observed.Waiting && len(s.Running) == 0 &&
		(step.workedAt.IsZero() || at.Sub(step.workedAt) > afterWork)
}

// advance finds the step that is next, and notes what has been reached by now.
func (s *State) advance(at time.Time) {
	s.Current = 0
	for s.Current < s.Way && s.Steps[s.Current].Finding.Holds() {
		s.Current++
	}
	for i := range s.Milestones {
		m := &s.Milestones[i]
		if m.At.IsZero() && s.allHeld(m.Name) {
			m.At = s.lastHeld(m.Name, at)
			m.Spent = s.whole.without(at.Sub(m.At))
			m.Elapsed = m.Spent.Total()
			m.Earlier = s.allEarlier(m.Name)
		}
	}
	if s.FinishedAt.IsZero() && s.Way > 0 && s.allHeld("") {
		s.FinishedAt = at
	}
}

// lastHeld returns when the last of the steps of a milestone came to hold, which
// was reached by now. Where all were seen before, as when a step was taken out of
// the journey or muted, it is now.
func (s *State) lastHeld(of journey.Milestone, now time.Time) time.Time {
	var last time.Time
	told := false
	for i := range s.Way {
		step := &s.Steps[i]
		if step.Milestone != of || step.HeldAt.IsZero() {
			continue
		}
		told = told || step.Since.Equal(now) && step.HeldAt.Before(now)
		if step.HeldAt.After(last) {
			last = step.HeldAt
		}
	}
	// What was seen before the clock was put back may seem to lie ahead.
	if !told || last.After(now) {
		return now
	}
	return last
}

// allHeld reports whether every step of a milestone has held at least once, or
// every step of the way for an empty name. What is muted is passed over, but a
// milestone that nothing was observed of is not reached.
func (s *State) allHeld(of journey.Milestone) bool {
	some := false
	for i := range s.Way {
		step := &s.Steps[i]
		switch {
		case of != "" && step.Milestone != of:
		case !step.HeldAt.IsZero():
			some = true
		case step.Mute == nil:
			return false
		}
	}
	return some
}

// allEarlier reports whether every step of a milestone that was observed to hold is
// known to have held before the onboarding.
func (s *State) allEarlier(of journey.Milestone) bool {
	for i := range s.Way {
		step := &s.Steps[i]
		if step.Milestone == of && !step.HeldAt.IsZero() && !step.earlier {
			return false
		}
	}
	return true
}

// try counts a try of some use.
func (s *Step) try(use Use) {
	s.Attempts++
	tried := &s.looked
	if use == UseFix {
		// To look whether a fix has worked is not to look again.
		tried, s.looked = &s.fixed, false
	}
	if *tried {
		s.Retries++
	}
	*tried = true
}

func (s *State) begin(e Event) {
	s.Running = append(slices.Clone(s.Running), Running{Work: *e.Work, Step: e.Step, Session: e.Session, BeganAt: e.At})
	if i, ok := s.index[e.Step]; ok && e.Work.Use != UseTend {
		s.Steps[i].try(e.Work.Use)
	}
	if e.Work.Use == UseFix || e.Work.Use == UseTend {
		s.active = e.At
	}
}

// ask notes that work waits for the person, or no longer does.
func (s *State) ask(e Event) {
	s.interrupt(e.Work.Run)
	s.Running = slices.Clone(s.Running)
	for i := range s.Running {
		if s.Running[i].Run == e.Work.Run {
			s.Running[i].Asks = e.Kind == Asked
		}
	}
	if e.Work.Outcome != Cancelled {
		s.active = e.At
	}
}

func (s *State) end(e Event) {
	s.spent(e)
	began := e.At
	for _, r := range s.Running {
		if r.Run == e.Work.Run {
			began = r.BeganAt
		}
	}
	s.Running = slices.DeleteFunc(slices.Clone(s.Running), func(r Running) bool { return r.Run == e.Work.Run })
	if i, ok := s.index[e.Step]; ok {
		work := *e.Work
		s.Steps[i].workedAt = e.At
		if work.Use == UseTend {
			s.Steps[i].tended(Tended{Work: work, Session: e.Session, BeganAt: began, EndedAt: e.At})
			return
		}
		s.Steps[i].LastWork, s.Steps[i].LastBeganAt = &work, began
		if work.Use == UseFix {
			s.Steps[i].LastFix = &work
		}
		if work.Outcome == Failed || work.Outcome == Lost {
			s.Steps[i].Failures++
		}
	}
}

// tended notes how an act on a service ended, in place of the one before.
func (s *Step) tended(act Tended) {
	s.Tended = slices.DeleteFunc(slices.Clone(s.Tended), func(t Tended) bool { return t.Service == act.Service })
	s.Tended = append(s.Tended, act)
}

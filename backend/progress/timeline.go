package progress

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Timeline is the whole way of one onboarding on one axis of time, which begins at 0
// with the onboarding and ends at Length.
type Timeline struct {
	// Plan is the journey as last adopted.
	Plan Plan
	// StartedAt is when the onboarding began, FinishedAt when its last step first
	// held; zero until then.
	StartedAt, FinishedAt time.Time
	// Length is the time elapsed, which Spent divides.
	Length time.Duration
	Spent  Split
	// Stages are those of the way in order.
	Stages []TimelineStage
	// Elsewhere is the time that went into what is no step of the way. With the
	// stages it adds up to the whole.
	Elsewhere Span
	// Milestones are those that were reached in the onboarding, in the order in which they
	// were; what is from before it has no place here. Their place on the axis is Elapsed,
	// which may lie behind Length for one that the journey gained after the onboarding
	// had finished.
	Milestones []Milestone
	// Clock are the settings of the clock, in order.
	Clock []ClockSetting
}

// TimelineStage is one stage of the way.
type TimelineStage struct {
	Name  string
	Spent Split
	Steps []TimelineStep
}

// TimelineStep is one step of the way.
type TimelineStep struct {
	PlanStep
	Span
	// Holds says that the claim held at the end.
	Holds bool
}

// TimelineOf folds the events of an onboarding, in order, into its timeline as it
// stands at a moment, or at the last event where that is later. It adds up to what
// Fold counts; no events give an empty one.
func TimelineOf(events []Event, now time.Time) Timeline {
	if len(events) == 0 {
		return Timeline{}
	}
	s := &State{trace: &trace{spans: map[claimed]*Span{}}}
	for _, e := range events {
		var before Step
		if s.index != nil {
			before, _ = s.Step(e.Step)
		}
		finished := !s.FinishedAt.IsZero()
		s.Apply(e)
		s.trace.happen(s, e, before, finished)
	}
	return s.At(now).timeline()
}

func (s *State) timeline() Timeline {
	t := Timeline{Plan: s.Plan, StartedAt: s.StartedAt, FinishedAt: s.FinishedAt, Length: s.Elapsed(), Spent: s.Spent, Clock: s.trace.clock}
	s.trace.still(t.Length)
	for _, stage := range s.Stages() {
		t.Stages = append(t.Stages, TimelineStage{Name: stage.Name, Spent: stage.Spent})
	}
	for i := range s.Way {
		step := TimelineStep{PlanStep: s.Steps[i].PlanStep, Holds: s.Steps[i].Finding.Holds()}
		if span := s.span(step.ID); span != nil {
			step.Span = *span
		}
		delete(s.trace.spans, claimed{step.ID, step.Kind})
		at := slices.IndexFunc(t.Stages, func(stage TimelineStage) bool { return stage.Name == step.Stage })
		t.Stages[at].Steps = append(t.Stages[at].Steps, step)
	}
	t.Elsewhere = s.trace.elsewhere()
	for _, m := range s.Milestones {
		if !m.At.IsZero() && !m.Earlier {
			t.Milestones = append(t.Milestones, m)
		}
	}
	slices.SortStableFunc(t.Milestones, func(a, b Milestone) int { return cmp.Compare(a.Elapsed, b.Elapsed) })
	return t
}

// still has the tries that have not ended seen to run until now, and none beyond.
func (t *trace) still(now time.Duration) {
	for _, open := range t.open {
		if try := &open.span.Tries[open.index]; try.Outcome == "" {
			try.To = now
		}
	}
	for _, span := range t.spans {
		for i := range span.Tries {
			span.Tries[i].To = min(span.Tries[i].To, now)
		}
	}
}

// elsewhere returns in one what went into no step of the way.
func (t *trace) elsewhere() Span {
	whole := t.stray
	for _, span := range t.spans {
		whole.Spent.add(span.Spent)
		whole.Intervals = append(whole.Intervals, span.Intervals...)
		whole.Tries = append(whole.Tries, span.Tries...)
		whole.Marks = append(whole.Marks, span.Marks...)
	}
	slices.SortFunc(whole.Intervals, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	slices.SortStableFunc(whole.Tries, func(a, b Try) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Run, b.Run)) })
	slices.SortStableFunc(whole.Marks, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.What, b.What)) })
	return whole
}

// Steps returns the steps of all stages in order.
func (t *Timeline) Steps() []TimelineStep {
	var steps []TimelineStep
	for _, stage := range t.Stages {
		steps = append(steps, stage.Steps...)
	}
	return steps
}

// Moment returns what the clock said at a place of the axis.
func (t *Timeline) Moment(at time.Duration) time.Time {
	moment := t.StartedAt.Add(at)
	for _, set := range t.Clock {
		if set.At <= at {
			moment = moment.Add(set.By)
		}
	}
	return moment
}

// Pauses returns the stretches of at least so long in which nobody and nothing was
// at work, which a picture may fold together.
func (t *Timeline) Pauses(least time.Duration) []Interval {
	var away Span
	var all []Interval
	for _, step := range t.Steps() {
		all = append(all, step.Intervals...)
	}
	all = append(all, t.Elsewhere.Intervals...)
	slices.SortFunc(all, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	for _, i := range all {
		if i.Kind == ModeAway {
			away.spend(i, Split{})
		}
	}
	return slices.DeleteFunc(away.Intervals, func(i Interval) bool { return i.Took() < least })
}

// Long is a step that took long, and why.
type Long struct {
	TimelineStep
	// Took is the time that it took without what was spent away.
	Took time.Duration
	// Why are sentences that say what is known of the reason.
	Why []string
}

// Longest returns the steps that took longest, at most so many, the longest first:
// those that took at least a minute, as anything less is not worth a word.
func (t *Timeline) Longest(most int) []Long {
	var longest []Long
	for _, step := range t.Steps() {
		if took := step.Spent.Total() - step.Spent.Away; took >= time.Minute {
			longest = append(longest, Long{TimelineStep: step, Took: took, Why: step.why(took)})
		}
	}
	slices.SortStableFunc(longest, func(a, b Long) int { return cmp.Compare(b.Took, a.Took) })
	return longest[:min(len(longest), most)]
}

// why says what is known of the reason that a step took so long.
func (s *TimelineStep) why(took time.Duration) []string {
	var why []string
	switch most := took * 6 / 10; {
	case s.Spent.Waiting >= most:
		why = append(why, "Most of it was waiting for somebody.")
	case s.Spent.Machine >= most:
		why = append(why, "Most of it was the machine at work.")
	case s.Spent.HandsOn >= most:
		why = append(why, "Most of it was hands-on work.")
	}
	failed := s.Failures()
	switch {
	case failed == 1:
		why = append(why, fmt.Sprintf("One of %s failed.", times(s.Attempts(), "try", "tries")))
	case failed > 1:
		why = append(why, fmt.Sprintf("%d of %s failed.", failed, times(s.Attempts(), "try", "tries")))
	}
	for i := len(s.Tries) - 1; i >= 0 && failed > 0; i-- {
		if said := s.Tries[i].said(); said != "" {
			why = append(why, said)
			break
		}
	}
	if n := s.Undone(); n > 0 {
		why = append(why, fmt.Sprintf("It was done and came undone again %s.", times(n, "time", "times")))
	}
	return why
}

// said returns what is known of the reason that a try failed; empty for one that did
// not, and where nothing is.
func (t Try) said() string {
	switch {
	case !t.Failed():
		return ""
	case t.Known != nil && t.Known.Cause != "":
		return t.Known.Cause
	}
	said := strings.TrimSpace(t.Reason)
	said = strings.TrimSpace(said[strings.LastIndexByte(said, '\n')+1:])
	if said == "" {
		return ""
	}
	return "It said last: " + said
}

func times(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

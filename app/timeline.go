package app

import (
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// Timeline is the whole way of one onboarding on one axis of time. Places on it are
// whole milliseconds since the onboarding began, as time passed, from 0 to LengthMS.
type Timeline struct {
	Journey string `json:"journey"`
	Track   string `json:"track"`
	// StartedAt is the moment at 0, FinishedAt the one at LengthMS where the
	// onboarding has finished, and Now the one up to which time was counted.
	StartedAt  string          `json:"started_at"`
	FinishedAt string          `json:"finished_at"`
	Now        string          `json:"now"`
	LengthMS   int64           `json:"length_ms"`
	Spent      Spent           `json:"spent"`
	Stages     []TimelineStage `json:"stages"`
	// Elsewhere is what went into no step of the way; with the stages it adds up to
	// the whole.
	Elsewhere TimelineSpan `json:"elsewhere"`
	// Milestones are those reached, in the order in which they were.
	Milestones []TimelineMilestone `json:"milestones"`
	// Longest are the steps that took longest, the longest first.
	Longest []LongStep `json:"longest"`
	// Pauses are the stretches of an hour or more in which nobody was at work, which
	// a picture may fold together.
	Pauses []TimelineInterval `json:"pauses"`
	// Clock are the settings of the clock: what it said at a place is StartedAt and
	// the place and each ByMS up to there.
	Clock []ClockSetting `json:"clock"`
	// People is how many imported onboardings of the journey and the track the
	// figures of others are from.
	People int `json:"people"`
}

// TimelineStage is one stage of the way.
type TimelineStage struct {
	Name  string         `json:"name"`
	Spent Spent          `json:"spent"`
	Steps []TimelineStep `json:"steps"`
}

// TimelineStep is one step of the way.
type TimelineStep struct {
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Kind      journey.Kind      `json:"kind"`
	Milestone journey.Milestone `json:"milestone"`
	// Holds says that its claim held at the end.
	Holds bool `json:"holds"`
	TimelineSpan
	Attempts int `json:"attempts"`
	Failures int `json:"failures"`
	// Undone is how often its claim held and then no longer did.
	Undone int `json:"undone"`
	// LostMS is what the person and her machine worked at it: what Others is of.
	LostMS int64 `json:"lost_ms"`
	// Others is what others lost there, and OthersWaiting how long they waited; nil
	// where nobody is known.
	Others        *Spread `json:"others"`
	OthersWaiting *Spread `json:"others_waiting"`
}

// TimelineSpan is what went into a step.
type TimelineSpan struct {
	Spent Spent `json:"spent"`
	// Intervals add up to Spent; they are in order and never overlap.
	Intervals []TimelineInterval `json:"intervals"`
	// Tries are its fixes and costly checks, in the order in which they began.
	Tries []TimelineTry `json:"tries"`
	// Marks are what happened to it, in order.
	Marks []TimelineMark `json:"marks"`
}

// TimelineInterval is a stretch of time of one kind: "hands_on", "machine",
// "waiting" or "away".
type TimelineInterval struct {
	FromMS int64         `json:"from_ms"`
	ToMS   int64         `json:"to_ms"`
	Kind   progress.Mode `json:"kind"`
}

// TimelineTry is a fix or a costly check.
type TimelineTry struct {
	FromMS int64        `json:"from_ms"`
	ToMS   int64        `json:"to_ms"`
	Use    progress.Use `json:"use"`
	Title  string       `json:"title"`
	// Outcome is empty for one that still runs.
	Outcome progress.Outcome `json:"outcome"`
	Failed  bool             `json:"failed"`
	// Reason is why it ended so, and Cause the plain cause where that is known.
	Reason string `json:"reason"`
	Cause  string `json:"cause"`
}

// TimelineMark is a moment: "held", "undone", "stuck", "unstuck", "hurt" or
// "thanks".
type TimelineMark struct {
	AtMS int64              `json:"at_ms"`
	What progress.Happening `json:"what"`
	Said string             `json:"said"`
}

// TimelineMilestone is a milestone that was reached.
type TimelineMilestone struct {
	Name  journey.Milestone `json:"name"`
	Title string            `json:"title"`
	AtMS  int64             `json:"at_ms"`
	At    string            `json:"at"`
	Spent Spent             `json:"spent"`
	// WorkedMS is what the person and her machine worked until then.
	WorkedMS int64 `json:"worked_ms"`
	// Others is how long it took others, and OthersWorked what of it they worked; nil
	// where nobody is known.
	Others       *Spread `json:"others"`
	OthersWorked *Spread `json:"others_worked"`
}

// LongStep is a step that took long, and what is known of the reason.
type LongStep struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// TookMS is the time that it took without what was spent away.
	TookMS int64    `json:"took_ms"`
	Why    []string `json:"why"`
}

// ClockSetting is a clock that was put forward, or back where ByMS is negative.
type ClockSetting struct {
	AtMS int64 `json:"at_ms"`
	ByMS int64 `json:"by_ms"`
}

// Timeline returns the whole way of the onboarding that is open.
func (a *App) Timeline() (Timeline, error) {
	g, err := a.started()
	if err != nil {
		return Timeline{}, err
	}
	way, err := g.Timeline(a.ctx)
	if err != nil {
		return Timeline{}, explain(err)
	}
	return TimelineFrom(way), nil
}

// The limits of what is told apart: how many steps took longest, and how long a
// pause is.
const (
	longestSteps = 5
	leastPause   = time.Hour
)

// TimelineFrom returns the whole way as a face shows it.
func TimelineFrom(w guide.Way) Timeline {
	t := Timeline{
		Journey: w.Plan.Name, Track: w.Track, StartedAt: moment(w.StartedAt), FinishedAt: moment(w.FinishedAt), Now: moment(w.Now),
		LengthMS: w.Length.Milliseconds(), Spent: spent(w.Spent), Stages: []TimelineStage{}, Elsewhere: spanOf(w.Elsewhere),
		Milestones: []TimelineMilestone{}, Longest: []LongStep{}, Pauses: intervalsOf(w.Pauses(leastPause)), Clock: []ClockSetting{},
		People: w.Beside.People,
	}
	for _, stage := range w.Stages {
		shown := TimelineStage{Name: stage.Name, Spent: spent(stage.Spent), Steps: []TimelineStep{}}
		for _, step := range stage.Steps {
			shown.Steps = append(shown.Steps, timelineStep(step, w.Beside))
		}
		t.Stages = append(t.Stages, shown)
	}
	for _, m := range w.Milestones {
		shown := TimelineMilestone{
			Name: m.Name, Title: milestoneTitle(m.Name), AtMS: m.Elapsed.Milliseconds(), At: moment(m.At), Spent: spent(m.Spent),
			WorkedMS: m.Spent.Worked().Milliseconds(),
		}
		if others, ok := w.Beside.Milestones[m.Name]; ok {
			shown.Others, shown.OthersWorked = spreadIn(others.Elapsed), spreadIn(others.Worked)
		}
		t.Milestones = append(t.Milestones, shown)
	}
	for _, long := range w.Longest(longestSteps) {
		t.Longest = append(t.Longest, LongStep{ID: long.ID, Title: long.Title, TookMS: long.Took.Milliseconds(), Why: list(long.Why)})
	}
	for _, set := range w.Clock {
		t.Clock = append(t.Clock, ClockSetting{AtMS: set.At.Milliseconds(), ByMS: set.By.Milliseconds()})
	}
	return t
}

func timelineStep(step progress.TimelineStep, beside insight.Beside) TimelineStep {
	shown := TimelineStep{
		ID: step.ID, Title: step.Title, Kind: step.Kind, Milestone: step.Milestone, Holds: step.Holds, TimelineSpan: spanOf(step.Span),
		Attempts: step.Attempts(), Failures: step.Failures(), Undone: step.Undone(), LostMS: step.Spent.Worked().Milliseconds(),
	}
	if others, ok := beside.Steps[step.ID]; ok {
		shown.Others, shown.OthersWaiting = spreadIn(others.Lost), spreadIn(others.Waiting)
	}
	return shown
}

func spanOf(s progress.Span) TimelineSpan {
	shown := TimelineSpan{Spent: spent(s.Spent), Intervals: intervalsOf(s.Intervals), Tries: []TimelineTry{}, Marks: []TimelineMark{}}
	for _, try := range s.Tries {
		t := TimelineTry{
			FromMS: try.From.Milliseconds(), ToMS: try.To.Milliseconds(), Use: try.Use, Title: try.Title, Outcome: try.Outcome,
			Failed: try.Failed(), Reason: sentence(try.Reason),
		}
		if try.Known != nil {
			t.Cause = try.Known.Cause
		}
		shown.Tries = append(shown.Tries, t)
	}
	for _, mark := range s.Marks {
		shown.Marks = append(shown.Marks, TimelineMark{AtMS: mark.At.Milliseconds(), What: mark.What, Said: mark.Said})
	}
	return shown
}

func intervalsOf(all []progress.Interval) []TimelineInterval {
	shown := make([]TimelineInterval, 0, len(all))
	for _, i := range all {
		shown = append(shown, TimelineInterval{FromMS: i.From.Milliseconds(), ToMS: i.To.Milliseconds(), Kind: i.Kind})
	}
	return shown
}

// spreadIn returns a spread; nil of nobody.
func spreadIn(s insight.Spread) *Spread {
	if s.People == 0 {
		return nil
	}
	shown := spreadOf(s)
	return &shown
}

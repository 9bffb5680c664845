package progress_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// plans draws a journey: some steps, in stages, with milestones, some aside.
func plans(t *rapid.T) *progress.Plan {
	plan := &progress.Plan{}
	for i := range rapid.IntRange(0, 8).Draw(t, "steps") {
		plan.Steps = append(plan.Steps, progress.PlanStep{
			ID: fmt.Sprint("step-", i), Stage: fmt.Sprint("stage-", i/3),
			Kind:      rapid.SampledFrom([]journey.Kind{journey.Tool, journey.Review}).Draw(t, "kind"),
			Milestone: rapid.SampledFrom(journey.Milestones()).Draw(t, "milestone"),
		})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "aside") {
		plan.Steps = append(plan.Steps, progress.PlanStep{ID: fmt.Sprint("aside-", i), Kind: journey.Port, Aside: true})
	}
	return plan
}

// histories draws events as they could come, and some as they never should: ends
// without a beginning, steps that the plan does not have.
func histories(t *rapid.T) []progress.Event {
	now := start
	events := []progress.Event{{Seq: 1, At: now, Kind: progress.Adopted, Plan: plans(t)}}
	for i := range rapid.IntRange(0, 40).Draw(t, "events") {
		now = now.Add(time.Duration(rapid.IntRange(0, 20*60*1000).Draw(t, "pass")) * time.Millisecond)
		e := event(t, now)
		if e.Kind == progress.ClockSet {
			// Nothing passes while the clock is set.
			now = now.Add(e.Shift)
		}
		e.Seq, e.At = int64(i+2), now
		events = append(events, e)
	}
	return events
}

// event draws one event that is recorded at a moment.
func event(t *rapid.T, now time.Time) progress.Event {
	e := progress.Event{
		Session: fmt.Sprint("face-", rapid.IntRange(0, 2).Draw(t, "face")),
		Step:    rapid.SampledFrom([]string{"step-0", "step-1", "step-2", "step-3", "step-4", "step-5", "step-8", "aside-0"}).Draw(t, "step"),
	}
	ago := now.Add(-time.Duration(rapid.IntRange(0, 60*60*1000).Draw(t, "ago")) * time.Millisecond)
	work := &progress.Work{Run: fmt.Sprint("run-", rapid.IntRange(0, 3).Draw(t, "run")), Use: progress.UseFix}
	e.Kind = rapid.SampledFrom([]progress.Kind{
		progress.Adopted, progress.Entered, progress.Left, progress.Active, progress.Asleep, progress.ClockSet, progress.Observed, progress.Observed,
		progress.WorkBegan, progress.WorkEnded, progress.Asked, progress.Answered, progress.Attested, progress.Muted, progress.Unmuted,
		progress.Stuck, progress.Unstuck,
	}).Draw(t, "event")
	switch e.Kind {
	case progress.Adopted:
		e.Plan = plans(t)
	case progress.Left, progress.Asleep:
		e.Since = ago
	case progress.ClockSet:
		e.Shift = time.Duration(rapid.IntRange(-100, 100).Draw(t, "shift")) * 10 * time.Minute
	case progress.Observed:
		e.Finding = &check.Finding{Status: rapid.SampledFrom(check.Statuses()).Draw(t, "status"), Summary: "Random"}
		e.Finding.Waiting = e.Finding.Status == check.Failing && rapid.Bool().Draw(t, "waiting")
	case progress.WorkBegan, progress.Asked:
		e.Work = work
	case progress.WorkEnded:
		e.Work, work.Outcome = work, progress.Failed
	case progress.Answered:
		e.Work, work.Outcome = work, rapid.SampledFrom([]progress.Outcome{progress.Done, progress.Cancelled}).Draw(t, "outcome")
	case progress.Muted:
		e.Note, e.Until = "Random", now.Add(time.Hour)
	}
	return e
}

// passed returns how much time has really passed from the first event until the
// onboarding finished, or else until the last: a clock that is set passes none.
func passed(events []progress.Event) time.Duration {
	var sum time.Duration
	s := progress.Fold(events[:1])
	for i, e := range events[1:] {
		if s.FinishedAt.IsZero() {
			sum += e.At.Sub(events[i].At) - e.Shift
		}
		s.Apply(e)
	}
	return sum
}

func parts(s progress.Split) []time.Duration {
	return []time.Duration{s.HandsOn, s.Machine, s.Waiting, s.Away}
}

func plus(a, b progress.Split) progress.Split {
	return progress.Split{HandsOn: a.HandsOn + b.HandsOn, Machine: a.Machine + b.Machine, Waiting: a.Waiting + b.Waiting, Away: a.Away + b.Away}
}

func TestThePartsAlwaysAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		s := progress.Fold(events).At(events[len(events)-1].At)
		if got, want := s.Elapsed(), passed(events); got != want {
			t.Fatalf("the parts add up to %s, but %s have passed", got, want)
		}
		steps, stages := s.Elsewhere(), s.Elsewhere()
		for _, step := range s.Steps[:s.Way] {
			steps = plus(steps, step.Spent)
			for _, part := range parts(step.Spent) {
				if part < 0 {
					t.Fatalf("a negative time at %s: %+v", step.ID, step.Spent)
				}
			}
		}
		for _, stage := range s.Stages() {
			stages = plus(stages, stage.Spent)
		}
		if steps != s.Spent || stages != s.Spent {
			t.Fatalf("the steps add up to %+v and the stages to %+v, the whole to %+v", steps, stages, s.Spent)
		}
		for _, m := range s.Milestones {
			for _, part := range parts(m.Spent) {
				if part < 0 {
					t.Fatalf("a negative time until %s: %+v", m.Name, m.Spent)
				}
			}
			if m.Spent.Total() != m.Elapsed || m.At.IsZero() && m.Elapsed != 0 {
				t.Fatalf("milestone %+v does not add up", m)
			}
		}
	})
}

// TestWhatTheClockShowsIsWhatIsCounted holds the mode that faces show against
// what the next moment is counted as.
func TestWhatTheClockShowsIsWhatIsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		now := events[len(events)-1].At
		s := progress.Fold(events).At(now)
		next := s.At(now.Add(time.Millisecond)).Spent
		counted := progress.ModeStopped
		for i, mode := range []progress.Mode{progress.ModeHandsOn, progress.ModeMachine, progress.ModeWaiting, progress.ModeAway} {
			if parts(next)[i] > parts(s.Spent)[i] {
				counted = mode
			}
		}
		if shown := s.Mode(now); shown != counted {
			t.Fatalf("it shows %q and counts %q", shown, counted)
		}
	})
}

// TestAnEventThatSaysNothingChangesNoFigure has a look at the clock between any
// two events.
func TestAnEventThatSaysNothingChangesNoFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		s := progress.Fold(events[:1])
		for i, e := range events[1:] {
			if e.Kind != progress.Left && e.Kind != progress.Asleep && e.Kind != progress.ClockSet {
				between := events[i].At.Add(e.At.Sub(events[i].At) / 2).Truncate(time.Millisecond)
				s.Apply(progress.Event{At: between, Kind: "said-nothing"})
			}
			s.Apply(e)
		}
		whole := progress.Fold(events)
		if whole.Spent != s.Spent || whole.FinishedAt != s.FinishedAt {
			t.Fatalf("%+v in one, %+v in small parts", whole.Spent, s.Spent)
		}
	})
}

// TestHandsOnIsBoundByTheSigns holds that no more than the idle limit counts for
// any one sign of the person.
func TestHandsOnIsBoundByTheSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		signs := 0
		for _, e := range events {
			switch e.Kind {
			case progress.Left, progress.Asleep, progress.ClockSet, progress.Muted, progress.Unmuted:
			default:
				signs++
			}
		}
		if s := progress.Fold(events); s.Spent.HandsOn > time.Duration(signs)*progress.IdleLimit {
			t.Fatalf("%s are hands-on, of %d signs", s.Spent.HandsOn, signs)
		}
	})
}

// TestNoFigureDependsOnWhatTheClockSaid has the clock set at any moment: what was
// counted is the same as if nobody had touched it.
func TestNoFigureDependsOnWhatTheClockSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []progress.Event
		for _, e := range histories(t) {
			// A mute ends on a day, and not after a while.
			if e.Kind != progress.ClockSet && e.Kind != progress.Muted {
				events = append(events, e)
			}
		}
		at := rapid.IntRange(1, len(events)).Draw(t, "before")
		by := time.Duration(rapid.IntRange(-100, 100).Draw(t, "by")) * time.Hour
		moved := append([]progress.Event{}, events[:at]...)
		moved = append(moved, progress.Event{At: events[at-1].At.Add(by), Kind: progress.ClockSet, Shift: by})
		for _, e := range events[at:] {
			e.At = e.At.Add(by)
			if !e.Since.IsZero() {
				e.Since = e.Since.Add(by)
			}
			moved = append(moved, e)
		}
		if was, is := progress.Fold(events), progress.Fold(moved); was.Spent != is.Spent {
			t.Fatalf("%+v when the clock is left alone, %+v when it is set", was.Spent, is.Spent)
		}
	})
}

func TestFoldingInPartsIsFoldingTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		whole := progress.Fold(events)
		cut := rapid.IntRange(0, len(events)).Draw(t, "cut")
		s := progress.Fold(events[:cut]).Clone()
		for _, e := range events[cut:] {
			s.Apply(e)
		}
		if whole.Spent != s.Spent || whole.Current != s.Current || whole.FinishedAt != s.FinishedAt {
			t.Fatalf("%+v in one, %+v in two", whole.Spent, s.Spent)
		}
	})
}

// randomHistory returns a long history of a journey that finishes early.
func randomHistory(r *rand.Rand, n int) []progress.Event {
	plan := progress.Plan{Steps: []progress.PlanStep{{ID: "step-0"}, {ID: "step-1"}, {ID: "step-2"}}}
	events := []progress.Event{{Seq: 1, At: start, Kind: progress.Adopted, Plan: &plan}}
	kinds := []progress.Kind{progress.Entered, progress.Active, progress.Left, progress.WorkBegan, progress.WorkEnded, progress.Observed}
	for i := range n {
		f := check.Finding{Status: check.Failing, Summary: "Random"}
		events = append(events, progress.Event{
			Seq: int64(i + 2), At: start.Add(time.Duration(i) * time.Second), Kind: kinds[r.IntN(len(kinds))], Session: "s",
			Step: fmt.Sprint("step-", r.IntN(3)), Work: &progress.Work{Run: "r", Use: progress.UseFix}, Finding: &f,
		})
	}
	return events
}

func BenchmarkFold100000(b *testing.B) {
	events := randomHistory(rand.New(rand.NewPCG(1, 2)), 100_000)
	b.ResetTimer()
	for b.Loop() {
		progress.Fold(events)
	}
}

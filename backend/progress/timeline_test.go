package progress_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// TestTheTimelineIsWhatTheFoldCounts holds each step's intervals against its split,
// and all of them together against the whole way: no gap and no overlap.
func TestTheTimelineIsWhatTheFoldCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		now := events[len(events)-1].At.Add(time.Duration(rapid.IntRange(0, 60*60*1000).Draw(t, "later")) * time.Millisecond)
		s, line := progress.Fold(events).At(now), progress.TimelineOf(events, now)
		if line.Length != s.Elapsed() || line.Spent != s.Spent || line.FinishedAt != s.FinishedAt || line.StartedAt != s.StartedAt {
			t.Fatalf("the timeline is of %s, %+v; the fold counts %s, %+v", line.Length, line.Spent, s.Elapsed(), s.Spent)
		}
		steps := line.Steps()
		if len(steps) != s.Way {
			t.Fatalf("it has %d steps, the way %d", len(steps), s.Way)
		}
		covered := map[progress.Interval]bool{}
		cover := func(name string, span progress.Span, want progress.Split) {
			if span.Spent != want || added(span.Intervals) != want {
				t.Fatalf("%s: intervals of %+v say %+v, the fold %+v", name, added(span.Intervals), span.Spent, want)
			}
			for _, i := range span.Intervals {
				covered[i] = true
			}
		}
		for i, step := range steps {
			if step.ID != s.Steps[i].ID {
				t.Fatalf("step %d is %s, and %s in the way", i, step.ID, s.Steps[i].ID)
			}
			cover(step.ID, step.Span, s.Steps[i].Spent)
		}
		cover("elsewhere", line.Elsewhere, s.Elsewhere())
		at := time.Duration(0)
		for len(covered) > 0 {
			next := progress.Interval{}
			for i := range covered {
				if i.From == at {
					next = i
				}
			}
			if next.To <= at {
				t.Fatalf("nothing goes on from %s: %v", at, covered)
			}
			delete(covered, next)
			at = next.To
		}
		if at != line.Length {
			t.Fatalf("the intervals end at %s, the way at %s", at, line.Length)
		}
	})
}

// TestWhatIsMarkedLiesOnTheAxis holds tries and marks against the events.
func TestWhatIsMarkedLiesOnTheAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories(t)
		line := progress.TimelineOf(events, events[len(events)-1].At)
		began, tries := 0, 0
		s := progress.Fold(events[:1])
		for _, e := range events[1:] {
			if _, known := s.Step(e.Step); known && e.Kind == progress.WorkBegan && s.FinishedAt.IsZero() {
				began++
			}
			s.Apply(e)
		}
		spans := []progress.Span{line.Elsewhere}
		for _, step := range line.Steps() {
			spans = append(spans, step.Span)
		}
		for _, span := range spans {
			tries += span.Attempts()
			for _, try := range span.Tries {
				if try.From < 0 || try.To < try.From || try.To > line.Length {
					t.Fatalf("a try from %s to %s of %s", try.From, try.To, line.Length)
				}
			}
			for i, mark := range span.Marks {
				if mark.At < 0 || mark.At > line.Length || i > 0 && mark.At < span.Marks[i-1].At {
					t.Fatalf("marks out of place on %s: %+v", line.Length, span.Marks)
				}
			}
		}
		if tries != began {
			t.Fatalf("%d tries are shown of %d", tries, began)
		}
		for _, pause := range line.Pauses(time.Minute) {
			if pause.Kind != progress.ModeAway || pause.Took() < time.Minute {
				t.Fatalf("a pause of %+v", pause)
			}
		}
	})
}

func TestWhatIsTakenBackIsSaidNoMore(t *testing.T) {
	const m = time.Minute
	h := begun(tool, clone).enter(0, "s").
		at(2*m, progress.Event{Kind: progress.Noted, Session: "s", Step: "clone", Note: "Nobody says why"}).
		at(3*m, progress.Event{Kind: progress.Thanked, Session: "s", Step: "clone", Note: "That was quick"})
	for i := range h.events {
		h.events[i].Seq = int64(i + 1)
	}
	before := progress.Fold(h.events)
	said := before.Notes[0]
	h.at(4*m, progress.Event{Kind: progress.Withdrawn, Session: "s", Of: said.Seq})
	now := before.Clone()
	now.Apply(h.events[len(h.events)-1])
	if _, there := now.Said(said.Seq); there || len(now.Notes) != 1 || now.Notes[0].Text != "That was quick" {
		t.Errorf("it stands as %+v", now.Notes)
	}
	if _, there := before.Said(said.Seq); !there || len(before.Notes) != 2 {
		t.Errorf("it is gone from the state before: %+v", before.Notes)
	}
	standing := progress.Fold(progress.Standing(h.events)).At(start.Add(20 * m))
	if whole := h.stateAt(20 * m); len(standing.Notes) != 1 || standing.Spent != whole.Spent {
		t.Errorf("%d notes stand, and time went into %+v, want 1 and %+v", len(standing.Notes), standing.Spent, whole.Spent)
	}
	hushed := progress.Hushed(h.events)
	line := progress.TimelineOf(hushed, start.Add(5*m))
	marks := line.Steps()[1].Marks
	if len(hushed) != len(h.events) || len(marks) != 1 || marks[0].What != progress.Thanks {
		t.Errorf("of %d events, %d are left, and %+v is drawn", len(h.events), len(hushed), marks)
	}
	if got, want := line.Spent, progress.TimelineOf(h.events, start.Add(5*m)).Spent; got != want {
		t.Errorf("time went into %+v, want %+v", got, want)
	}
}

func added(intervals []progress.Interval) progress.Split {
	var sum progress.Split
	for _, i := range intervals {
		switch i.Kind {
		case progress.ModeHandsOn:
			sum.HandsOn += i.Took()
		case progress.ModeMachine:
			sum.Machine += i.Took()
		case progress.ModeWaiting:
			sum.Waiting += i.Took()
		case progress.ModeAway:
			sum.Away += i.Took()
		}
	}
	return sum
}

func TestATimelineTellsWhatHappened(t *testing.T) {
	const m = time.Minute
	known := &check.KnownFailure{ID: "git/network", Cause: "The network was not there."}
	fix := func(run string) progress.Work { return progress.Work{Run: run, Use: progress.UseFix, Fix: "clone"} }
	ended := func(run string, outcome progress.Outcome, reason string, k *check.KnownFailure) progress.Work {
		w := fix(run)
		w.Outcome, w.Reason, w.Known = outcome, reason, k
		return w
	}
	h := begun(tool, clone).enter(0, "s").
		found(1*m, "tool", holds).found(1*m, "clone", fails).
		work(2*m, progress.WorkBegan, "clone", fix("a")).
		work(4*m, progress.WorkEnded, "clone", ended("a", progress.Failed, "one\nfatal: no route", nil)).
		at(5*m, progress.Event{Kind: progress.Noted, Session: "s", Step: "clone", Note: "Nobody says why"}).
		found(6*m, "tool", fails).
		// The clock is put forward by an hour, which takes no time.
		at(66*m, progress.Event{Kind: progress.ClockSet, Session: "s", Shift: 60 * m}).
		found(67*m, "tool", holds).
		work(68*m, progress.WorkBegan, "clone", fix("b")).
		// The face is killed, and the next one finds that out.
		leave(168*m, 70*m, "s").enter(168*m, "t").
		work(168*m, progress.WorkEnded, "clone", ended("b", progress.Lost, "Firstlight ended while it ran", known)).
		found(169*m, "clone", holds)
	line := progress.TimelineOf(h.events, start.Add(300*m))
	if line.Length != 109*m || line.Moment(5*m) != start.Add(5*m) || line.Moment(109*m) != start.Add(169*m) || len(line.Clock) != 1 {
		t.Errorf("it is of %s, and ends at %s", line.Length, line.Moment(109*m))
	}
	steps := line.Steps()
	want := progress.Span{
		Spent: progress.Split{HandsOn: 5 * m, Machine: 4 * m, Away: 98 * m},
		Intervals: []progress.Interval{
			{From: 1 * m, To: 2 * m, Kind: progress.ModeHandsOn}, {From: 2 * m, To: 4 * m, Kind: progress.ModeMachine},
			{From: 4 * m, To: 6 * m, Kind: progress.ModeHandsOn}, {From: 7 * m, To: 8 * m, Kind: progress.ModeHandsOn},
			{From: 8 * m, To: 10 * m, Kind: progress.ModeMachine}, {From: 10 * m, To: 108 * m, Kind: progress.ModeAway},
			{From: 108 * m, To: 109 * m, Kind: progress.ModeHandsOn},
		},
		Tries: []progress.Try{
			{Work: ended("a", progress.Failed, "one\nfatal: no route", nil), From: 2 * m, To: 4 * m},
			{Work: ended("b", progress.Lost, "Firstlight ended while it ran", known), From: 8 * m, To: 10 * m},
		},
		Marks: []progress.Mark{{At: 5 * m, What: progress.Hurt, Said: "Nobody says why"}, {At: 109 * m, What: progress.Held}},
	}
	if diff := cmp.Diff(want, steps[1].Span); diff != "" {
		t.Errorf("the clone (-want +got):\n%s", diff)
	}
	marks := []progress.Mark{{At: 1 * m, What: progress.Held}, {At: 6 * m, What: progress.Undone}, {At: 7 * m, What: progress.Held}}
	if diff := cmp.Diff(marks, steps[0].Marks); diff != "" || steps[0].Undone() != 1 {
		t.Errorf("the tool (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]progress.Interval{{From: 10 * m, To: 108 * m, Kind: progress.ModeAway}}, line.Pauses(60*m)); diff != "" {
		t.Errorf("the pauses (-want +got):\n%s", diff)
	}
	var longest []string
	for _, long := range line.Longest(5) {
		longest = append(longest, long.ID+" "+long.Took.String())
		longest = append(longest, long.Why...)
	}
	if diff := cmp.Diff([]string{
		"clone 9m0s", "2 of 2 tries failed.", "The network was not there.",
		"tool 2m0s", "Most of it was hands-on work.", "It was done and came undone again 1 time.",
	}, longest); diff != "" {
		t.Errorf("what took longest (-want +got):\n%s", diff)
	}
}

func TestAWayThatHasNotFinishedGoesOnUntilNow(t *testing.T) {
	const m = time.Minute
	h := begun(tool, clone).enter(0, "s").found(1*m, "tool", fails).
		work(2*m, progress.WorkBegan, "tool", progress.Work{Run: "a", Use: progress.UseObserve})
	line := progress.TimelineOf(h.events, start.Add(5*m))
	if try := line.Steps()[0].Tries[0]; try.To != 5*m || try.Outcome != "" || line.Length != 5*m || line.Steps()[0].Holds {
		t.Errorf("what still runs: %+v of %s", try, line.Length)
	}
	if empty := progress.TimelineOf(nil, start); empty.Length != 0 || len(empty.Steps()) != 0 || len(empty.Longest(3)) != 0 {
		t.Errorf("nothing makes %+v", empty)
	}
}

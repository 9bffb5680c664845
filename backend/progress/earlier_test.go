package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

var commit = progress.PlanStep{ID: "commit", Kind: journey.Commit, Milestone: journey.FirstCommit}

// committed is a claim that holds since a moment, counted from the start.
func committed(after time.Duration) check.Finding {
	f := check.Hold("Your commit is on my-lamp")
	f.At = start.Add(after)
	return f
}

func TestAMilestoneIsReachedWhenWhatWasAskedSaysSo(t *testing.T) {
	const m = time.Minute
	for name, c := range map[string]struct {
		found   check.Finding
		at      time.Duration
		earlier bool
	}{
		"while nobody looked":          {committed(3 * m), 3 * m, false},
		"a day before the onboarding":  {committed(-24 * 60 * m), 20 * m, true},
		"at its very start":            {committed(0), 20 * m, true},
		"by a clock that is ahead":     {committed(24 * 60 * m), 20 * m, false},
		"at a moment that nobody told": {holds, 20 * m, false},
	} {
		t.Run(name, func(t *testing.T) {
			h := begun(commit).enter(0, "s").found(m, "commit", fails).found(20*m, "commit", c.found)
			s := progress.Fold(h.events)
			got := s.Milestones[0]
			if got.Name != journey.FirstCommit || got.At != start.Add(c.at) || got.Earlier != c.earlier {
				t.Errorf("reached %+v, want at %s, earlier %v", got, c.at, c.earlier)
			}
			if shown := progress.TimelineOf(h.events, start.Add(21*m)).Milestones; (len(shown) == 0) != c.earlier {
				t.Errorf("on the timeline stand %+v", shown)
			}
			if asked := s.PulseDue(start.Add(21 * m)); (asked == "") != c.earlier {
				t.Errorf("it asks about %q", asked)
			}
		})
	}
}

// A commit is made on the wrong branch, and comes to its own later: the claim held from
// then on, and all that is drawn of it says so.
func TestAClaimDidNotHoldWhileItWasSeenToFail(t *testing.T) {
	const m = time.Minute
	offline := fails
	offline.Shared = true
	for name, c := range map[string]struct {
		between check.Finding
		since   time.Duration
		at      time.Duration
	}{
		"for a reason of its own":       {check.Fail("commit/default-branch", "Your commit is on main"), 0, 20 * m},
		"and was confirmed to":          {fails, 19 * m, 20 * m},
		"for a reason of the machine's": {offline, 0, 3 * m},
		"and was blocked":               {check.Finding{Status: check.Blocked}, 0, 3 * m},
	} {
		t.Run(name, func(t *testing.T) {
			found := committed(3 * m)
			e := progress.Event{Kind: progress.Observed, Session: "s", Step: "commit", Finding: &found}
			if c.since > 0 {
				e.Since = start.Add(c.since)
			}
			h := begun(commit).enter(0, "s").found(m, "commit", fails).found(4*m, "commit", c.between).at(20*m, e)
			line := progress.TimelineOf(h.events, start.Add(21*m))
			step := line.Steps()[0]
			if mark := step.Marks[len(step.Marks)-1]; mark.What != progress.Held || mark.At != c.at || line.Milestones[0].At != start.Add(c.at) {
				t.Errorf("it is marked %+v and reached %s, want at %s", mark, line.Milestones[0].At, c.at)
			}
		})
	}
}

// A clock that was set moves the start along with what comes after it.
func TestAClockThatWasSetMakesNothingEarlier(t *testing.T) {
	const m, back = time.Minute, -48 * time.Hour
	for name, c := range map[string]struct {
		made    time.Duration
		earlier bool
	}{
		"after the start":  {back + 3*m, false},
		"before the start": {back - 3*m, true},
	} {
		h := begun(commit).enter(0, "s").found(m, "commit", fails)
		h.at(back+2*m, progress.Event{Kind: progress.ClockSet, Shift: back})
		h.found(back+20*m, "commit", committed(c.made))
		got := progress.Fold(h.events).Milestones[0]
		if got.Earlier != c.earlier {
			t.Errorf("a commit %s is %+v", name, got)
		}
		if want := start.Add(c.made); !c.earlier && !got.At.Equal(want) {
			t.Errorf("a commit %s is reached at %s, want %s", name, got.At, want)
		}
	}
}

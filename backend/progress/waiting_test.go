package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

var (
	review = progress.PlanStep{ID: "review", Kind: journey.Review, Milestone: journey.FirstReview}
	asked  = check.WaitsFor("review/waiting", "Grace is asked to review it")
)

func TestTimeInWhichAnotherPersonHasTheNextMoveIsWaiting(t *testing.T) {
	const h = time.Hour
	s := begun(review).enter(0, "s").found(0, "review", fails).found(time.Minute, "review", asked).leave(h, h, "s").
		enter(9*h, "t").stateAt(10 * h)
	want := progress.Split{HandsOn: time.Minute, Waiting: 10*h - time.Minute}
	if s.Spent != want || s.Mode(start.Add(10*h)) != progress.ModeWaiting {
		t.Errorf("spent %+v, want %+v; it counts as %q", s.Spent, want, s.Mode(start.Add(10*h)))
	}
	if s.Steps[0].Spent != want {
		t.Errorf("the step has %+v", s.Steps[0].Spent)
	}
}

func TestAMilestoneIsReachedWhenItsSourceSaysSo(t *testing.T) {
	const h = time.Hour
	approved := check.Hold("Grace approved it")
	approved.At = start.Add(2 * h)
	s := begun(review, hello).enter(0, "s").found(0, "review", asked).found(5*h, "review", approved).stateAt(5 * h)
	m := s.Milestones[0]
	if !m.At.Equal(start.Add(2*h)) || m.Elapsed != 2*h || m.Spent.Waiting != 2*h || !s.Steps[0].HeldAt.Equal(m.At) {
		t.Errorf("reached %+v, held at %v", m, s.Steps[0].HeldAt)
	}
	if s.Spent.HandsOn != 0 {
		t.Errorf("another person's move counts as hers: %+v", s.Spent)
	}
}

func TestATimeOutsideTheOnboardingIsNotTaken(t *testing.T) {
	for _, at := range []time.Duration{-time.Hour, 0, 3 * time.Hour} {
		approved := check.Hold("Grace approved it")
		approved.At = start.Add(at)
		s := begun(review, hello).enter(0, "s").found(0, "review", asked).found(time.Hour, "review", approved).stateAt(time.Hour)
		if m := s.Milestones[0]; !m.At.Equal(start.Add(time.Hour)) || m.Elapsed != time.Hour {
			t.Errorf("%v: reached %+v", at, m)
		}
	}
}

package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/progress"
)

func TestTimeInWhichWorkWaitsForAnAnswerIsThePersons(t *testing.T) {
	const m = time.Minute
	clone := progress.Work{Run: "r", Use: progress.UseFix}
	asks := progress.Work{Run: "r"}
	begins := func() *history {
		return begun(hello, review).enter(0, "s").found(0, "hello", fails).work(0, progress.WorkBegan, "review", clone).work(m, progress.Asked, "review", asks)
	}
	for _, c := range []struct {
		name string
		h    *history
		at   time.Duration
		want progress.Split
		mode progress.Mode
	}{
		{"open", begins(), 3 * m, progress.Split{Machine: m, HandsOn: 2 * m}, progress.ModeHandsOn},
		{"answered", begins().work(3*m, progress.Answered, "review", progress.Work{Run: "r", Outcome: progress.Done}), 30 * m,
			progress.Split{Machine: 28 * m, HandsOn: 2 * m}, progress.ModeMachine},
		{"nobody comes", begins(), time.Hour, progress.Split{Machine: m, HandsOn: progress.IdleLimit, Away: 59*m - progress.IdleLimit}, progress.ModeAway},
		{"other work goes on", begins().work(2*m, progress.WorkBegan, "hello", progress.Work{Run: "q"}), 5 * m,
			progress.Split{Machine: 4 * m, HandsOn: m}, progress.ModeMachine},
		{"taken back after an hour", begins().work(time.Hour, progress.Answered, "review", progress.Work{Run: "r", Outcome: progress.Cancelled}).
			work(time.Hour, progress.WorkEnded, "review", clone), 70 * m,
			progress.Split{Machine: m, HandsOn: progress.IdleLimit, Away: 69*m - progress.IdleLimit}, progress.ModeAway},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.h.stateAt(c.at)
			if s.Spent != c.want || s.Mode(start.Add(c.at)) != c.mode {
				t.Errorf("spent %+v as %q, want %+v as %q", s.Spent, s.Mode(start.Add(c.at)), c.want, c.mode)
			}
			if on := s.Steps[1].Spent.HandsOn; on != c.want.HandsOn {
				t.Errorf("of it %v went into the step that asked", on)
			}
		})
	}
}

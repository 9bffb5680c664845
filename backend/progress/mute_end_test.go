package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// A claim whose mute ended while nothing was recorded counts from then on as it was seen.
func TestTimeCountsAnewFromTheEndOfAMute(t *testing.T) {
	const m = time.Minute
	review := progress.PlanStep{ID: "review", Kind: journey.Review}
	asked := check.Fail("review/asked", "Grace was asked")
	asked.Waiting = true
	muted := progress.Event{Kind: progress.Muted, Step: "review", Note: "later", Until: start.Add(5*m + 300*time.Microsecond)}
	for name, c := range map[string]struct {
		last progress.Event
		want progress.Split
	}{
		"until something is recorded": {
			progress.Event{Kind: progress.Noted, Session: "s", Note: "Still here"},
			progress.Split{HandsOn: 5 * m, Waiting: 15 * m},
		},
		"while the machine slept": {
			progress.Event{Kind: progress.Asleep, Session: "s", Since: start.Add(2 * m)},
			progress.Split{HandsOn: 2 * m, Away: 3 * m, Waiting: 15 * m},
		},
	} {
		h := begun(review).enter(0, "s").found(0, "review", asked).at(0, muted)
		if got := progress.Fold(h.at(20*m, c.last).events).Spent; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

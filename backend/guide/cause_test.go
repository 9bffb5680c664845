package guide_test

import (
	"context"
	"os"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// networked is a claim that needs the network, which is a file of the world, and
// a host, which is one more.
func (w *world) networked(host string) check.Check {
	return check.Check{
		Watch: check.Watch{Paths: []string{w.path("network"), w.path(host)}},
		Observe: func(context.Context, check.Output) check.Finding {
			if _, err := os.Stat(w.path("network")); err != nil {
				return check.FailShared("net/gone", "There is no network")
			}
			if _, err := os.Stat(w.path(host)); err != nil {
				return check.Fail("net/host", host+" does not answer")
			}
			return check.Hold(host + " answers")
		},
	}
}

// count returns how many of the claims read as want.
func count(t *testing.T, g *guide.Guide, want check.Status, claims ...string) int {
	t.Helper()
	n := 0
	for _, claim := range claims {
		if status(t, g, claim) == want {
			n++
		}
	}
	return n
}

func TestOneCauseIsToldOnce(t *testing.T) {
	hosts := []string{"east", "west", "south"}
	w := newWorld(t, step("east"), step("west"), step("south"))
	for _, host := range hosts {
		w.checks[host] = w.networked(host)
	}
	g := w.face()
	settle(t, g)
	if failing, blocked := count(t, g, check.Failing, hosts...), count(t, g, check.Blocked, hosts...); failing != 1 || blocked != 2 {
		t.Fatalf("%d claims fail of the one cause and %d wait, want 1 and 2", failing, blocked)
	}
	var telling string
	for _, host := range hosts {
		if status(t, g, host) == check.Failing {
			telling = host
		}
	}
	for _, host := range hosts {
		s, _ := view(t, g).State.Step(host)
		if host != telling && (s.Finding.Code != guide.CodeSameCause || s.Finding.Summary != "Waits for: The "+telling) {
			t.Errorf("%s: %s, %s", host, s.Finding.Code, s.Finding.Summary)
		}
	}

	// Whoever does not want to be told by one claim is told by another.
	if err := g.Mute(t.Context(), telling, "on a train", time.Time{}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "another claim tells of the cause", func() bool {
		return count(t, g, check.Failing, hosts...) == 1 && status(t, g, telling) == check.Muted
	})

	// With the network there, each speaks for itself.
	w.make("west")
	w.make("network")
	eventually(t, "each claim speaks for itself", func() bool {
		return count(t, g, check.OK, "west") == 1 && count(t, g, check.Blocked, hosts...) == 0
	})
}

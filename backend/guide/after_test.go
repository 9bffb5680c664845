package guide_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

func TestLookingWaitsForTheScreen(t *testing.T) {
	w := newWorld(t, step("a"))
	w.make("a")
	onScreen := make(chan struct{})
	g := w.guide()
	if err := g.Open(t.Context(), guide.Options{Source: "test", After: onScreen}); err != nil {
		t.Fatal(err)
	}
	// What is recorded is shown at once.
	if got := status(t, g, "a"); got != "" {
		t.Errorf("before anything was looked at, a is %q", got)
	}
	time.Sleep(50 * time.Millisecond)
	if n := w.timesLooked("a"); n > 0 {
		t.Errorf("a was looked at %d times before the screen was there", n)
	}
	close(onScreen)
	settle(t, g)
	if got := status(t, g, "a"); got != check.OK {
		t.Errorf("once all has settled, a is %q", got)
	}
}

func TestJourneyThatIsClosedBeforeItIsOnTheScreen(t *testing.T) {
	w := newWorld(t, step("a"))
	g := w.guide()
	if err := g.Open(t.Context(), guide.Options{Source: "test", After: make(chan struct{})}); err != nil {
		t.Fatal(err)
	}
	// Another journey does not wait for the first one's screen.
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if got := status(t, g, "a"); got != check.Failing {
		t.Errorf("a is %q", got)
	}
}

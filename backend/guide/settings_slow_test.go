package guide_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"firstlight/backend/guide"
)

// slowShell is a person's shell that takes its time until it is let go.
type slowShell struct {
	mu   sync.Mutex
	came chan struct{}
	free chan struct{}
	// asked are the proxies that were set when it was done.
	asked []string
}

func newSlowShell() *slowShell {
	return &slowShell{came: make(chan struct{}, 8), free: make(chan struct{})}
}

func (s *slowShell) surround(ctx context.Context, settings map[string]string) error {
	s.came <- struct{}{}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-s.free:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, settings["proxy"])
	return nil
}

func (s *slowShell) done() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// behind is a program whose shell is slow, with its journey open.
func behind(t *testing.T, w *world, s *slowShell) *guide.Guide {
	t.Helper()
	g := w.guideWith(func(cfg *guide.Config) { cfg.Surround = s.surround })
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	return g
}

// seesNotes waits until a program shows so many notes.
func seesNotes(t *testing.T, g *guide.Guide, many int) {
	t.Helper()
	eventually(t, "for what another program recorded", func() bool { return len(view(t, g).State.Notes) == many })
}

func TestWhatOthersRecordIsFoldedWhileAShellStarts(t *testing.T) {
	w, shell := newWorld(t, step("go")), newSlowShell()
	g, other := behind(t, w, shell), w.face()
	if err := other.Set(t.Context(), "proxy", "http://one.example:3128"); err != nil {
		t.Fatal(err)
	}
	<-shell.came
	if err := other.Note(t.Context(), "", "It rains", false); err != nil {
		t.Fatal(err)
	}
	seesNotes(t, g, 1)
	// What is set meanwhile is not overtaken by what was set before.
	if err := other.Set(t.Context(), "proxy", "http://two.example:3128"); err != nil {
		t.Fatal(err)
	}
	if err := other.Note(t.Context(), "", "It snows", false); err != nil {
		t.Fatal(err)
	}
	seesNotes(t, g, 2)
	if got := shell.done(); len(got) > 0 {
		t.Fatalf("the shell was done with %q before it was let go", got)
	}
	close(shell.free)
	eventually(t, "for the shell", func() bool {
		return slices.Equal(shell.done(), []string{"http://one.example:3128", "http://two.example:3128"})
	})
}

func TestWhatOthersRecordIsFoldedWhileThePersonWaitsForHerShell(t *testing.T) {
	w, shell := newWorld(t, step("go")), newSlowShell()
	g, other := behind(t, w, shell), w.face()
	var setting sync.WaitGroup
	setting.Go(func() {
		if err := g.Set(t.Context(), "proxy", "http://one.example:3128"); err != nil {
			t.Errorf("choosing a proxy: %v", err)
		}
	})
	<-shell.came
	for many := range 2 {
		if err := other.Note(t.Context(), "", "It rains", false); err != nil {
			t.Fatal(err)
		}
		seesNotes(t, g, many+1)
	}
	if _, err := g.Settings(t.Context()); err != nil {
		t.Error(err)
	}
	close(shell.free)
	setting.Wait()
	if got := shell.done(); !slices.Equal(got, []string{"http://one.example:3128"}) {
		t.Errorf("the shell was asked with %q", got)
	}
}

func TestWhatIsSetHoldsWhoeverHeedsItFirst(t *testing.T) {
	w, shell := newWorld(t, step("go")), newSlowShell()
	g, other := behind(t, w, shell), w.face()
	if err := other.Set(t.Context(), "proxy", "http://one.example:3128"); err != nil {
		t.Fatal(err)
	}
	<-shell.came
	set := make(chan error, 1)
	// The same is set here while the watching sees to it.
	go func() { set <- g.Set(t.Context(), "proxy", "http://one.example:3128") }()
	select {
	case err := <-set:
		t.Fatalf("it was set before programs start so: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(shell.free)
	if err := <-set; err != nil {
		t.Fatal(err)
	}
	if got := shell.done(); !slices.Equal(got, []string{"http://one.example:3128"}) {
		t.Errorf("the shell was asked with %q", got)
	}
}

func TestWhatIsChosenHoldsThoughTheJourneyCloses(t *testing.T) {
	w, shell := newWorld(t, step("go")), newSlowShell()
	g, other := behind(t, w, shell), w.face()
	if err := other.Set(t.Context(), "proxy", "http://one.example:3128"); err != nil {
		t.Fatal(err)
	}
	<-shell.came
	opened := make(chan error, 1)
	go func() { opened <- g.Open(t.Context(), guide.Options{Source: "test"}) }()
	<-shell.came
	close(shell.free)
	if err := <-opened; err != nil {
		t.Fatal(err)
	}
	eventually(t, "for the shell", func() bool { return slices.Equal(shell.done(), []string{"http://one.example:3128"}) })
}

func TestAProgramEndsWithoutWaitingForAShell(t *testing.T) {
	w, shell := newWorld(t, step("go")), newSlowShell()
	g, other := behind(t, w, shell), w.face()
	if err := other.Set(t.Context(), "proxy", "http://one.example:3128"); err != nil {
		t.Fatal(err)
	}
	<-shell.came
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := g.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if got := shell.done(); len(got) > 0 {
		t.Errorf("the shell was done with %q", got)
	}
}

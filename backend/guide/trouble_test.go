package guide_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

var errFull = &store.FullError{Path: "the record"}

// troubled is a store whose disk is full while it says so.
type troubled struct {
	guide.Store
	full *atomic.Bool
}

func (s troubled) Append(ctx context.Context, onboarding string, after int64,
	decide func([]progress.Event) ([]progress.Event, error)) (newer, appended []progress.Event, err error) {
	if s.full.Load() {
		return nil, nil, errFull
	}
	return s.Store.Append(ctx, onboarding, after, decide)
}

func (s troubled) MarkOpened(ctx context.Context, id string) error {
	if s.full.Load() {
		return errFull
	}
	return s.Store.MarkOpened(ctx, id)
}

func newTrouble(t *testing.T, steps ...journey.Step) (*world, *atomic.Bool) {
	w, full := newWorld(t, steps...), &atomic.Bool{}
	w.wrap = func(s guide.Store) guide.Store { return troubled{s, full} }
	return w, full
}

func TestAFullDiskHoldsUpNothingForGood(t *testing.T) {
	t.Parallel()
	held := step("held")
	held.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "while [ ! -e ../go-on ]; do sleep 0.02; done"}}
	w, full := newTrouble(t, held, step("file"))
	w.checks["file"] = w.unwatched("file")
	g := w.face()
	settle(t, g)
	approve(t, g)
	settle(t, g)
	run, err := g.Fix(t.Context(), "held", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	full.Store(true)
	w.make("go-on")
	w.make("file")
	finish(t, g, run)
	if err := g.Check(t.Context(), "file"); err != nil {
		t.Fatal(err)
	}
	v := view(t, g)
	if s, _ := v.State.Step("file"); s.Finding.Holds() || !strings.Contains(v.Notices["record"], "full") {
		t.Fatalf("shown %+v with notices %q, want nothing that is not on disk, and why", s.Finding, v.Notices)
	}
	full.Store(false)
	eventually(t, "the end of the run is recorded", func() bool {
		s, _ := view(t, g).State.Step("held")
		return len(view(t, g).State.Running) == 0 && s.LastWork != nil && s.LastWork.Outcome == progress.Done
	})
	eventually(t, "the finding is recorded", func() bool { return status(t, g, "file") == check.OK })
	eventually(t, "the notice is gone", func() bool { return view(t, g).Notices["record"] == "" })
}

func TestAJourneyThatCannotBeOpenedIsNotShown(t *testing.T) {
	w, full := newTrouble(t, step("file"))
	full.Store(true)
	g := w.guide()
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); !errors.Is(err, errFull) {
		t.Fatalf("opening on a full disk: %v", err)
	}
	if _, err := g.View(); !errors.Is(err, guide.ErrNotOpen) {
		t.Errorf("a journey that could not be opened is shown: %v", err)
	}
	full.Store(false)
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatalf("opening once there is room: %v", err)
	}
	settle(t, g)
}

func TestOpeningTwiceAtOnceCanBeClosed(t *testing.T) {
	w := newWorld(t, step("file"))
	g := w.guide()
	var opening sync.WaitGroup
	for range 4 {
		opening.Go(func() {
			if err := g.Open(context.WithoutCancel(t.Context()), guide.Options{Source: "test"}); err != nil {
				t.Errorf("opening: %v", err)
			}
		})
	}
	opening.Wait()
	settle(t, g)
	closed := make(chan error, 1)
	go func() { closed <- g.Close(context.WithoutCancel(t.Context())) }()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("closing does not end")
	}
}

func TestClosingWaitsOnlySoLong(t *testing.T) {
	w := newWorld(t, step("file"))
	release := make(chan struct{})
	defer close(release)
	c := w.file("file")
	c.Fixes = func(check.Finding) []check.Fix {
		return []check.Fix{{
			ID: "deaf", Title: "Heed nothing", Plan: func(check.Answers) []check.Command { return nil },
			Apply: func(context.Context, check.Answers, check.Output) error { <-release; return nil },
		}}
	}
	w.checks["file"] = c
	g := w.face()
	settle(t, g)
	if _, err := g.Fix(t.Context(), "file", "deaf", nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	other := w.guide()
	if err := g.Open(ctx, guide.Options{Source: "test"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("closing a journey whose fix does not end: %v", err)
	}
	if err := other.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
}

func TestOddInput(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}}
	later := hello
	later.ID, later.Needs = "later", []string{"file"}
	w := newWorld(t, step("file"), hello, later)
	g := w.face()
	settle(t, g)
	var blocked *guide.BlockedError
	if err := g.Attest(t.Context(), "later", ""); !errors.As(err, &blocked) {
		t.Errorf("vouching for a blocked step: %v", err)
	}
	if err := g.Attest(t.Context(), "hello", strings.Repeat("x", 1<<20)); !errors.Is(err, guide.ErrLongNote) {
		t.Errorf("a note of a MiB: %v", err)
	}
	before := view(t, g).State.Seq
	for _, odd := range []string{"no such step", strings.Repeat("x", 1<<20)} {
		if err := g.Active(t.Context(), odd); err != nil {
			t.Errorf("a sign at an unknown step: %v", err)
		}
	}
	if got := view(t, g).State.Seq - before; got != 0 {
		t.Errorf("%d events were recorded of steps that there are not", got)
	}
}

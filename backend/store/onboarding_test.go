package store_test

import (
	"context"
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/store"
)

func TestAnEmptyStoreHasNoOnboarding(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	if _, err := s.Latest(ctx, "demo", ""); !errors.Is(err, store.ErrNone) {
		t.Errorf("Latest: %v, want ErrNone", err)
	}
	if _, err := s.LastOpened(ctx); !errors.Is(err, store.ErrNone) {
		t.Errorf("LastOpened: %v, want ErrNone", err)
	}
	if err := s.MarkOpened(ctx, "nobody"); !errors.Is(err, store.ErrNone) {
		t.Errorf("MarkOpened: %v, want ErrNone", err)
	}
	if events, err := s.Events(ctx, "nobody", 0); err != nil || len(events) != 0 {
		t.Errorf("Events: %v, %v", events, err)
	}
}

func TestLatestIsOfTheSameJourneyAndTrack(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s := open(t, path(t), store.Options{Now: c.now})
	begun := map[string]store.Onboarding{}
	for _, o := range []struct{ source, track string }{
		{"demo", ""}, {"demo", "backend"}, {"/home/ada/journey.yaml", ""}, {"demo", ""},
	} {
		at, err := s.Begin(ctx, o.source, o.track)
		if err != nil {
			t.Fatal(err)
		}
		begun[o.source+"|"+o.track] = at
		// It is the order of beginning that counts, whatever the clock says.
		c.pass(-time.Minute)
	}
	for key, want := range begun {
		got, err := s.Latest(ctx, want.Source, want.Track)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", key, diff)
		}
	}
}

func TestAnIDSortsByItsBeginning(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s := open(t, path(t), store.Options{Now: c.now})
	shape := regexp.MustCompile(`^[0-9a-z]{16}$`)
	last := store.Onboarding{}
	for range 50 {
		o, err := s.Begin(ctx, "demo", "")
		if err != nil {
			t.Fatal(err)
		}
		if !shape.MatchString(o.ID) || o.ID <= last.ID || !o.StartedAt.After(last.StartedAt) {
			t.Fatalf("%s at %s follows %s at %s", o.ID, o.StartedAt, last.ID, last.StartedAt)
		}
		last = o
	}
}

func TestLastOpenedIsTheOneLastMarked(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s := open(t, path(t), store.Options{Now: c.now})
	first, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Begin(ctx, "other", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		pass time.Duration
		id   string
	}{{time.Hour, first.ID}, {-2 * time.Hour, second.ID}, {0, second.ID}, {0, first.ID}, {time.Hour, first.ID}} {
		c.pass(step.pass)
		if err := s.MarkOpened(ctx, step.id); err != nil {
			t.Fatal(err)
		}
		if got, err := s.LastOpened(ctx); err != nil || got.ID != step.id {
			t.Errorf("LastOpened = %s, %v; want %s", got.ID, err, step.id)
		}
	}
}

func TestResumeBeginsOnlyOnce(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	first, begun, err := s.Resume(ctx, "demo", "backend")
	if err != nil || !begun {
		t.Fatalf("begun = %v, %v", begun, err)
	}
	again, begun, err := s.Resume(ctx, "demo", "backend")
	if err != nil || begun {
		t.Errorf("begun = %v, %v; want no further one", begun, err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
}

package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/store"
)

func TestASessionShowsThatItsFaceIsAlive(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := begin(t, store.Options{Now: c.now})
	opened := c.at.UTC().Truncate(time.Millisecond)
	window := store.Session{ID: "w", Onboarding: o.ID, Face: "window", PID: 4711, Boot: "boot-1"}
	terminal := store.Session{ID: "t", Onboarding: o.ID, Face: "terminal", PID: 4712, Boot: "boot-1"}
	for _, session := range []store.Session{window, terminal} {
		if err := s.OpenSession(ctx, session); err != nil {
			t.Fatal(err)
		}
	}
	c.pass(10 * time.Second)
	if err := s.Beat(ctx, "w"); err != nil {
		t.Fatal(err)
	}
	window.OpenedAt, window.SeenAt = opened, opened.Add(10*time.Second)
	terminal.OpenedAt, terminal.SeenAt = opened, opened
	wantSessions(t, s, o.ID, window, terminal)

	if err := s.EndSession(ctx, "t"); err != nil {
		t.Fatal(err)
	}
	wantSessions(t, s, o.ID, window)
	wantSessions(t, s, "another")
	if err := s.EndSession(ctx, "t"); err != nil {
		t.Errorf("ending it twice: %v", err)
	}
	if err := s.Beat(ctx, "t"); !errors.Is(err, store.ErrNone) {
		t.Errorf("a session that has ended beats: %v", err)
	}

	c.pass(time.Hour)
	window.PID, window.Boot = 815, "boot-2"
	if err := s.OpenSession(ctx, window); err != nil {
		t.Errorf("opening it again: %v", err)
	}
	window.OpenedAt, window.SeenAt = opened.Add(time.Hour+10*time.Second), opened.Add(time.Hour+10*time.Second)
	wantSessions(t, s, o.ID, window)
}

func wantSessions(t *testing.T, s *store.Store, onboarding string, want ...store.Session) {
	t.Helper()
	got, err := s.Sessions(context.Background(), onboarding)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestASettingIsEmptyUntilItIsSet(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	if err := s.SetSetting(ctx, "language", "en"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Setting(ctx, "theme"); err != nil || got != "" {
		t.Errorf("theme = %q, %v before it was set", got, err)
	}
	for _, want := range []string{"dark", "light ☀", ""} {
		if err := s.SetSetting(ctx, "theme", want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Setting(ctx, "theme"); err != nil || got != want {
			t.Errorf("theme = %q, %v; want %q", got, err, want)
		}
	}
}

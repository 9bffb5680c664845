package store_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// second is a migration that a later program might bring.
func second() map[string]string {
	return map[string]string{"0005_mood.sql": "-- +goose Up\nALTER TABLE onboarding ADD COLUMN mood TEXT;\n"}
}

func TestACopyIsKeptBeforeAMigration(t *testing.T) {
	ctx, file := context.Background(), path(t)
	older := open(t, file, store.Options{})
	o, err := older.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := older.Append(ctx, o.ID, 0, always(every()...)); err != nil {
		t.Fatal(err)
	}
	// The older program still has the file open, so its events stand in the WAL.
	newer, err := store.OpenWith(ctx, file, second())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = newer.Close() })
	if mood := scan[any](t, raw(t, file), "SELECT mood FROM onboarding"); mood != nil {
		t.Errorf("mood = %v", mood)
	}
	kept := open(t, file+".before-v5", store.Options{})
	for name, s := range map[string]*store.Store{"copy": kept, "migrated": newer} {
		if read, err := s.Events(ctx, o.ID, 0); err != nil || len(read) != len(every()) {
			t.Errorf("the %s has %d events, %v; want %d", name, len(read), err, len(every()))
		}
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	ctx, file := context.Background(), path(t)
	o := beginAndClose(t, file)
	broken := map[string]string{"0005_broken.sql": "-- +goose Up\nDROP TABLE setting;\nALTER TABLE nowhere ADD COLUMN mood TEXT;\n"}
	if _, err := store.OpenWith(ctx, file, broken); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Fatalf("err = %v, want what is wrong with the migration", err)
	}
	s := open(t, file, store.Options{})
	if err := s.SetSetting(ctx, "theme", "dark"); err != nil {
		t.Errorf("the older program cannot go on: %v", err)
	}
	if _, _, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered})); err != nil {
		t.Fatal(err)
	}
	// The next attempt keeps a copy with what was recorded since.
	newer, err := store.OpenWith(ctx, file, second())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = newer.Close() })
	if n := scan[int](t, raw(t, file+".before-v5"), "SELECT count(*) FROM event"); n != 1 {
		t.Errorf("the copy has %d events, want 1", n)
	}
}

func TestAFileFromANewerProgramIsRefused(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s, err := store.OpenWith(ctx, file, second())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(ctx, file, store.Options{})
	var newer *store.NewerError
	if !errors.As(err, &newer) {
		t.Fatalf("err = %v, want a *NewerError", err)
	}
	if want := (store.NewerError{Path: file, Found: 5, Known: 4}); *newer != want {
		t.Errorf("err = %+v, want %+v", *newer, want)
	}
	for _, word := range []string{file, "newer", "Install the newest Firstlight"} {
		if !strings.Contains(newer.Error(), word) {
			t.Errorf("%q does not say %q", newer, word)
		}
	}
	unchanged(t, file, before)
}

func unchanged(t *testing.T, file string, before []byte) {
	t.Helper()
	after, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(after) != string(before) {
		t.Errorf("%s was changed", file)
	}
}

package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"firstlight/backend/store"
)

// TestMain lets the test binary stand in for a second program: a test starts it
// again with the name of a part to play.
func TestMain(m *testing.M) {
	if name := os.Getenv(partVariable); name != "" {
		os.Exit(play(name))
	}
	os.Exit(m.Run())
}

// clock is a clock that a test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

func newClock() *clock {
	return &clock{at: time.Date(2026, 3, 29, 1, 59, 59, 123456789, time.FixedZone("CET", 3600))}
}

func path(t testing.TB) string { return filepath.Join(t.TempDir(), "firstlight.db") }

func open(t testing.TB, path string, opts store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// begin opens a new store with one onboarding in it.
func begin(t testing.TB, opts store.Options) (*store.Store, store.Onboarding) {
	t.Helper()
	s := open(t, path(t), opts)
	o, err := s.Begin(context.Background(), "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	return s, o
}

// raw opens the file as any other program would: with none of our pragmas.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func do(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func scan[T any](t testing.TB, db *sql.DB, query string, args ...any) T {
	t.Helper()
	var value T
	if err := db.QueryRow(query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

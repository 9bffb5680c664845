package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// observed is an event of the usual size.
func observed() progress.Event {
	return progress.Event{Kind: progress.Observed, Session: "5f0c7a1be2d94c33", Step: "tool-go", Finding: &check.Finding{
		Status: check.Failing, Code: "tool/outdated", Summary: "Go 1.21.3 is older than the journey asks for",
		Evidence: []check.Evidence{check.Literal("Found", "/usr/local/go/bin/go"), check.Literal("Version", "1.21.3"), check.Literal("Asked for", ">=1.26")},
	}}
}

// BenchmarkAppend measures one durable event, decided on in its transaction.
func BenchmarkAppend(b *testing.B) {
	ctx := context.Background()
	s, o := begin(b, store.Options{})
	decide := always(observed())
	last := int64(0)
	for b.Loop() {
		_, appended, err := s.Append(ctx, o.ID, last, decide)
		if err != nil {
			b.Fatal(err)
		}
		last = appended[0].Seq
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkInsert measures the limit of BenchmarkAppend: one prepared insert of
// the same bytes into a bare table, made as durable.
func BenchmarkInsert(b *testing.B) {
	db, err := sql.Open("sqlite3", path(b)+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	do(b, db, "CREATE TABLE event (seq INTEGER PRIMARY KEY, onboarding TEXT, at INTEGER, kind TEXT, body TEXT)")
	insert, err := db.Prepare("INSERT INTO event (onboarding, at, kind, body) VALUES (?, ?, ?, ?)")
	if err != nil {
		b.Fatal(err)
	}
	body, err := json.Marshal(observed())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := insert.Exec("06b1v9r4kq8m2n3p", 1790000000000, "observed", string(body)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkEvents measures reading 100,000 events.
func BenchmarkEvents(b *testing.B) {
	ctx := context.Background()
	s, o := begin(b, store.Options{})
	events := make([]progress.Event, 100_000)
	for i := range events {
		events[i] = observed()
	}
	if _, _, err := s.Append(ctx, o.ID, 0, always(events...)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if read, err := s.Events(ctx, o.ID, 0); err != nil || len(read) != len(events) {
			b.Fatal(len(read), err)
		}
	}
}

// BenchmarkVersion measures asking whether anything changed.
func BenchmarkVersion(b *testing.B) {
	s, _ := begin(b, store.Options{})
	for b.Loop() {
		if _, err := s.Version(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen measures opening and closing a store that is up to date.
func BenchmarkOpen(b *testing.B) {
	file := path(b)
	open(b, file, store.Options{})
	for b.Loop() {
		s, err := store.Open(context.Background(), file, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

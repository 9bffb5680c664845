package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	// The bare insert is made through the same driver as ours.
	_ "github.com/mattn/go-sqlite3"

	"firstlight/backend/check"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// appended is how many events are appended, each in a commit of its own.
const appended = 300

func measureAppend(ctx context.Context, runs int) ([]row, error) {
	var ours, bare []time.Duration
	for range runs {
		a, err := inFolder(func(dir string) (time.Duration, error) { return appendOurs(ctx, dir) })
		if err != nil {
			return nil, err
		}
		b, err := inFolder(func(dir string) (time.Duration, error) { return insertBare(ctx, dir) })
		if err != nil {
			return nil, err
		}
		ours, bare = append(ours, a), append(bare, b)
	}
	rate := func(d time.Duration) string { return fmt.Sprintf("%.0f events/s", appended/d.Seconds()) }
	return []row{{
		work: "append durably, one commit each", ours: rate(median(ours)), against: rate(median(bare)) + " bare insert",
		figure: fmt.Sprintf("%.2f × the time", ratio(median(ours), median(bare))), within: true,
	}}, nil
}

func inFolder(do func(dir string) (time.Duration, error)) (took time.Duration, err error) {
	dir, err := os.MkdirTemp("", "firstlight-bench-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return do(dir)
}

func appendOurs(ctx context.Context, dir string) (took time.Duration, err error) {
	s, err := store.Open(ctx, filepath.Join(dir, "firstlight.db"), store.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o, err := s.Begin(ctx, "bench", "")
	if err != nil {
		return 0, err
	}
	finding := check.Hold("It holds", check.Fact("Found", "something"))
	began := time.Now()
	var last int64
	for range appended {
		_, added, err := s.Append(ctx, o.ID, last, func([]progress.Event) ([]progress.Event, error) {
			return []progress.Event{{Kind: progress.Observed, Session: "s", Step: "step", Finding: &finding}}, nil
		})
		if err != nil {
			return 0, err
		}
		last = added[0].Seq
	}
	return time.Since(began), nil
}

// insertBare inserts as durably as the store does, with nothing around it.
func insertBare(ctx context.Context, dir string) (took time.Duration, err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER, kind TEXT, body TEXT)"); err != nil {
		return 0, err
	}
	body := `{"session":"s","step":"step","finding":{"status":"ok","summary":"It holds","evidence":[{"label":"Found","value":"something"}]}}`
	began := time.Now()
	for range appended {
		if _, err := db.ExecContext(ctx, "INSERT INTO event (at, kind, body) VALUES (?, 'observed', ?)", time.Now().UnixMilli(), body); err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}

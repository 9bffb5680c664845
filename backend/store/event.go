package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"firstlight/backend/progress"
)

// Append is the one way in for events. In one transaction that holds the write
// lock it reads the onboarding's events after the number given, hands them to
// decide, and appends what decide returns; so two programs always decide on the
// same facts, and nobody has seen an event that is not on the disk.
//
// The events appended carry the number and the time that they were given: the
// same time for all of one call, never before the event ahead of them, whatever
// the clock says, but for what a progress.ClockSet among them says of it. They are
// returned as they will be read again.
//
// decide must be quick and must not call the store, since it holds the lock.
// An error of its own is returned as it is, together with newer, and nothing is
// appended. An onboarding that does not exist gives ErrNone.
func (s *Store) Append(
	ctx context.Context, onboarding string, after int64,
	decide func(newer []progress.Event) ([]progress.Event, error),
) (newer, appended []progress.Event, err error) {
	var refused error
	err = s.write(ctx, "append events", func(tx *sql.Tx, now time.Time) error {
		last, err := lastTime(ctx, tx, onboarding)
		if err != nil {
			return err
		}
		if newer, err = readEvents(ctx, tx, onboarding, after); err != nil {
			return err
		}
		var decided []progress.Event
		if decided, refused = decide(newer); refused != nil {
			return refused
		}
		for _, e := range decided {
			last += e.Shift.Milliseconds()
		}
		appended, err = insertEvents(ctx, tx, onboarding, max(now.UnixMilli(), last), decided)
		return err
	})
	switch {
	case refused != nil:
		return newer, nil, refused
	case err != nil:
		return nil, nil, err
	}
	return newer, appended, nil
}

// Events returns the onboarding's events after the number given, in order.
func (s *Store) Events(ctx context.Context, onboarding string, after int64) ([]progress.Event, error) {
	events, err := readEvents(ctx, s.readers, onboarding, after)
	return events, s.explain("read events", err)
}

// Version returns a figure that differs from the one before it when anything in
// the store has been committed since, by this program or another. Ask for it
// before reading what may have changed, not after. It has no other meaning, and
// none in another Store.
//
// It is SQLite's data_version, asked on a connection that never writes: it sees
// every table, where the number of the last event sees but one, and it reads a
// few bytes of shared memory and no page of the file.
func (s *Store) Version(ctx context.Context) (int64, error) {
	var version int64
	err := s.sentry.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, s.explain("ask whether anything changed", err)
}

// lastTime returns the time of the onboarding's last event, or of its start.
func lastTime(ctx context.Context, tx *sql.Tx, onboarding string) (ms int64, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT coalesce((SELECT at FROM event WHERE onboarding = o.id ORDER BY seq DESC LIMIT 1), o.started_at)
		FROM onboarding o WHERE o.id = ?`, onboarding).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNone
	}
	return ms, err
}

func insertEvents(ctx context.Context, tx *sql.Tx, onboarding string, at int64, events []progress.Event) ([]progress.Event, error) {
	inserted := make([]progress.Event, 0, len(events))
	for _, e := range events {
		body, err := json.Marshal(e)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", e.Kind, err)
		}
		result, err := tx.ExecContext(ctx,
			"INSERT INTO event (onboarding, at, kind, body) VALUES (?, ?, ?, ?)",
			onboarding, at, string(e.Kind), string(body))
		if err != nil {
			return nil, fmt.Errorf("insert %s: %w", e.Kind, err)
		}
		seq, err := result.LastInsertId()
		if err != nil {
			return nil, fmt.Errorf("number %s: %w", e.Kind, err)
		}
		kept, err := record{seq: seq, at: at, kind: string(e.Kind), body: body}.decode()
		if err != nil {
			return nil, err
		}
		inserted = append(inserted, kept)
	}
	return inserted, nil
}

package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"firstlight/backend/progress"
)

// Onboarding is one person's passage through one journey. Times are UTC, in
// whole milliseconds.
type Onboarding struct {
	// ID names it everywhere: 16 letters and digits, which sort by StartedAt.
	ID string
	// Source is the journey's, as in journey.Journey.
	Source string
	// Track is the track it was begun for; empty means every step.
	Track string
	// StartedAt is when it was begun.
	StartedAt time.Time
	// OpenedAt is when a face last opened it.
	OpenedAt time.Time
}

// Begin records a new onboarding.
func (s *Store) Begin(ctx context.Context, source, track string) (Onboarding, error) {
	var o Onboarding
	err := s.write(ctx, "begin an onboarding", func(tx *sql.Tx, now time.Time) (err error) {
		o, err = begin(ctx, tx, now, source, track)
		return err
	})
	return o, err
}

// Resume returns the onboarding that was last begun for a journey and a track,
// and begins one where there is none. Of two programs that ask at once one
// begins it and the other gets the same.
func (s *Store) Resume(ctx context.Context, source, track string) (o Onboarding, begun bool, err error) {
	err = s.write(ctx, "resume an onboarding", func(tx *sql.Tx, now time.Time) (err error) {
		o, err = latest(ctx, tx, source, track)
		if errors.Is(err, ErrNone) {
			begun = true
			o, err = begin(ctx, tx, now, source, track)
		}
		return err
	})
	return o, begun && err == nil, err
}

// Latest returns the onboarding that was last begun for a journey and a track,
// or ErrNone.
func (s *Store) Latest(ctx context.Context, source, track string) (Onboarding, error) {
	o, err := latest(ctx, s.readers, source, track)
	return o, s.explain("look for an onboarding", err)
}

// LastOpened returns the onboarding that was last opened, whatever its journey,
// or ErrNone.
func (s *Store) LastOpened(ctx context.Context) (Onboarding, error) {
	o, err := scanOnboarding(s.readers.QueryRowContext(ctx,
		"SELECT id, source, track, started_at, opened_at FROM onboarding ORDER BY opened_at DESC LIMIT 1"))
	return o, s.explain("look for the onboarding last opened", err)
}

// Onboardings returns all onboardings, the first one begun first.
func (s *Store) Onboardings(ctx context.Context) ([]Onboarding, error) {
	all, err := s.onboardings(ctx)
	return all, s.explain("read which onboardings there are", err)
}

func (s *Store) onboardings(ctx context.Context) (all []Onboarding, err error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT id, source, track, started_at, opened_at FROM onboarding ORDER BY started_at")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		o, err := scanOnboarding(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, rows.Err()
}

// Opened is an onboarding that was opened before, and the name of its journey; empty
// where none was taken over.
type Opened struct {
	Onboarding
	Journey string
}

// OpenedLast returns, of every journey and track, the onboarding that was last opened,
// newest first and at most limit of them.
func (s *Store) OpenedLast(ctx context.Context, limit int) ([]Opened, error) {
	opened, err := s.openedLast(ctx, limit)
	return opened, s.explain("look for the journeys that were opened", err)
}

func (s *Store) openedLast(ctx context.Context, limit int) (opened []Opened, err error) {
	rows, err := s.readers.QueryContext(ctx, `
		SELECT id, source, track, started_at, max(opened_at) AS last,
			coalesce((SELECT body ->> '$.plan.name' FROM event WHERE onboarding = o.id AND kind = ? ORDER BY seq DESC LIMIT 1), '')
		FROM onboarding o GROUP BY source, track ORDER BY last DESC LIMIT ?`, string(progress.Adopted), limit)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var o Opened
		var started, last int64
		if err := rows.Scan(&o.ID, &o.Source, &o.Track, &started, &last, &o.Journey); err != nil {
			return nil, err
		}
		o.StartedAt, o.OpenedAt = fromMilli(started), fromMilli(last)
		opened = append(opened, o)
	}
	return opened, rows.Err()
}

// MarkOpened records that a face opened the onboarding now. It returns ErrNone
// where there is no such onboarding.
func (s *Store) MarkOpened(ctx context.Context, id string) error {
	return s.write(ctx, "mark an onboarding as opened", func(tx *sql.Tx, now time.Time) error {
		return changeOne(tx.ExecContext(ctx,
			"UPDATE onboarding SET opened_at = max(?, opened_at, (SELECT coalesce(max(opened_at), 0) + 1 FROM onboarding WHERE id <> ?)) WHERE id = ?",
			now.UnixMilli(), id, id))
	})
}

func latest(ctx context.Context, q querier, source, track string) (Onboarding, error) {
	return scanOnboarding(q.QueryRowContext(ctx,
		"SELECT id, source, track, started_at, opened_at FROM onboarding WHERE source = ? AND track = ? ORDER BY started_at DESC LIMIT 1",
		source, track))
}

// begin records an onboarding that starts and is opened after all others, even
// where the clock has been put back.
func begin(ctx context.Context, tx *sql.Tx, now time.Time, source, track string) (Onboarding, error) {
	var after int64
	const last = "SELECT coalesce(max(opened_at), 0) + 1 FROM onboarding"
	if err := tx.QueryRowContext(ctx, last).Scan(&after); err != nil {
		return Onboarding{}, err
	}
	at := max(now.UnixMilli(), after)
	o := Onboarding{ID: newID(at), Source: source, Track: track, StartedAt: fromMilli(at), OpenedAt: fromMilli(at)}
	_, err := tx.ExecContext(ctx,
		"INSERT INTO onboarding (id, source, track, started_at, opened_at) VALUES (?, ?, ?, ?, ?)",
		o.ID, source, track, at, at)
	return o, err
}

// scanner is a row that has been read.
type scanner interface{ Scan(to ...any) error }

func scanOnboarding(row scanner) (Onboarding, error) {
	var o Onboarding
	var started, opened int64
	err := row.Scan(&o.ID, &o.Source, &o.Track, &started, &opened)
	if errors.Is(err, sql.ErrNoRows) {
		return Onboarding{}, ErrNone
	}
	if err != nil {
		return Onboarding{}, err
	}
	o.StartedAt, o.OpenedAt = fromMilli(started), fromMilli(opened)
	return o, nil
}

// newID returns 48 bits of time and 32 of chance in Crockford's base 32, whose
// letters sort as the bits do.
func newID(ms int64) string {
	var raw [10]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(ms)<<16)
	// crypto/rand ends the program rather than fail.
	_, _ = rand.Read(raw[6:])
	return base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").EncodeToString(raw[:])
}

// changeOne returns ErrNone where a statement that should change one row found
// none.
func changeOne(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return fmt.Errorf("count the rows changed: %w", err)
	}
	if n == 0 {
		return ErrNone
	}
	return nil
}

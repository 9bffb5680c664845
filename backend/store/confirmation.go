package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Confirm records when claims of an onboarding were last looked at, by step.
// Earlier moments than those on record change nothing.
func (s *Store) Confirm(ctx context.Context, onboarding string, at map[string]time.Time) error {
	if len(at) == 0 {
		return nil
	}
	return s.write(ctx, "keep when steps were checked", func(tx *sql.Tx, _ time.Time) error {
		for step, moment := range at {
			if _, err := tx.ExecContext(ctx, `
				INSERT INTO confirmation (onboarding, step, at) VALUES (?, ?, ?)
				ON CONFLICT (onboarding, step) DO UPDATE SET at = max(at, excluded.at)`,
				onboarding, step, moment.UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Confirmed returns when claims of an onboarding were last looked at, by step.
func (s *Store) Confirmed(ctx context.Context, onboarding string) (map[string]time.Time, error) {
	at, err := s.confirmed(ctx, onboarding)
	return at, s.explain("read when steps were checked", err)
}

func (s *Store) confirmed(ctx context.Context, onboarding string) (at map[string]time.Time, err error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT step, at FROM confirmation WHERE onboarding = ?", onboarding)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	at = map[string]time.Time{}
	for rows.Next() {
		var step string
		var moment int64
		if err := rows.Scan(&step, &moment); err != nil {
			return nil, err
		}
		at[step] = fromMilli(moment)
	}
	return at, rows.Err()
}

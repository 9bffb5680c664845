package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Session is the sign of life of one open face. Its row is removed when the
// face ends; a row whose process is gone tells of one that was killed.
type Session struct {
	ID         string
	Onboarding string
	// Face is which one it is, such as "window".
	Face string
	// PID is the process that shows it, in the boot of the machine named Boot.
	PID  int
	Boot string
	// OpenedAt and SeenAt are given by the store, in UTC, whole milliseconds.
	OpenedAt, SeenAt time.Time
}

// OpenSession records that a face was opened now, or is open after all where
// the session is there already.
func (s *Store) OpenSession(ctx context.Context, o Session) error {
	return s.write(ctx, "open a session", func(tx *sql.Tx, now time.Time) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO session (id, onboarding, face, pid, boot, opened_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET
				onboarding = excluded.onboarding, face = excluded.face, pid = excluded.pid, boot = excluded.boot,
				opened_at = excluded.opened_at, seen_at = excluded.seen_at`,
			o.ID, o.Onboarding, o.Face, o.PID, o.Boot, now.UnixMilli(), now.UnixMilli())
		return err
	})
}

// Beat records that the session is alive now. It returns ErrNone where there is
// no such session, as when another program took it for dead.
func (s *Store) Beat(ctx context.Context, id string) error {
	return s.write(ctx, "keep a session alive", func(tx *sql.Tx, now time.Time) error {
		return changeOne(tx.ExecContext(ctx, "UPDATE session SET seen_at = ? WHERE id = ?", now.UnixMilli(), id))
	})
}

// EndSession removes the session; one that is not there is no error.
func (s *Store) EndSession(ctx context.Context, id string) error {
	return s.write(ctx, "end a session", func(tx *sql.Tx, _ time.Time) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE id = ?", id)
		return err
	})
}

// Sessions returns the sessions of an onboarding, or of all of them where it is empty,
// in the order that they were opened.
func (s *Store) Sessions(ctx context.Context, onboarding string) ([]Session, error) {
	sessions, err := s.sessions(ctx, onboarding)
	return sessions, s.explain("read sessions", err)
}

func (s *Store) sessions(ctx context.Context, onboarding string) (sessions []Session, err error) {
	rows, err := s.readers.QueryContext(ctx,
		"SELECT id, onboarding, face, pid, boot, opened_at, seen_at FROM session WHERE onboarding = ?1 OR ?1 = '' ORDER BY rowid", onboarding)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var o Session
		var opened, seen int64
		if err := rows.Scan(&o.ID, &o.Onboarding, &o.Face, &o.PID, &o.Boot, &opened, &seen); err != nil {
			return nil, err
		}
		o.OpenedAt, o.SeenAt = fromMilli(opened), fromMilli(seen)
		sessions = append(sessions, o)
	}
	return sessions, rows.Err()
}

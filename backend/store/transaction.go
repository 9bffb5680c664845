package store

import (
	"context"
	"database/sql"
	"time"
)

// writePatience is how long a write waits for the writes of other programs. One
// takes milliseconds, so whoever holds the lock for longer hangs.
const writePatience = 15 * time.Second

// write runs do in one immediate transaction, handing it the transaction's one
// timestamp: UTC, in whole milliseconds. What do returns as an error undoes it.
func (s *Store) write(ctx context.Context, doing string, do func(tx *sql.Tx, now time.Time) error) error {
	tx, err := s.begin(ctx)
	if err != nil {
		return s.explain(doing, err)
	}
	// After a commit this does nothing. Where SQLite has undone the transaction
	// itself, as on a full disk, it fails and there is nothing left to undo.
	defer func() { _ = tx.Rollback() }()
	if err := s.within(ctx, tx, do); err != nil {
		return s.explain(doing, err)
	}
	return s.explain(doing, tx.Commit())
}

func (s *Store) within(ctx context.Context, tx *sql.Tx, do func(tx *sql.Tx, now time.Time) error) error {
	// A newer program may have migrated the file since it was opened.
	found, err := lastMigration(ctx, tx)
	if err != nil {
		return err
	}
	if found > s.known {
		return &NewerError{Path: s.path, Found: found, Known: s.known}
	}
	return do(tx, s.now().UTC().Truncate(time.Millisecond))
}

// begin takes the write lock. It asks for it again and again, since SQLite
// heeds a context only between its own waits.
func (s *Store) begin(ctx context.Context) (*sql.Tx, error) {
	since := time.Now()
	for {
		tx, err := s.writer.BeginTx(ctx, nil)
		switch {
		case err == nil:
			return tx, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case causeOf(err) != busy:
			return nil, err
		case time.Since(since) > s.patience:
			return nil, &BusyError{Path: s.path, Waited: s.patience}
		}
	}
}

func fromMilli(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/gofrs/flock"
)

const (
	// applicationID marks a SQLite file as ours: "1stL".
	applicationID = 0x3173744c
	// magic is how every SQLite file begins.
	magic = "SQLite format 3\x00"
	// openPatience is how long Open waits for another program that opens the
	// file: long enough for a big migration.
	openPatience = time.Minute
)

// lock makes this program the only one that opens the store, until unlock.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	wait, cancel := context.WithTimeout(ctx, openPatience)
	defer cancel()
	file := flock.New(path+".lock", flock.SetPermissions(0o600))
	_, err = file.TryLockContext(wait, 5*time.Millisecond)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &BusyError{Path: path, Waited: openPatience}
	case err != nil:
		return nil, &AccessError{Path: path + ".lock", Err: err}
	}
	// Closing the file gives up the lock, whatever else goes wrong with it.
	return func() { _ = file.Close() }, nil
}

// inspect returns the version of the file at path, 0 when there is nothing in
// it yet, and a *ForeignError for a file that is not ours. It changes nothing.
func inspect(ctx context.Context, path string) (version int64, err error) {
	empty, err := blank(path)
	if err != nil || empty {
		return 0, err
	}
	db, err := connect(path, looking)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var id, tables int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, fmt.Errorf("read whose file it is: %w", err)
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, fmt.Errorf("count the tables: %w", err)
	}
	switch {
	case id == applicationID:
		return versionOf(ctx, db)
	case id == 0 && tables == 0:
		return 0, nil
	default:
		return 0, &ForeignError{Path: path}
	}
}

// blank reports whether the file is empty, and refuses one that does not begin
// as a SQLite file does.
func blank(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, &AccessError{Path: path, Err: err}
	}
	defer func() { _ = file.Close() }()
	start := make([]byte, len(magic))
	n, err := io.ReadFull(file, start)
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case errors.Is(err, io.ErrUnexpectedEOF), err == nil && string(start[:n]) != magic:
		return false, &ForeignError{Path: path}
	case err != nil:
		return false, &AccessError{Path: path, Err: err}
	}
	return false, nil
}

// querier is a connection, a pool of them or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// versionOf returns the number of the last migration that the file has seen, 0
// where it has seen none.
func versionOf(ctx context.Context, q querier) (int64, error) {
	var kept bool
	const table = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'goose_db_version')"
	if err := q.QueryRowContext(ctx, table).Scan(&kept); err != nil {
		return 0, fmt.Errorf("look for the version: %w", err)
	}
	if !kept {
		return 0, nil
	}
	return lastMigration(ctx, q)
}

func lastMigration(ctx context.Context, q querier) (version int64, err error) {
	const last = "SELECT coalesce(max(version_id), 0) FROM goose_db_version"
	if err := q.QueryRowContext(ctx, last).Scan(&version); err != nil {
		return 0, fmt.Errorf("read the version: %w", err)
	}
	return version, nil
}

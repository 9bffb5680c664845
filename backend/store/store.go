// Package store keeps onboardings, their events and what belongs to them in one
// SQLite file on the person's own machine. It is the only package that knows
// SQL.
//
// What has been committed stays: the file is in WAL mode with synchronous=FULL,
// so a commit is on the disk before the method returns, and is there after a
// kill -9 and after a power loss. Any number of programs may have the file open
// at once; each transaction that writes takes the write lock before it reads,
// so all of them decide on the same facts.
//
// Errors are wrapped with what was being done. Where a person can do something
// about the cause, errors.As finds a *NewerError, *ForeignError, *DamagedError,
// *AccessError, *FullError or *BusyError, whose text is for her.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// ErrNone says that what was asked for is not in the store.
var ErrNone = errors.New("there is none")

// Options are what a Store can be told.
type Options struct {
	// Now is the clock; nil means time.Now. It is read once for each
	// transaction, which carries one timestamp.
	Now func() time.Time
}

// Store is an open SQLite file. It is safe for concurrent use.
type Store struct {
	path  string
	now   func() time.Time
	known int64
	// patience is how long a write waits for the writes of other programs.
	patience time.Duration

	// writer has one connection, since SQLite has one writer: waiting for it
	// here is cheaper and fairer than waiting in SQLite.
	writer  *sql.DB
	readers *sql.DB
	// sentry is the one connection on which Version may be compared.
	sentry *sql.Conn
}

//go:embed migrations/*.sql
var embedded embed.FS

// Open opens the store in the file at path. It creates the file and its folder,
// for this person's eyes only, where they are missing, and migrates an older
// file after keeping a copy of it beside it. The copy is named after the first
// migration that it has not seen, such as firstlight.db.before-v2.
//
// It returns a *NewerError, a *ForeignError or a *DamagedError for a file that
// it will not touch, and an *AccessError, a *FullError or a *BusyError where
// the machine is in the way.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, fmt.Errorf("open the embedded migrations: %w", err)
	}
	return open(ctx, path, opts, migrations)
}

func open(ctx context.Context, path string, opts Options, migrations fs.FS) (*Store, error) {
	s := &Store{path: path, now: opts.Now, patience: writePatience}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.open(ctx, migrations); err != nil {
		return nil, errors.Join(s.explain("open the store", err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, migrations fs.FS) error {
	if err := provide(s.path); err != nil {
		return err
	}
	// Until the file is known to be ours and up to date only one program looks
	// at it; a lock of the system also ends with a program that is killed.
	unlock, err := lock(ctx, s.path)
	if err != nil {
		return err
	}
	defer unlock()
	found, err := inspect(ctx, s.path)
	if err != nil {
		return err
	}
	if s.known, err = migrate(ctx, s.path, found, migrations); err != nil {
		return err
	}
	if s.writer, err = connect(s.path, writing); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if s.readers, err = connect(s.path, reading); err != nil {
		return err
	}
	s.readers.SetMaxOpenConns(maxReaders)
	s.readers.SetMaxIdleConns(maxReaders)
	s.sentry, err = s.readers.Conn(ctx)
	return err
}

// Close waits for what is under way and closes the file.
func (s *Store) Close() error {
	var errs []error
	if s.sentry != nil {
		errs = append(errs, s.sentry.Close())
	}
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	// The last connection to close folds the WAL into the file, which only one
	// that may write can do.
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
)

// migrate brings the file from the version found to the newest that the
// migrations know, and returns that one. Each migration is one transaction, so
// a program that is killed leaves the file at one version or at the next.
func migrate(ctx context.Context, path string, found int64, migrations fs.FS) (known int64, err error) {
	db, err := connect(path, migrating)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	sources := provider.ListSources()
	known = sources[len(sources)-1].Version
	switch {
	case found > known:
		return 0, &NewerError{Path: path, Found: found, Known: known}
	case found == known:
		return known, nil
	case found == 0:
		// A file that is marked but holds no version was left by a program that
		// was killed here.
		if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return 0, fmt.Errorf("mark the new file: %w", err)
		}
	default:
		for _, source := range sources {
			if source.Version > found {
				if err := keepCopy(ctx, path, fmt.Sprintf("%s.before-v%d", path, source.Version)); err != nil {
					return 0, fmt.Errorf("keep a copy before migrating: %w", err)
				}
				break
			}
		}
	}
	if _, err := provider.Up(ctx); err != nil {
		return 0, fmt.Errorf("migrate from version %d to %d: %w", found, known, err)
	}
	return known, nil
}

// keepCopy writes the whole database, with what stands in its WAL, to the file
// named to. A copy by that name is of the same version, from an attempt that
// failed, and is replaced once the new one is complete.
func keepCopy(ctx context.Context, path, to string) (err error) {
	partial := to + ".partial"
	file, err := os.OpenFile(partial, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return &AccessError{Path: partial, Err: err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(partial))
		}
	}()
	if err := vacuumInto(ctx, path, partial); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write %s to the disk: %w", partial, err)
	}
	if err := os.Rename(partial, to); err != nil {
		return &AccessError{Path: to, Err: err}
	}
	return nil
}

func vacuumInto(ctx context.Context, path, to string) (err error) {
	db, err := connect(path, copying)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Setting returns the value of a setting, empty when it is unset.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := s.readers.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = ?", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, s.explain("read a setting", err)
}

// SetSetting gives a setting a value. Nothing secret belongs here.
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	return s.write(ctx, "keep a setting", func(tx *sql.Tx, _ time.Time) error {
		_, err := tx.ExecContext(ctx,
			"INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
		return err
	})
}

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

// Settings returns the values of all settings that have one, by name.
func (s *Store) Settings(ctx context.Context) (settings map[string]string, err error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT name, value FROM setting")
	if err != nil {
		return nil, s.explain("read the settings", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	settings = map[string]string{}
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, s.explain("read the settings", err)
		}
		settings[name] = value
	}
	return settings, s.explain("read the settings", rows.Err())
}

// SetSetting gives a setting a value. Nothing secret belongs here.
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	return s.write(ctx, "keep a setting", func(tx *sql.Tx, _ time.Time) error {
		_, err := tx.ExecContext(ctx,
			"INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
		return err
	})
}

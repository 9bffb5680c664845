package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// mostAnswers is how many answers are kept; the oldest go first.
const mostAnswers = 2000

// KeepAnswers records what programs answered, by key. Nothing secret belongs
// here.
func (s *Store) KeepAnswers(ctx context.Context, answers map[string]string) error {
	if len(answers) == 0 {
		return nil
	}
	return s.write(ctx, "keep what programs answered", func(tx *sql.Tx, now time.Time) error {
		for key, value := range answers {
			if _, err := tx.ExecContext(ctx, `
				INSERT INTO answer (key, value, at) VALUES (?, ?, ?)
				ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at`,
				key, value, now.UnixMilli()); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx,
			"DELETE FROM answer WHERE key NOT IN (SELECT key FROM answer ORDER BY at DESC, key LIMIT ?)", mostAnswers)
		return err
	})
}

// Answers returns what programs answered, by key.
func (s *Store) Answers(ctx context.Context) (map[string]string, error) {
	answers, err := s.answers(ctx)
	return answers, s.explain("read what programs answered", err)
}

func (s *Store) answers(ctx context.Context) (answers map[string]string, err error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT key, value FROM answer")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	answers = map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, err
		}
		answers[key] = value
	}
	return answers, rows.Err()
}

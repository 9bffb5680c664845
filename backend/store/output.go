package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

const (
	// OutputLimit is the most bytes of output that are kept of one run, line
	// ends included.
	OutputLimit = 1 << 20
	// OutputPage is the most lines that Output returns at once.
	OutputPage = 2000
	// OutputCut is the line that closes the output of a run that printed more
	// than OutputLimit.
	OutputCut = "The output was longer than 1 MiB: the rest of it was not kept."
)

// AppendOutput keeps further lines, without line ends, of what a run prints.
// Once they would pass OutputLimit it keeps OutputCut instead of the line that
// does not fit, and nothing after it. The caller has redacted them.
func (s *Store) AppendOutput(ctx context.Context, run string, lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	return s.write(ctx, "keep output", func(tx *sql.Tx, _ time.Time) error {
		next, total, err := outputEnd(ctx, tx, run)
		if err != nil {
			return err
		}
		for _, text := range lines {
			if total > OutputLimit {
				return nil
			}
			text = strings.ToValidUTF8(text, "\uFFFD")
			if total += len(text) + 1; total > OutputLimit {
				text = OutputCut
			}
			_, err := tx.ExecContext(ctx,
				"INSERT INTO output (run, line, total, text) VALUES (?, ?, ?, ?)", run, next, total, text)
			if err != nil {
				return err
			}
			next++
		}
		return nil
	})
}

// outputEnd returns the number that a run's next line gets and the bytes kept
// so far.
func outputEnd(ctx context.Context, tx *sql.Tx, run string) (next, total int, err error) {
	err = tx.QueryRowContext(ctx,
		"SELECT line + 1, total FROM output WHERE run = ? ORDER BY line DESC LIMIT 1", run).Scan(&next, &total)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, nil
	}
	return next, total, err
}

// Output returns what was kept of a run's output, from the line numbered from
// (the first is 0), at most OutputPage lines, and the number to go on from.
func (s *Store) Output(ctx context.Context, run string, from int) (lines []string, next int, err error) {
	lines, next, err = s.output(ctx, run, from)
	return lines, next, s.explain("read output", err)
}

func (s *Store) output(ctx context.Context, run string, from int) (lines []string, next int, err error) {
	rows, err := s.readers.QueryContext(ctx,
		"SELECT line, text FROM output WHERE run = ? AND line >= ? ORDER BY line LIMIT ?", run, from, OutputPage)
	if err != nil {
		return nil, from, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	next = from
	for rows.Next() {
		var line int
		var text string
		if err := rows.Scan(&line, &text); err != nil {
			return nil, from, err
		}
		lines, next = append(lines, text), line+1
	}
	return lines, next, rows.Err()
}

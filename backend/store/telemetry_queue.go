package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// TelemetryLimit bounds what waits of one onboarding.
type TelemetryLimit struct {
	// Batches is how many may wait, Bytes how large their bodies may be in all.
	Batches, Bytes int
}

// QueueTelemetry puts batches that tell of the events after the number since into
// the queue, and notes that those up to the number upto are told. It reports false
// and queues nothing where that is not as things stand any more: the person took
// her yes to the subject back, or another program was faster. The oldest batches
// are dropped where the queue would be larger than the limit.
func (s *Store) QueueTelemetry(
	ctx context.Context, onboarding, subject string, since, upto int, batches []TelemetryBatch, limit TelemetryLimit,
) (queued bool, err error) {
	err = s.write(ctx, "queue what is to be sent", func(tx *sql.Tx, now time.Time) error {
		queued = false
		t, err := telemetryOf(ctx, tx, onboarding)
		if err != nil || !t.On || t.Subject != subject || t.Told != since {
			return err
		}
		for _, b := range batches {
			if err := queueBatch(ctx, tx, now, onboarding, since, b); err != nil {
				return err
			}
			since = max(since, b.Upto)
		}
		if _, err := tx.ExecContext(ctx, "UPDATE telemetry SET told = ? WHERE onboarding = ?", upto, onboarding); err != nil {
			return err
		}
		queued = true
		return dropOldest(ctx, tx, onboarding, limit)
	})
	return queued && err == nil, err
}

func queueBatch(ctx context.Context, tx *sql.Tx, now time.Time, onboarding string, since int, b TelemetryBatch) error {
	due, attempts := now.UnixMilli(), 0
	if b.Replaces {
		// What the other side asked of the one before holds for this one.
		if err := tx.QueryRowContext(ctx, `
			SELECT max(?, coalesce(max(due_at), 0)), coalesce(max(attempts), 0)
			FROM telemetry_batch WHERE onboarding = ? AND signal = ? AND refused = 0`, due, onboarding, b.Signal).Scan(&due, &attempts); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM telemetry_batch WHERE onboarding = ? AND signal = ?", onboarding, b.Signal); err != nil {
			return err
		}
		// It tells of everything, and is owed to no event.
		since = b.Upto
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO telemetry_batch (onboarding, signal, since, upto, items, body, queued_at, due_at, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		onboarding, b.Signal, min(since, b.Upto), b.Upto, b.Items, b.Body, now.UnixMilli(), due, attempts)
	return err
}

// dropOldest drops batches until the queue of an onboarding keeps to the limit, and
// counts what was in them.
func dropOldest(ctx context.Context, tx *sql.Tx, onboarding string, limit TelemetryLimit) error {
	const surplus = `
		SELECT id, items FROM (
			SELECT id, items, row_number() OVER newest AS batches, sum(length(body)) OVER newest AS bytes
			FROM telemetry_batch WHERE onboarding = ? WINDOW newest AS (ORDER BY id DESC)
		) WHERE batches > ? OR bytes > ?`
	if _, err := tx.ExecContext(ctx,
		"UPDATE telemetry SET dropped = dropped + (SELECT coalesce(sum(items), 0) FROM ("+surplus+")) WHERE onboarding = ?",
		onboarding, limit.Batches, limit.Bytes, onboarding); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM telemetry_batch WHERE id IN (SELECT id FROM ("+surplus+"))", onboarding, limit.Batches, limit.Bytes)
	return err
}

// TelemetryQueue returns what waits of an onboarding, the oldest first.
func (s *Store) TelemetryQueue(ctx context.Context, onboarding string) ([]TelemetryBatch, error) {
	batches, err := telemetryQueue(ctx, s.readers, "WHERE onboarding = ? ORDER BY id", onboarding)
	return batches, s.explain("read what is to be sent", err)
}

// NextTelemetry returns the batch to send next, or nil where nothing is due now,
// and counts it as begun. Batches of a signal go in their order, and one that waits
// holds up those behind it. Where the person asked, which is when anew is not nil,
// none waits, those that were refused go again, and the batches with an ID up to
// anew are left out. Only one program sends at a time: to another than the holder
// there is nothing to send until the lease has run out, which lasts so long from
// now on.
func (s *Store) NextTelemetry(ctx context.Context, onboarding, subject, holder string, lease time.Duration, anew *int64) (*TelemetryBatch, error) {
	var next *TelemetryBatch
	err := s.write(ctx, "take what is to be sent", func(tx *sql.Tx, now time.Time) error {
		next = nil
		t, err := telemetryOf(ctx, tx, onboarding)
		if err != nil || !t.On || t.Subject != subject {
			return err
		}
		// A lease that ends far ahead is from before the clock was put back.
		err = changeOne(tx.ExecContext(ctx, `
			UPDATE telemetry SET lease = ?, lease_until = ?
			WHERE onboarding = ? AND (lease IN ('', ?) OR lease_until <= ? OR lease_until > ?)`,
			holder, now.Add(lease).UnixMilli(), onboarding, holder, now.UnixMilli(), now.Add(2*lease).UnixMilli()))
		if errors.Is(err, ErrNone) {
			return nil
		}
		if err != nil {
			return err
		}
		batches, err := due(ctx, tx, now, onboarding, anew)
		if err != nil || len(batches) == 0 {
			return err
		}
		next = &batches[0]
		next.Attempts++
		_, err = tx.ExecContext(ctx, "UPDATE telemetry_batch SET attempts = attempts + 1 WHERE id = ?", next.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return next, nil
}

// longestWait is the most that a batch is put off; one that seems to wait for longer,
// or to have been queued ahead of now, is from before the clock was put back.
const longestWait = 25 * time.Hour

// due returns the batch that is to be sent next, if there is one.
func due(ctx context.Context, tx *sql.Tx, now time.Time, onboarding string, anew *int64) ([]TelemetryBatch, error) {
	if anew != nil {
		return telemetryQueue(ctx, tx, "WHERE onboarding = ? AND id > ? ORDER BY id LIMIT 1", onboarding, *anew)
	}
	return telemetryQueue(ctx, tx, `
		WHERE onboarding = ? AND refused = 0 AND (due_at <= ? OR due_at > ? OR queued_at > ?) AND NOT EXISTS (
			SELECT 1 FROM telemetry_batch earlier WHERE earlier.onboarding = b.onboarding AND earlier.signal = b.signal
			AND earlier.id < b.id AND earlier.refused = 0)
		ORDER BY id LIMIT 1`, onboarding, now.UnixMilli(), now.Add(longestWait).UnixMilli(), now.UnixMilli())
}

// EndTelemetryLease lets other programs send.
func (s *Store) EndTelemetryLease(ctx context.Context, onboarding, holder string) error {
	return s.write(ctx, "let others send", func(tx *sql.Tx, _ time.Time) error {
		_, err := tx.ExecContext(ctx, "UPDATE telemetry SET lease = '', lease_until = 0 WHERE onboarding = ? AND lease = ?", onboarding, holder)
		return err
	})
}

// TelemetryTaken records that a batch was taken, but for so many of its items, and
// what was said of those. It is not sent again.
func (s *Store) TelemetryTaken(ctx context.Context, b TelemetryBatch, rejected int, said string) error {
	return s.write(ctx, "keep what was sent", func(tx *sql.Tx, now time.Time) error {
		if _, err := tx.ExecContext(ctx, `
			UPDATE telemetry SET sent = sent + ?, sent_at = ?, rejected = rejected + ?, said = ? WHERE onboarding = ?`,
			b.Items-rejected, now.UnixMilli(), rejected, said, b.Onboarding); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM telemetry_batch WHERE id = ?", b.ID)
		return err
	})
}

// TelemetryPut records that a batch was not taken and why: it is due again after a
// while, or refused for good.
func (s *Store) TelemetryPut(ctx context.Context, b TelemetryBatch, after time.Duration, refused bool, said string) error {
	return s.write(ctx, "keep what was not sent", func(tx *sql.Tx, now time.Time) error {
		if _, err := tx.ExecContext(ctx, "UPDATE telemetry SET said = ? WHERE onboarding = ?", said, b.Onboarding); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE telemetry_batch SET due_at = ?, refused = ?, said = ? WHERE id = ?",
			now.Add(after).UnixMilli(), refused, said, b.ID)
		return err
	})
}

func telemetryQueue(ctx context.Context, q rowsQuerier, where string, args ...any) (batches []TelemetryBatch, err error) {
	rows, err := q.QueryContext(ctx,
		"SELECT id, onboarding, signal, upto, items, body, queued_at, due_at, attempts, refused, said FROM telemetry_batch b "+where, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var b TelemetryBatch
		var queued, due int64
		if err := rows.Scan(&b.ID, &b.Onboarding, &b.Signal, &b.Upto, &b.Items, &b.Body, &queued, &due, &b.Attempts, &b.Refused, &b.Said); err != nil {
			return nil, err
		}
		b.QueuedAt, b.DueAt = fromMilli(queued), fromMilli(due)
		batches = append(batches, b)
	}
	return batches, rows.Err()
}

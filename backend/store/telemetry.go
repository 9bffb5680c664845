package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

// Telemetry is what a person answered to the question whether telemetry of an
// onboarding may leave, and what became of it. The zero one was never asked.
type Telemetry struct {
	// Asked says that she has answered, On that she said yes.
	Asked, On bool
	// Subject describes what she answered to; another subject asks again.
	Subject string
	// Allowed are the names of what may leave beyond what always does.
	Allowed []string
	// AnsweredAt is when.
	AnsweredAt time.Time
	// Told is the number of events whose ends were queued.
	Told int
	// Sent counts spans and points that were taken, SentAt is when the last were.
	Sent   int
	SentAt time.Time
	// Rejected counts those that the other side would not take, Dropped those that
	// went as the queue was full.
	Rejected, Dropped int
	// Said is what the other side said last where it did not take everything.
	Said string
}

// TelemetryBatch is the body of a request that waits to be sent.
type TelemetryBatch struct {
	ID         int64
	Onboarding string
	Signal     string
	// Upto is the number of events that it tells of.
	Upto int
	// Items is how many spans or points it holds.
	Items int
	Body  []byte
	// Replaces says that it tells all that those of the signal before it did.
	Replaces        bool
	QueuedAt, DueAt time.Time
	// Attempts is how often it was sent or begun to be, Refused that it is not sent
	// again by itself, and Said why it was not taken.
	Attempts int
	Refused  bool
	Said     string
}

// Telemetry returns the answer for an onboarding; the zero one where there is none.
func (s *Store) Telemetry(ctx context.Context, onboarding string) (Telemetry, error) {
	t, err := telemetryOf(ctx, s.readers, onboarding)
	return t, s.explain("read what may be sent", err)
}

func telemetryOf(ctx context.Context, q querier, onboarding string) (Telemetry, error) {
	var t Telemetry
	var answer, allowed string
	var answered, sent int64
	err := q.QueryRowContext(ctx, `
		SELECT answer, subject, allowed, answered_at, told, sent, sent_at, rejected, dropped, said
		FROM telemetry WHERE onboarding = ?`, onboarding).
		Scan(&answer, &t.Subject, &allowed, &answered, &t.Told, &t.Sent, &sent, &t.Rejected, &t.Dropped, &t.Said)
	if errors.Is(err, sql.ErrNoRows) {
		return Telemetry{}, nil
	}
	if err != nil {
		return Telemetry{}, err
	}
	t.Asked, t.On, t.Allowed, t.AnsweredAt = true, answer == "on", strings.Fields(allowed), fromMilli(answered)
	if sent > 0 {
		t.SentAt = fromMilli(sent)
	}
	return t, nil
}

// AnswerTelemetry records the person's yes to what the subject describes, with the
// names of what she allows. What was refused before is due again.
func (s *Store) AnswerTelemetry(ctx context.Context, onboarding, subject string, allowed []string) error {
	return s.write(ctx, "keep what may be sent", func(tx *sql.Tx, now time.Time) error {
		if err := answerTelemetry(ctx, tx, now, onboarding, "on", subject, allowed); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx,
			"UPDATE telemetry_batch SET refused = 0, due_at = ? WHERE onboarding = ?", now.UnixMilli(), onboarding)
		return err
	})
}

// EndTelemetry records the person's no. What still waits is given up, and counts
// as not told, so that a later yes begins with it.
func (s *Store) EndTelemetry(ctx context.Context, onboarding, subject string) error {
	return s.write(ctx, "keep that nothing may be sent", func(tx *sql.Tx, now time.Time) error {
		if err := answerTelemetry(ctx, tx, now, onboarding, "off", subject, nil); err != nil {
			return err
		}
		return untell(ctx, tx, onboarding)
	})
}

// RetellTelemetry gives up what still waits and has it count as not told: the record says
// otherwise now, and is told of anew.
func (s *Store) RetellTelemetry(ctx context.Context, onboarding string) error {
	return s.write(ctx, "have what was not sent be told anew", func(tx *sql.Tx, _ time.Time) error {
		return untell(ctx, tx, onboarding)
	})
}

// untell gives up what still waits of an onboarding, and has it count as not told.
func untell(ctx context.Context, tx *sql.Tx, onboarding string) error {
	if _, err := tx.ExecContext(ctx, `
		UPDATE telemetry SET told = min(told, coalesce((SELECT min(since) FROM telemetry_batch WHERE onboarding = ? AND since < upto), told))
		WHERE onboarding = ?`, onboarding, onboarding); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM telemetry_batch WHERE onboarding = ?", onboarding)
	return err
}

func answerTelemetry(ctx context.Context, tx *sql.Tx, now time.Time, onboarding, answer, subject string, allowed []string) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO telemetry (onboarding, answer, subject, allowed, answered_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (onboarding) DO UPDATE SET
			answer = excluded.answer, subject = excluded.subject, allowed = excluded.allowed, answered_at = excluded.answered_at`,
		onboarding, answer, subject, strings.Join(allowed, " "), now.UnixMilli())
	return err
}

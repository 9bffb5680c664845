package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/progress"
)

// Arrival is an onboarding that comes from another machine.
type Arrival struct {
	ID, Track string
	Events    []progress.Event
}

// Taken says what became of the onboardings that arrived, by their IDs.
type Taken struct {
	// Added were not there before, and Grown goes on from what was there.
	Added, Grown []string
	// Doubled were there already, with as much in them or more.
	Doubled []string
}

// ContradictionError says that an onboarding arrived which tells otherwise what is
// there of the same one already.
type ContradictionError struct {
	ID string
	// Event is the number of the first event that differs, from 1 on.
	Event int
}

// Error says what happened and what to do, for a person.
func (e *ContradictionError) Error() string {
	return fmt.Sprintf("it tells otherwise than what was imported of the onboarding %s before, from its event %d on. "+
		"To take this one instead, give the other up first: firstlight import --forget %s", e.ID, e.Event, e.ID)
}

// Import takes in what next returns until that returns nil, in one transaction:
// where it returns an error, that is returned as it is and nothing is taken in.
// One that contradicts what is there gives a *ContradictionError.
func (s *Store) Import(ctx context.Context, next func() (*Arrival, error)) (Taken, error) {
	var taken Taken
	var refused error
	err := s.write(ctx, "import onboardings", func(tx *sql.Tx, now time.Time) error {
		taken = Taken{}
		into, err := prepareImport(ctx, tx, now)
		if err != nil {
			return err
		}
		defer func() { _ = into.insert.Close() }()
		for {
			arrival, err := next()
			if err != nil {
				refused = err
				return err
			}
			if arrival == nil {
				return nil
			}
			if err := into.take(ctx, *arrival, &taken); err != nil {
				return err
			}
		}
	})
	if refused != nil {
		return Taken{}, refused
	}
	if err != nil {
		return Taken{}, err
	}
	return taken, nil
}

// importing is one import under way.
type importing struct {
	tx     *sql.Tx
	now    time.Time
	insert *sql.Stmt
}

func prepareImport(ctx context.Context, tx *sql.Tx, now time.Time) (importing, error) {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO imported_event (onboarding, n, at, kind, body) VALUES (?, ?, ?, ?, ?)")
	return importing{tx, now, insert}, err
}

func (i importing) take(ctx context.Context, a Arrival, taken *Taken) error {
	there, err := importedEvents(ctx, i.tx, a.ID)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		if at := firstDifference(told(there), told(a.Events)); at > 0 {
			return &ContradictionError{ID: a.ID, Event: at}
		}
		// It may have no more in it but the person's notes.
		if short := len(told(there)) - len(told(a.Events)); short > 0 || short == 0 && len(a.Events) <= len(there) {
			taken.Doubled = append(taken.Doubled, a.ID)
			return nil
		}
		if _, err := i.tx.ExecContext(ctx, "DELETE FROM imported WHERE id = ?", a.ID); err != nil {
			return err
		}
		taken.Grown = append(taken.Grown, a.ID)
	} else {
		taken.Added = append(taken.Added, a.ID)
	}
	return i.put(ctx, a)
}

func (i importing) put(ctx context.Context, a Arrival) error {
	rollup, err := json.Marshal(insight.RollUp(a.ID, a.Track, a.Events))
	if err != nil {
		return fmt.Errorf("encode what %s amounts to: %w", a.ID, err)
	}
	if _, err := i.tx.ExecContext(ctx, "INSERT INTO imported (id, imported_at, rules, track, rollup) VALUES (?, ?, ?, ?, ?)",
		a.ID, i.now.UnixMilli(), insight.Rules, a.Track, string(rollup)); err != nil {
		return err
	}
	for n, e := range a.Events {
		body, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("encode %s: %w", e.Kind, err)
		}
		if _, err := i.insert.ExecContext(ctx, a.ID, n+1, e.At.UnixMilli(), string(e.Kind), string(body)); err != nil {
			return err
		}
	}
	return nil
}

// told returns the events without what a person may have kept to herself.
func told(events []progress.Event) []progress.Event {
	return slices.DeleteFunc(slices.Clone(events), func(e progress.Event) bool { return e.Kind.Opinion() })
}

// firstDifference returns the number of the first event in which two tellings of
// one onboarding differ, as far as both go; 0 where they agree. Words do not count:
// what is scrubbed from them changes with what is known of the person.
func firstDifference(a, b []progress.Event) int {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if !x.At.Equal(y.At) || x.Kind != y.Kind || x.Step != y.Step || x.Shift != y.Shift || statusOf(x) != statusOf(y) || outcomeOf(x) != outcomeOf(y) {
			return i + 1
		}
	}
	return 0
}

func statusOf(e progress.Event) string {
	if e.Finding == nil {
		return ""
	}
	return string(e.Finding.Status)
}

func outcomeOf(e progress.Event) string {
	if e.Work == nil {
		return ""
	}
	return string(e.Work.Outcome)
}

// Forget gives up an onboarding that was imported. It returns ErrNone where there
// is no such one.
func (s *Store) Forget(ctx context.Context, id string) error {
	return s.write(ctx, "give up an imported onboarding", func(tx *sql.Tx, _ time.Time) error {
		return changeOne(tx.ExecContext(ctx, "DELETE FROM imported WHERE id = ?", id))
	})
}

func importedEvents(ctx context.Context, q rowsQuerier, id string) (events []progress.Event, err error) {
	rows, err := q.QueryContext(ctx, "SELECT n, at, kind, body FROM imported_event WHERE onboarding = ? ORDER BY n", id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r record
		if err := rows.Scan(&r.seq, &r.at, &r.kind, &r.body); err != nil {
			return nil, err
		}
		e, err := r.decode()
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

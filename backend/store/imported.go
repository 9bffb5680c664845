package store

import (
	"cmp"
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

// batchEvents is how many events are written at a time: other programs write in
// between, and wait for no more than that.
const batchEvents = 2000

// Import takes in what next returns until that returns nil, each onboarding whole and
// as many at a time as make no other program wait for long. Where it stops early, as
// next returns an error, which is returned as it is, or as the program is ended, what
// was taken in stays and Taken says what that is: to import the same again goes on
// from there. One that contradicts what is there gives a *ContradictionError; Compare
// tells that before anything is taken in.
func (s *Store) Import(ctx context.Context, next func() (*Arrival, error)) (Taken, error) {
	var taken Taken
	for {
		batch, ended, stopped := gather(next)
		if len(batch) > 0 {
			if err := s.takeIn(ctx, batch, &taken); err != nil {
				return taken, err
			}
		}
		if ended {
			return taken, stopped
		}
	}
}

// gather prepares what is written at a time, and reports whether there is no more. Where
// it stops with an error, what came before that is returned with it.
func gather(next func() (*Arrival, error)) (batch []prepared, ended bool, err error) {
	for events := 0; events < batchEvents; {
		arrival, err := next()
		if arrival == nil || err != nil {
			return batch, true, err
		}
		// All that can be done before the lock is taken is.
		p, err := prepare(*arrival)
		if err != nil {
			return batch, true, err
		}
		batch, events = append(batch, p), events+len(p.bodies)
	}
	return batch, false, nil
}

// Compare returns a *ContradictionError where an onboarding contradicts what is there
// of the same one.
func (s *Store) Compare(ctx context.Context, a Arrival) error {
	there, err := importedEvents(ctx, s.readers, a.ID)
	if err != nil {
		return s.explain("read an imported onboarding", err)
	}
	return a.Compare(there)
}

// Compare returns a *ContradictionError where the onboarding contradicts the events that
// are there of it; what it goes on with, or stops short of, is no contradiction.
func (a Arrival) Compare(there []progress.Event) error {
	if at := firstDifference(told(there), told(a.Events)); at > 0 {
		return &ContradictionError{ID: a.ID, Event: at}
	}
	return nil
}

// prepared is an onboarding as it is written.
type prepared struct {
	Arrival
	rollup string
	bodies []string
}

func prepare(a Arrival) (prepared, error) {
	p := prepared{Arrival: a, bodies: make([]string, len(a.Events))}
	rollup, err := json.Marshal(insight.RollUp(a.ID, a.Track, a.Events))
	if err != nil {
		return p, fmt.Errorf("encode what %s amounts to: %w", a.ID, err)
	}
	p.rollup = string(rollup)
	for n, e := range a.Events {
		body, err := json.Marshal(e)
		if err != nil {
			return p, fmt.Errorf("encode %s: %w", e.Kind, err)
		}
		p.bodies[n] = string(body)
	}
	return p, nil
}

// takeIn writes some onboardings in one transaction, and adds to taken what became of
// them once it is on the disk.
func (s *Store) takeIn(ctx context.Context, batch []prepared, taken *Taken) error {
	var now Taken
	var refused error
	err := s.write(ctx, "import onboardings", func(tx *sql.Tx, at time.Time) error {
		now = Taken{}
		into, err := prepareImport(ctx, tx, at)
		if err != nil {
			return err
		}
		defer func() { _ = into.insert.Close() }()
		for _, p := range batch {
			err := into.take(ctx, p, &now)
			if contradiction, ok := errors.AsType[*ContradictionError](err); ok {
				refused = contradiction
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return cmp.Or(refused, err)
	}
	taken.Added, taken.Grown, taken.Doubled = append(taken.Added, now.Added...), append(taken.Grown, now.Grown...), append(taken.Doubled, now.Doubled...)
	return nil
}

// importing is one batch under way.
type importing struct {
	tx     *sql.Tx
	now    time.Time
	insert *sql.Stmt
}

func prepareImport(ctx context.Context, tx *sql.Tx, now time.Time) (importing, error) {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO imported_event (onboarding, n, at, kind, body) VALUES (?, ?, ?, ?, ?)")
	return importing{tx, now, insert}, err
}

func (i importing) take(ctx context.Context, p prepared, taken *Taken) error {
	there, err := importedEvents(ctx, i.tx, p.ID)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		if err := p.Compare(there); err != nil {
			return err
		}
		// It may have no more in it but the person's notes.
		if short := len(told(there)) - len(told(p.Events)); short > 0 || short == 0 && len(p.Events) <= len(there) {
			taken.Doubled = append(taken.Doubled, p.ID)
			return nil
		}
		if _, err := i.tx.ExecContext(ctx, "DELETE FROM imported WHERE id = ?", p.ID); err != nil {
			return err
		}
		taken.Grown = append(taken.Grown, p.ID)
	} else {
		taken.Added = append(taken.Added, p.ID)
	}
	return i.put(ctx, p)
}

func (i importing) put(ctx context.Context, p prepared) error {
	if _, err := i.tx.ExecContext(ctx, "INSERT INTO imported (id, imported_at, rules, track, rollup) VALUES (?, ?, ?, ?, ?)",
		p.ID, i.now.UnixMilli(), insight.Rules, p.Track, p.rollup); err != nil {
		return err
	}
	for n, e := range p.Events {
		if _, err := i.insert.ExecContext(ctx, p.ID, n+1, e.At.UnixMilli(), string(e.Kind), p.bodies[n]); err != nil {
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

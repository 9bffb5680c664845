package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"firstlight/backend/insight"
)

// Team returns what each onboarding amounts to that was imported, by its ID. What
// was rolled up by other rules is rolled up anew first.
func (s *Store) Team(ctx context.Context) ([]insight.Onboarding, error) {
	if err := s.renewRollups(ctx); err != nil {
		return nil, err
	}
	team, err := s.team(ctx)
	return team, s.explain("read the imported onboardings", err)
}

// rollups is how many are decoded at a time.
const rollups = 256

func (s *Store) team(ctx context.Context) (team []insight.Onboarding, err error) {
	rows, err := s.readers.QueryContext(ctx, "SELECT rollup FROM imported ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var decoding errgroup.Group
	decoding.SetLimit(runtime.GOMAXPROCS(0))
	var batches []*[]insight.Onboarding
	var texts [][]byte
	hand := func() {
		batch, part := texts, &[]insight.Onboarding{}
		texts = nil
		batches = append(batches, part)
		decoding.Go(func() (err error) {
			*part, err = decodeRollups(batch)
			return err
		})
	}
	for rows.Next() {
		var text []byte
		if err := rows.Scan(&text); err != nil {
			return nil, errors.Join(err, decoding.Wait())
		}
		if texts = append(texts, text); len(texts) == rollups {
			hand()
		}
	}
	hand()
	if err := errors.Join(rows.Err(), decoding.Wait()); err != nil {
		return nil, err
	}
	same := words{}
	for _, batch := range batches {
		for i := range *batch {
			same.share(&(*batch)[i])
		}
		team = append(team, *batch...)
	}
	return team, nil
}

func decodeRollups(texts [][]byte) ([]insight.Onboarding, error) {
	decoded := make([]insight.Onboarding, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal(text, &decoded[i]); err != nil {
			return nil, fmt.Errorf("decode what an onboarding amounts to: %w", err)
		}
	}
	return decoded, nil
}

// words keeps each word once: ten thousand onboardings of a journey name the same
// steps.
type words map[string]string

func (w words) same(text *string) {
	if kept, ok := w[*text]; ok {
		*text = kept
		return
	}
	w[*text] = *text
}

func (w words) share(o *insight.Onboarding) {
	w.same(&o.Journey)
	w.same(&o.Version)
	w.same(&o.Track)
	w.same(&o.Stands)
	for i := range o.Steps {
		step := &o.Steps[i]
		w.same(&step.ID)
		w.same(&step.Stage)
		w.same(&step.Title)
		w.same((*string)(&step.Kind))
	}
	for i := range o.Milestones {
		w.same((*string)(&o.Milestones[i].Name))
	}
	for i := range o.Errors {
		w.same(&o.Errors[i].Step)
		w.same(&o.Errors[i].Known)
		w.same(&o.Errors[i].Said)
	}
}

// renewRollups rolls up anew what was by other rules.
func (s *Store) renewRollups(ctx context.Context) error {
	const stale = "SELECT EXISTS (SELECT 1 FROM imported WHERE rules <> ?)"
	var any bool
	if err := s.readers.QueryRowContext(ctx, stale, insight.Rules).Scan(&any); err != nil || !any {
		return s.explain("look how onboardings were rolled up", err)
	}
	return s.write(ctx, "roll up onboardings", func(tx *sql.Tx, _ time.Time) error {
		rows, err := tx.QueryContext(ctx, "SELECT id, track FROM imported WHERE rules <> ? ORDER BY id", insight.Rules)
		if err != nil {
			return err
		}
		var all []Arrival
		for rows.Next() {
			var a Arrival
			if err := rows.Scan(&a.ID, &a.Track); err != nil {
				return errors.Join(err, rows.Close())
			}
			all = append(all, a)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, a := range all {
			if a.Events, err = importedEvents(ctx, tx, a.ID); err != nil {
				return err
			}
			rollup, err := json.Marshal(insight.RollUp(a.ID, a.Track, a.Events))
			if err != nil {
				return fmt.Errorf("encode what %s amounts to: %w", a.ID, err)
			}
			if _, err := tx.ExecContext(ctx, "UPDATE imported SET rules = ?, rollup = ? WHERE id = ?", insight.Rules, string(rollup), a.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

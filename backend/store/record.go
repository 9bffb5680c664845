package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"firstlight/backend/progress"
)

// batchSize is how many records are decoded at a time. Decoding takes several
// times as long as reading, so a long history is decoded on every core while it
// is read.
const batchSize = 512

// record is a row of the event table.
type record struct {
	seq, at int64
	kind    string
	body    []byte
}

func (r record) decode() (progress.Event, error) {
	var e progress.Event
	if err := json.Unmarshal(r.body, &e); err != nil {
		return progress.Event{}, fmt.Errorf("decode event %d (%s): %w", r.seq, r.kind, err)
	}
	e.Seq, e.At, e.Kind = r.seq, fromMilli(r.at), progress.Kind(r.kind)
	return e, nil
}

// batch is a run of records and the events that they decode to.
type batch struct {
	records []record
	events  []progress.Event
}

func (b *batch) decode() error {
	b.events = make([]progress.Event, len(b.records))
	for i, r := range b.records {
		var err error
		if b.events[i], err = r.decode(); err != nil {
			return err
		}
	}
	b.records = nil
	return nil
}

// rowsQuerier is a pool of connections or a transaction.
type rowsQuerier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func readEvents(ctx context.Context, q rowsQuerier, onboarding string, after int64) ([]progress.Event, error) {
	var decoding errgroup.Group
	decoding.SetLimit(runtime.GOMAXPROCS(0))
	batches, err := readBatches(ctx, q, onboarding, after, func(b *batch) { decoding.Go(b.decode) })
	if err := errors.Join(err, decoding.Wait()); err != nil {
		return nil, err
	}
	total := 0
	for _, b := range batches {
		total += len(b.events)
	}
	events := make([]progress.Event, 0, total)
	for _, b := range batches {
		events = append(events, b.events...)
	}
	return events, nil
}

// readBatches reads the records in order and hands each batch over when it is
// complete.
func readBatches(ctx context.Context, q rowsQuerier, onboarding string, after int64, complete func(*batch)) (batches []*batch, err error) {
	rows, err := q.QueryContext(ctx,
		"SELECT seq, at, kind, body FROM event WHERE onboarding = ? AND seq > ? ORDER BY seq", onboarding, after)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	last := &batch{}
	for rows.Next() {
		var r record
		if err := rows.Scan(&r.seq, &r.at, &r.kind, &r.body); err != nil {
			return nil, err
		}
		if len(last.records) == batchSize {
			complete(last)
			batches, last = append(batches, last), &batch{}
		}
		last.records = append(last.records, r)
	}
	if len(last.records) > 0 {
		complete(last)
		batches = append(batches, last)
	}
	return batches, rows.Err()
}

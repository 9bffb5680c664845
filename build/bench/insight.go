package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/store"
)

const (
	// insightPeople is how many onboardings there are; with insightSigns signs of
	// each person they have about 3,000,000 events.
	insightPeople = 10_000
	insightSigns  = 206
	// insightBudget is how many scans of the events friction and impact may take,
	// and insightMemory how much memory, in bytes.
	insightBudget = 3.0
	insightMemory = 200 << 20
)

// measureInsight measures friction and impact over many onboardings beside one
// scan of their events.
func measureInsight(ctx context.Context, runs int) ([]row, error) {
	dir, err := os.MkdirTemp("", "firstlight-bench-")
	if err != nil {
		return nil, err
	}
	rows, err := insightIn(ctx, filepath.Join(dir, "firstlight.db"), runs)
	return rows, errors.Join(err, os.RemoveAll(dir))
}

func insightIn(ctx context.Context, file string, runs int) (rows []row, err error) {
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	events, n := 0, 0
	var making time.Duration
	began := time.Now()
	_, err = s.Import(ctx, func() (*store.Arrival, error) {
		if n == insightPeople {
			return nil, nil
		}
		made := time.Now()
		o := insighttest.Make(1, n, insightPeople, insightSigns)
		making += time.Since(made)
		n++
		events += len(o.Events)
		return &store.Arrival{ID: o.ID, Track: o.Track, Events: o.Events}, nil
	})
	if err != nil {
		return nil, err
	}
	imported := time.Since(began) - making
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	debug.FreeOSMemory()
	// From here on; where that cannot be said, what the import took counts as well.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	before, err := resident()
	if err != nil {
		return nil, err
	}
	var ours, scans []time.Duration
	for range runs {
		began := time.Now()
		if err := frictionAndImpact(ctx, s); err != nil {
			return nil, err
		}
		ours = append(ours, time.Since(began))
		began = time.Now()
		var count, size int64
		if err := db.QueryRowContext(ctx, "SELECT count(*), sum(length(body)) FROM imported_event").Scan(&count, &size); err != nil {
			return nil, err
		}
		scans = append(scans, time.Since(began))
	}
	after, err := resident()
	if err != nil {
		return nil, err
	}
	times := ratio(median(ours), median(scans))
	shown := func(d time.Duration) string { return d.Round(time.Millisecond).String() }
	what := fmt.Sprintf("%d onboardings, %d events", n, events)
	return []row{
		{"friction and impact: " + what, shown(median(ours)), shown(median(scans)) + " one SQL scan", fmt.Sprintf("%.2f ×", times), fmt.Sprintf("≤ %.0f ×", insightBudget), times <= insightBudget},
		{"their memory, at the most", fmt.Sprintf("%d MiB", (after-before)>>20), "", "", fmt.Sprintf("≤ %d MiB", insightMemory>>20), after-before <= insightMemory},
		{work: "import them", ours: shown(imported), figure: fmt.Sprintf("%.0f events/s", float64(events)/imported.Seconds()), within: true},
	}, nil
}

// frictionAndImpact does what firstlight friction --against and firstlight impact
// --against do, but for printing.
func frictionAndImpact(ctx context.Context, s *store.Store) error {
	team, err := s.Team(ctx)
	if err != nil {
		return err
	}
	versions := insight.Versions(team, "Payments")
	before := insight.Filter{Version: versions[0].Hash}.Of(team)
	after := insight.Filter{Version: versions[1].Hash}.Of(team)
	insight.FrictionOf(team, time.Now())
	insight.Compare(before, after)
	insight.ImpactOf(after, before, insight.Assumed())
	return nil
}

// resident returns the most memory that the process ever had, in bytes, or what
// Go has of the system where that is not told.
func resident() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64()), nil
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0, fmt.Errorf("reading how much memory there was: %w", err)
			}
			return kb << 10, nil
		}
	}
	return 0, errors.New("the system does not say how much memory there was")
}

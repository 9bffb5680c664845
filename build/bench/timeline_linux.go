package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

const (
	// timelineSteps is how many steps the way has that is drawn.
	timelineSteps = 500
	// timelineBudget is the most that may pass from the press of a key until the
	// picture is on the screen.
	timelineBudget = 100 * time.Millisecond
)

// drawn is what the page measured, in milliseconds.
type drawn struct {
	Steps       int
	Took, Empty []float64
}

// measureTimeline measures how long the browser face takes to draw a way of many
// steps.
func measureTimeline(ctx context.Context, runs int) (rows []row, err error) {
	_, err = inFolder(func(dir string) (_ time.Duration, err error) {
		journey := filepath.Join(dir, "journey.yaml")
		var text strings.Builder
		text.WriteString("name: Long\nstages:\n")
		for i := range timelineSteps {
			if i%25 == 0 {
				fmt.Fprintf(&text, "  - name: Stage %d\n    steps:\n", i/25+1)
			}
			fmt.Fprintf(&text, "      - { ask: Step %d of a long way, id: step-%d }\n", i+1, i)
		}
		if err := os.WriteFile(journey, []byte(text.String()), 0o600); err != nil {
			return 0, err
		}
		// The program begins the onboarding itself, so that it is of this journey.
		f, err := serve(ctx, dir, filepath.Join(dir, "bin"), journey)
		if err != nil {
			return 0, err
		}
		if err := f.close(); err != nil {
			return 0, err
		}
		if err := walk(ctx, filepath.Join(dir, "data", "firstlight.db")); err != nil {
			return 0, fmt.Errorf("walking the way: %w", err)
		}
		if f, err = serve(ctx, dir, filepath.Join(dir, "bin"), journey); err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, f.close()) }()
		address, err := f.another()
		if err != nil {
			return 0, err
		}
		page := exec.CommandContext(ctx, "node", "build/bench/timeline.mjs", address, fmt.Sprint(runs))
		page.Stderr = os.Stderr
		out, err := page.Output()
		if err != nil {
			return 0, fmt.Errorf("measuring the page: %w", err)
		}
		var seen drawn
		if err := json.Unmarshal(out, &seen); err != nil {
			return 0, fmt.Errorf("reading what the page measured: %w", err)
		}
		if seen.Steps != timelineSteps {
			return 0, fmt.Errorf("the page drew %d steps of %d", seen.Steps, timelineSteps)
		}
		took := time.Duration(median(seen.Took) * float64(time.Millisecond))
		rows = []row{{
			fmt.Sprintf("Timeline of %d steps, from the key to the screen", timelineSteps), took.Round(time.Millisecond).String(),
			fmt.Sprintf("%.0f ms two frames alone", median(seen.Empty)), "", "≤ " + timelineBudget.String(), took <= timelineBudget,
		}}
		return 0, nil
	})
	return rows, err
}

// walk records a day of work at each step: by hand, with a fix that fails and one
// that works.
func walk(ctx context.Context, file string) (err error) {
	at := time.Now().AddDate(0, 0, -30)
	s, err := store.Open(ctx, file, store.Options{Now: func() time.Time { at = at.Add(40 * time.Second); return at }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	onboarding, err := s.LastOpened(ctx)
	if err != nil {
		return err
	}
	add := func(events ...progress.Event) error {
		_, _, err := s.Append(ctx, onboarding.ID, 0, func([]progress.Event) ([]progress.Event, error) { return events, nil })
		return err
	}
	const session = "bench"
	if err := add(progress.Event{Kind: progress.Entered, Session: session}); err != nil {
		return err
	}
	held := check.Hold("It holds")
	for i := range timelineSteps {
		step := fmt.Sprint("step-", i)
		for _, outcome := range []progress.Outcome{progress.Failed, progress.Done} {
			run := fmt.Sprint(step, "-", outcome)
			for _, e := range []progress.Event{
				{Kind: progress.Active, Session: session, Step: step},
				{Kind: progress.WorkBegan, Session: session, Step: step, Work: &progress.Work{Run: run, Use: progress.UseFix}},
				{Kind: progress.WorkEnded, Session: session, Step: step, Work: &progress.Work{Run: run, Use: progress.UseFix, Outcome: outcome}},
			} {
				if err := add(e); err != nil {
					return err
				}
			}
		}
		if err := add(progress.Event{Kind: progress.Observed, Session: session, Step: step, Finding: &held}); err != nil {
			return err
		}
	}
	return add(progress.Event{Kind: progress.Left, Session: session})
}

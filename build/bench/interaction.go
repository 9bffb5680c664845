package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

const (
	// interactionSteps is how many steps the window shows.
	interactionSteps = 500
	// interactionBudget is the most that may pass from a press until its answer is
	// on the screen.
	interactionBudget = 100 * time.Millisecond
)

// answered is what the page measured, in milliseconds by what was done.
type answered struct {
	Steps int
	Took  map[string][]float64
	// First are the times of the first round, in which nothing of a page has run before.
	First map[string][]float64
	Empty []float64
}

// measureInteraction measures how long a window of many steps, some of which run,
// takes to answer. What it shows is acted, so that nothing but the window is measured.
func measureInteraction(ctx context.Context, runs int) ([]row, error) {
	acted, err := filepath.Abs("build/cache/acted")
	if err != nil {
		return nil, err
	}
	build := exec.CommandContext(ctx, "npm", "--prefix", "frontend", "run", "acted")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the acted interface: %w\n%s", err, out)
	}
	page := exec.CommandContext(ctx, "node", "build/bench/interaction.mjs", fmt.Sprint(runs))
	page.Env = append(os.Environ(), "ACTED="+acted)
	page.Stderr = os.Stderr
	out, err := page.Output()
	if err != nil {
		return nil, fmt.Errorf("measuring the page: %w", err)
	}
	var seen answered
	if err := json.Unmarshal(out, &seen); err != nil {
		return nil, fmt.Errorf("reading what the page measured: %w", err)
	}
	if seen.Steps != interactionSteps {
		return nil, fmt.Errorf("the page shows %d steps of %d", seen.Steps, interactionSteps)
	}
	took, first := medians(seen.Took), medians(seen.First)
	for name, ms := range took {
		fmt.Fprintf(os.Stderr, "  %s: %.0f ms, %.0f ms the first time\n", name, ms, first[name])
	}
	alone := fmt.Sprintf("%.0f ms two frames alone", median(seen.Empty))
	slowest := func(work string, took map[string]float64) row {
		name := slices.MaxFunc(slices.Collect(maps.Keys(took)), func(a, b string) int { return cmp.Compare(took[a], took[b]) })
		worst := time.Duration(took[name] * float64(time.Millisecond))
		return row{work + name, worst.Round(time.Millisecond).String(), alone, "", "≤ " + interactionBudget.String(), worst <= interactionBudget}
	}
	return []row{
		slowest(fmt.Sprintf("slowest answer with %d steps, 3 running: ", seen.Steps), took),
		slowest("the same where it was never shown before: ", first),
	}, nil
}

// medians returns the median of each.
func medians(of map[string][]float64) map[string]float64 {
	found := make(map[string]float64, len(of))
	for name, all := range of {
		found[name] = median(all)
	}
	return found
}

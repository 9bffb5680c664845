// Bench measures Firstlight against its budgets, side by side with what each is
// a ratio of, and prints a table of medians.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"text/tabwriter"
	"time"
)

// row is one line of the table.
type row struct {
	work, ours, against, figure, budget string
	within                              bool
}

// section measures one budget or a few that are measured together.
type section struct {
	name    string
	measure func(ctx context.Context, runs int) ([]row, error)
}

func main() {
	runs := flag.Int("runs", 5, "how often each is measured; the median counts")
	only := flag.String("only", "", "measure just this: fold, append, insight, tools, warm, live, clone, commit, guard, detect, databases, services, timeline, interaction or window")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *runs, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, runs int, only string) error {
	var rows []row
	for _, s := range []section{{"fold", measureFold}, {"append", measureAppend}, {"insight", measureInsight}, {"tools", measureTools}, {"warm", measureWarm}, {"live", measureLive}, {"clone", measureClone}, {"commit", measureCommit}, {"guard", measureGuard}, {"detect", measureDetect}, {"databases", measureDatabases}, {"services", measureServices}, {"timeline", measureTimeline}, {"interaction", measureInteraction}, {"window", measureWindow}} {
		if only != "" && only != s.name {
			continue
		}
		fmt.Fprintf(os.Stderr, "measuring %s …\n", s.name)
		measured, err := s.measure(ctx, runs)
		if err != nil {
			return fmt.Errorf("measuring %s: %w", s.name, err)
		}
		rows = append(rows, measured...)
	}
	return print(rows)
}

func print(rows []row) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "work\tours\tagainst\tfigure\tbudget\t")
	for _, r := range rows {
		verdict := "within"
		if !r.within {
			verdict = "OVER"
		}
		if r.budget == "" {
			verdict = ""
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", r.work, r.ours, r.against, r.figure, r.budget, verdict)
	}
	return out.Flush()
}

// median returns the middle of the figures; of an even number, the lower one.
func median[T int | int64 | float64 | time.Duration](figures []T) T {
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[(len(sorted)-1)/2]
}

func ratio[T int64 | time.Duration](ours, against T) float64 { return float64(ours) / float64(against) }

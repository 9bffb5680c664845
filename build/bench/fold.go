package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// foldBudget is the most that folding 100,000 events may take.
const foldBudget = 100 * time.Millisecond

// linearBudget is the most that an event may cost among four times as many.
const linearBudget = 1.5

func measureFold(_ context.Context, runs int) ([]row, error) {
	var took, few, many []time.Duration
	for range runs {
		took = append(took, folding(100_000))
		few = append(few, folding(50_000))
		many = append(many, folding(200_000))
	}
	growth := ratio(median(many), median(few)) / 4
	shown := func(d time.Duration) string { return d.Round(100 * time.Microsecond).String() }
	return []row{
		{"fold 100,000 events", shown(median(took)), "", "", "≤ " + foldBudget.String(), median(took) <= foldBudget},
		{
			"fold 200,000 events", shown(median(many)), shown(median(few)) + " for 50,000",
			fmt.Sprintf("%.2f × per event", growth), fmt.Sprintf("≤ %.1f ×", linearBudget), growth <= linearBudget,
		},
	}, nil
}

// folding returns how long it takes to fold so many events. What earlier figures
// left behind is cleared away first, so that none pays for another.
func folding(n int) time.Duration {
	events := history(n)
	runtime.GC()
	began := time.Now()
	progress.Fold(events)
	return time.Since(began)
}

// history returns the events of an onboarding of 40 steps that never finishes,
// so that every event is accounted for.
func history(n int) []progress.Event {
	const steps = 40
	var plan progress.Plan
	for i := range steps {
		plan.Steps = append(plan.Steps, progress.PlanStep{ID: fmt.Sprint("step-", i), Milestone: journey.MachineReady})
	}
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	events := []progress.Event{
		{Seq: 1, At: at, Kind: progress.Adopted, Plan: &plan},
		{Seq: 2, At: at, Kind: progress.Entered, Session: "s"},
	}
	findings := []check.Finding{check.Hold("It holds"), check.Fail("bench/fails", "It does not hold")}
	for i := len(events); i < n; i++ {
		at = at.Add(time.Second)
		e := progress.Event{Seq: int64(i + 1), At: at, Session: "s", Step: plan.Steps[i%(steps-1)].ID}
		switch i % 4 {
		case 0:
			e.Kind, e.Work = progress.WorkBegan, &progress.Work{Run: "r", Use: progress.UseFix}
		case 1:
			e.Kind, e.Work = progress.WorkEnded, &progress.Work{Run: "r", Outcome: progress.Done}
		case 2:
			e.Kind = progress.Active
		case 3:
			e.Kind, e.Finding = progress.Observed, &findings[i/4%2]
		}
		events = append(events, e)
	}
	return events
}

package main

import (
	"context"
	"fmt"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// foldBudget is the most that folding 100,000 events may take.
const foldBudget = 100 * time.Millisecond

// linearBudget is the most that ten times the events may cost, over ten.
const linearBudget = 1.5

func measureFold(_ context.Context, runs int) ([]row, error) {
	few, many := history(10_000), history(100_000)
	var small, large []time.Duration
	for range runs {
		small = append(small, timed(func() { progress.Fold(few) }))
		large = append(large, timed(func() { progress.Fold(many) }))
	}
	growth := ratio(median(large), median(small)) / 10
	return []row{
		{
			"fold 100,000 events", median(large).Round(10 * time.Microsecond).String(), "", "", foldBudget.String(),
			median(large) <= foldBudget,
		}, {
			"the same, linear", median(large).Round(10 * time.Microsecond).String(),
			median(small).Round(10*time.Microsecond).String() + " for 10,000",
			fmt.Sprintf("%.2f × per event", growth), fmt.Sprintf("≤ %.1f ×", linearBudget), growth <= linearBudget,
		},
	}, nil
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

func timed(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

package guide

import (
	"context"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// passOn has the claims looked at that new events bear on, whichever program
// recorded them: those whose needs came to carry them or no longer do, those that wait
// for a claim which no longer tells of their cause, and what a program that ended
// left undone. The caller holds g.mu.
func (g *Guide) passOn(before *progress.State, events []progress.Event) {
	untold := untold(before, g.state)
	for _, step := range g.journey.Claims() {
		if now, _ := g.state.Step(step.ID); untold && now.Observed.Code == CodeSameCause {
			g.touchLocked(step.ID, changed)
		}
		if slices.ContainsFunc(step.Needs, func(id string) bool { return before.Carries(id) != g.state.Carries(id) }) {
			g.touchLocked(step.ID, changed)
		}
	}
	for _, e := range events {
		switch {
		case e.Kind == progress.WorkEnded && e.Work != nil && e.Work.Outcome == progress.Lost:
			g.touchLocked(e.Step, changed)
		case e.Kind == progress.Left && e.Session != g.session:
			for id := range g.steps {
				// What only that program saw may be otherwise for this one.
				s, ok := g.state.Step(id)
				if ok && (!answered(s.Observed) || s.By == e.Session && !g.checks[id].Costly) {
					g.touchLocked(id, changed)
				}
			}
		}
	}
}

// answered reports whether a costly claim was looked at, so that it is looked at
// again only on request: whatever it said, and also when a person stopped it.
func answered(f check.Finding) bool {
	return f.Status != "" && f.Status != check.Blocked && f.Code != codeUnplaced
}

// owe keeps an event that must not be lost although it could not be recorded.
func (g *Guide) owe(e progress.Event) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.owed = append(g.owed, e)
}

// settleOwed records what could not be recorded when it happened.
func (g *Guide) settleOwed(ctx context.Context) error {
	g.mu.RLock()
	owed := slices.Clone(g.owed)
	g.mu.RUnlock()
	if len(owed) == 0 {
		return nil
	}
	err := g.record(ctx, func(*progress.State) []progress.Event { return owed })
	if err != nil {
		return err
	}
	g.mu.Lock()
	g.owed = slices.Delete(g.owed, 0, len(owed))
	g.mu.Unlock()
	return nil
}

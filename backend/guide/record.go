package guide

import (
	"context"
	"fmt"
	"slices"

	"firstlight/backend/progress"
)

// record appends the events that decide returns for the present state, and only
// then shows them: what a person has seen as done is on disk. decide sees every
// event that any other program has recorded before, and nothing can come in
// between. It may return no event. What nobody has recorded yet of a sleep, or of
// a clock that was set, goes ahead of what it returns, so that no later event
// counts that time.
func (g *Guide) record(ctx context.Context, decide func(*progress.State) []progress.Event) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.mu.RLock()
	onboarding, after, state := g.onboarding.ID, g.state.Seq, g.state
	g.mu.RUnlock()

	now := g.moment()
	gap := g.gap(ctx, now)
	newer, appended, err := g.cfg.Store.Append(ctx, onboarding, after,
		func(newer []progress.Event) ([]progress.Event, error) {
			present := state.Clone()
			for _, e := range newer {
				present.Apply(e)
			}
			var events []progress.Event
			if shift := g.clockSet(present, now); shift != 0 {
				set := progress.Event{Kind: progress.ClockSet, Session: g.session, Seq: present.Seq, At: present.Until().Add(shift), Shift: shift}
				present.Apply(set)
				events = append(events, set)
			}
			// The clock of a finished onboarding stands still anyway.
			if gap != nil && present.FinishedAt.IsZero() {
				events = append(events, *gap)
			}
			return append(events, decide(present)...), nil
		})
	if err != nil {
		return fmt.Errorf("keeping the record: %w", err)
	}
	g.mu.Lock()
	g.ticked = now
	g.mu.Unlock()
	g.fold(append(newer, appended...))
	return nil
}

// refresh folds what other programs have recorded since.
func (g *Guide) refresh(ctx context.Context) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.mu.RLock()
	onboarding, after := g.onboarding.ID, g.state.Seq
	g.mu.RUnlock()
	events, err := g.cfg.Store.Events(ctx, onboarding, after)
	if err != nil {
		return fmt.Errorf("reading the record: %w", err)
	}
	g.fold(events)
	return nil
}

// fold folds events into the state that is shown, has the claims looked at that
// they bear on, and tells the faces. The caller holds g.writing.
func (g *Guide) fold(events []progress.Event) {
	if len(events) == 0 {
		return
	}
	g.mu.Lock()
	before := g.state
	next := before.Clone()
	for _, e := range events {
		next.Apply(e)
	}
	g.state = next
	if slices.ContainsFunc(events, func(e progress.Event) bool { return e.Kind == progress.ClockSet }) {
		g.rebase()
	}
	g.passOn(before, events)
	seq := next.Seq
	g.settled.Broadcast()
	g.mu.Unlock()
	select {
	case g.stirred <- struct{}{}:
	default:
	}
	g.subscribers.tell(Notice{Changed: true, Seq: seq})
	if slices.ContainsFunc(events, func(e progress.Event) bool { return e.Work != nil && e.Work.Service != "" }) {
		g.subscribers.tell(Notice{Services: true})
	}
}

package guide

import (
	"context"
	"fmt"
	"time"

	"firstlight/backend/progress"
)

// record appends the events that decide returns for the present state, and only
// then shows them: what a person has seen as done is on disk. decide sees every
// event that any other program has recorded before, and nothing can come in
// between. It may return no event.
func (g *Guide) record(ctx context.Context, decide func(*progress.State) []progress.Event) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.mu.RLock()
	onboarding, after, state := g.onboarding.ID, g.state.Seq, g.state
	g.mu.RUnlock()

	newer, appended, err := g.cfg.Store.Append(ctx, onboarding, after,
		func(newer []progress.Event) ([]progress.Event, error) {
			present := state.Clone()
			for _, e := range newer {
				present.Apply(e)
			}
			events := decide(present)
			if gap := g.slept(); gap != nil && len(events) > 0 {
				events = append([]progress.Event{*gap}, events...)
			}
			return events, nil
		})
	if err != nil {
		return fmt.Errorf("keeping the record: %w", err)
	}
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

// fold folds events into the state that is shown, and tells the faces. The
// caller holds g.writing.
func (g *Guide) fold(events []progress.Event) {
	if len(events) == 0 {
		return
	}
	g.mu.Lock()
	next := g.state.Clone()
	for _, e := range events {
		next.Apply(e)
	}
	g.state = next
	seq := next.Seq
	g.settled.Broadcast()
	g.mu.Unlock()
	g.subscribers.tell(Notice{Changed: true, Seq: seq})
}

// AsleepAfter is the gap between two ticks of the guide that is taken for the
// machine having slept, the program having been stopped or the clock having
// been put forward.
const AsleepAfter = 30 * time.Second

// slept returns the event for a gap in the guide's ticks, once for each gap.
func (g *Guide) slept() *progress.Event {
	g.mu.Lock()
	defer g.mu.Unlock()
	// The monotonic clock stands still during sleep, so it is set aside.
	now, last := g.cfg.Now().Round(0), g.ticked.Round(0)
	if now.Sub(last) < AsleepAfter {
		return nil
	}
	g.ticked = now
	return &progress.Event{Kind: progress.Asleep, Session: g.session, Since: last.UTC().Truncate(time.Millisecond)}
}

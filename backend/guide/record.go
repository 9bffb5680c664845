package guide

import (
	"context"
	"fmt"
	"slices"
	"time"

	"firstlight/backend/progress"
)

// record appends the events that decide returns for the present state, and only
// then shows them: what a person has seen as done is on disk. decide sees every
// event that any other program has recorded before, and nothing can come in
// between. It may return no event. A sleep that nobody has recorded yet goes
// ahead of what it returns, so that no later event counts that time.
func (g *Guide) record(ctx context.Context, decide func(*progress.State) []progress.Event) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.mu.RLock()
	onboarding, after, state := g.onboarding.ID, g.state.Seq, g.state
	g.mu.RUnlock()

	now := g.cfg.Now()
	gap := g.gap(ctx, now)
	newer, appended, err := g.cfg.Store.Append(ctx, onboarding, after,
		func(newer []progress.Event) ([]progress.Event, error) {
			present := state.Clone()
			for _, e := range newer {
				present.Apply(e)
			}
			events := decide(present)
			// The clock of a finished onboarding stands still anyway.
			if gap != nil && present.FinishedAt.IsZero() {
				events = append([]progress.Event{*gap}, events...)
			}
			return events, nil
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
	g.passOn(before, events)
	seq := next.Seq
	g.settled.Broadcast()
	g.mu.Unlock()
	g.subscribers.tell(Notice{Changed: true, Seq: seq})
	if slices.ContainsFunc(events, func(e progress.Event) bool { return e.Work != nil && e.Work.Service != "" }) {
		g.subscribers.tell(Notice{Services: true})
	}
}

// AsleepAfter is the gap between two ticks of the guide that is taken for the
// machine having slept, the program having been stopped or the clock having
// been put forward.
const AsleepAfter = 30 * time.Second

// gap returns the event for the time since the guide's last tick where that is
// too long for a program that ran, or nil. What another program has witnessed
// meanwhile was no sleep: only this one was stopped, as by Ctrl-Z.
func (g *Guide) gap(ctx context.Context, now time.Time) *progress.Event {
	g.mu.RLock()
	onboarding, since := g.onboarding.ID, g.ticked
	g.mu.RUnlock()
	if !standstill(since, now) {
		return nil
	}
	sessions, err := g.cfg.Store.Sessions(ctx, onboarding)
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "looking for who was awake", "error", err)
	}
	for _, s := range sessions {
		if s.ID != g.session && s.SeenAt.After(since) {
			since = s.SeenAt
		}
	}
	if !standstill(since, now) {
		return nil
	}
	return &progress.Event{Kind: progress.Asleep, Session: g.session, Since: since.UTC().Truncate(time.Millisecond)}
}

// standstill reports whether the program cannot have run from last until now.
// The monotonic clock stands still during sleep, so it is set aside.
func standstill(last, now time.Time) bool { return now.Round(0).Sub(last.Round(0)) >= AsleepAfter }

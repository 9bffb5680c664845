package guide

import (
	"context"
	"fmt"
	"maps"
	"time"
)

// confirmEvery is how often it is written down when claims were last looked at.
const confirmEvery = time.Minute

// confirmedAt returns when a claim was last looked at, by this program or as far
// as is on record. The caller holds g.mu.
func (g *Guide) confirmedAt(id string) time.Time {
	at := g.confirmed[id]
	if live, ok := g.steps[id]; ok && live.seen.After(at) {
		at = live.seen
	}
	if at.IsZero() {
		return at
	}
	return at.UTC().Truncate(time.Millisecond)
}

// confirmSometimes writes down when claims were last looked at, now and then.
func (g *Guide) confirmSometimes(ctx context.Context) error {
	g.mu.Lock()
	now := g.cfg.Now()
	due := now.Sub(g.confirmedOn) >= confirmEvery
	if due {
		g.confirmedOn = now
	}
	g.mu.Unlock()
	if !due {
		return nil
	}
	return g.confirm(ctx)
}

// confirm writes down when claims were last looked at.
func (g *Guide) confirm(ctx context.Context) error {
	g.mu.Lock()
	fresh := map[string]time.Time{}
	for id, live := range g.steps {
		if live.unsaved {
			fresh[id], live.unsaved = live.seen, false
		}
	}
	onboarding := g.onboarding.ID
	maps.Copy(g.confirmed, fresh)
	g.mu.Unlock()
	if err := g.cfg.Store.Confirm(ctx, onboarding, fresh); err != nil {
		return fmt.Errorf("keeping when steps were checked: %w", err)
	}
	return nil
}

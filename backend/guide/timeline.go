package guide

import (
	"context"
	"fmt"
	"time"

	"firstlight/backend/insight"
	"firstlight/backend/process"
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

// Way is the whole way of one onboarding, and what others took beside it.
type Way struct {
	progress.Timeline
	Track string
	// Now is the moment up to which time was counted.
	Now    time.Time
	Beside insight.Beside
}

// Timeline returns the whole way of the onboarding that is open.
func (g *Guide) Timeline(ctx context.Context) (Way, error) {
	g.mu.RLock()
	open, onboarding := g.open, g.onboarding
	g.mu.RUnlock()
	if !open {
		return Way{}, ErrNotOpen
	}
	events, err := g.cfg.Store.Events(ctx, onboarding.ID, 0)
	if err != nil {
		return Way{}, fmt.Errorf("reading the record: %w", err)
	}
	return g.way(ctx, share.Onboarding{ID: onboarding.ID, Track: onboarding.Track, Events: progress.Hushed(events)}, g.clockNow())
}

// TimelineOf returns the whole way of an onboarding that was exported to a file, as
// it stood when that was; a *share.FileError where it is none, a *MissingError where
// there is no such file.
func (g *Guide) TimelineOf(ctx context.Context, file string) (Way, error) {
	o, err := readOnboarding(process.Long(file))
	if err != nil {
		return Way{}, err
	}
	return g.way(ctx, o, o.Events[len(o.Events)-1].At)
}

func (g *Guide) way(ctx context.Context, o share.Onboarding, now time.Time) (Way, error) {
	team, err := g.cfg.Store.Team(ctx)
	if err != nil {
		return Way{}, fmt.Errorf("reading what others took: %w", err)
	}
	w := Way{Timeline: progress.TimelineOf(o.Events, now), Track: o.Track, Now: now}
	w.Beside = insight.BesideOf(team, insight.Onboarding{ID: o.ID, Journey: w.Plan.Name, Track: o.Track})
	return w, nil
}

package guide

import (
	"context"
	"time"

	"firstlight/backend/progress"
)

// Mute records that the person does not want to be told of a claim until a
// moment; a zero moment means never again. The claim is still observed.
func (g *Guide) Mute(ctx context.Context, id, reason string, until time.Time) error {
	reason = oneLine(reason)
	switch {
	case reason == "":
		return ErrNoReason
	case !fits(reason):
		return ErrLongNote
	case !until.IsZero() && !until.After(g.cfg.Now()):
		return ErrPastDate
	}
	if !until.IsZero() {
		until = until.UTC().Truncate(time.Millisecond)
	}
	return g.setStep(ctx, id, func(s progress.Step) bool {
		return s.Mute != nil && s.Mute.Reason == reason && s.Mute.Until.Equal(until)
	}, progress.Event{Kind: progress.Muted, Note: reason, Until: until})
}

// Unmute records that the person wants to be told of a claim again.
func (g *Guide) Unmute(ctx context.Context, id string) error {
	return g.setStep(ctx, id, func(s progress.Step) bool { return s.Mute == nil }, progress.Event{Kind: progress.Unmuted})
}

// setStep records an event of a step unless it says what is so already.
func (g *Guide) setStep(ctx context.Context, id string, already func(progress.Step) bool, e progress.Event) error {
	g.mu.RLock()
	err := g.closedTo()
	_, known := g.journey.Step(id)
	g.mu.RUnlock()
	switch {
	case err != nil:
		return err
	case !known:
		return g.noStep(id)
	}
	e.Session, e.Step = g.session, id
	return g.record(ctx, func(s *progress.State) []progress.Event {
		if step, ok := s.Step(id); !ok || already(step) {
			return nil
		}
		return []progress.Event{e}
	})
}

// unmuteOver records the end of mutes whose time is over.
func (g *Guide) unmuteOver(ctx context.Context, now time.Time) {
	g.mu.RLock()
	over := g.state.MutesOver(now)
	g.mu.RUnlock()
	for _, id := range over {
		if err := g.Unmute(ctx, id); err != nil && ctx.Err() == nil {
			g.cfg.Log.WarnContext(ctx, "ending a mute", "step", id, "error", err)
		}
	}
}

package guide

import (
	"context"
	"time"

	"firstlight/backend/progress"
)

// AsleepAfter is the gap between two ticks of the guide that is taken for the
// machine having slept or the program having been stopped.
const AsleepAfter = 30 * time.Second

// setAfter is by how much a clock must be off to be taken for one that was set:
// clocks that are kept right are put forward and back by less all the time.
const setAfter = 10 * time.Second

// moment is a moment by both of the machine's clocks: the one on the wall, which
// can be set, and the one that runs from its start.
type moment struct {
	// wall has no monotonic reading, since that stands still during sleep.
	wall time.Time
	// up is how long the machine has been up; it means nothing where told is false.
	up   time.Duration
	told bool
}

// moment returns the present one.
func (g *Guide) moment() moment {
	m := moment{wall: g.cfg.Now().Round(0)}
	if g.cfg.SinceBoot != nil {
		m.up, m.told = g.cfg.SinceBoot(), true
	}
	return m
}

// booted returns what the clock on the wall, had it always been as it is, would
// have said when the machine started.
func (m moment) booted() time.Time { return m.wall.Add(-m.up) }

// since returns how much time has passed, whatever was done to the clock.
func (m moment) since(earlier moment) time.Duration {
	if m.told && earlier.told {
		return m.up - earlier.up
	}
	return m.wall.Sub(earlier.wall)
}

// setSince reports whether the clock was set.
func (m moment) setSince(earlier moment) bool {
	return (m.wall.Sub(earlier.wall) - m.since(earlier)).Abs() >= setAfter
}

// standstill reports whether the program cannot have run from last until now.
func standstill(last, now moment) bool { return now.since(last) >= AsleepAfter }

// gap returns the event for the time since the guide's last tick where that is
// too long for a program that ran, or nil. What another program has witnessed
// meanwhile was no sleep: only this one was stopped, as by Ctrl-Z.
func (g *Guide) gap(ctx context.Context, now moment) *progress.Event {
	g.mu.RLock()
	onboarding, last := g.onboarding.ID, g.ticked
	g.mu.RUnlock()
	if !standstill(last, now) {
		return nil
	}
	sessions, err := g.cfg.Store.Sessions(ctx, onboarding)
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "looking for who was awake", "error", err)
	}
	// By the clock as it is now.
	since := now.wall.Add(-now.since(last))
	for _, s := range sessions {
		if s.ID != g.session && s.SeenAt.After(since) && !s.SeenAt.After(now.wall) {
			since = s.SeenAt
		}
	}
	if now.wall.Sub(since) < AsleepAfter {
		return nil
	}
	return &progress.Event{Kind: progress.Asleep, Session: g.session, Since: since.UTC().Truncate(time.Millisecond)}
}

// clockSet returns by how much the clock was set since the given state, which no
// program has recorded yet; zero where it was not. A clock that lies before the
// last event was put back by so much at least, whoever did not see it happen.
func (g *Guide) clockSet(s *progress.State, now moment) time.Duration {
	shift := time.Duration(0)
	if now.told {
		if off := now.booted().Add(-s.Shift()).Sub(g.base); off.Abs() >= setAfter {
			shift = off
		}
	}
	if back := now.wall.Sub(s.Until().Add(shift)); back <= -setAfter {
		shift += back
	}
	return shift.Truncate(time.Millisecond)
}

// rebase takes what the record says of the clock for true where this program has
// seen otherwise, or nothing: it was opened after the clock was set. The caller
// holds g.mu.
func (g *Guide) rebase() {
	now := g.moment()
	if base := now.booted().Add(-g.state.Shift()); base.Sub(g.base).Abs() >= setAfter {
		g.base = base
	}
}

package guide

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// silentAfter is how long a session may give no sign of life before it is taken
// for ended although a process with its number runs: numbers are used again.
const silentAfter = time.Minute

// reap closes the sessions of programs that ended without a word, as of their
// last sign of life, and the work that they left behind.
func (g *Guide) reap(ctx context.Context) error {
	dead, err := g.dead(ctx)
	if err != nil {
		return err
	}
	if len(dead) == 0 {
		return nil
	}
	if err := g.record(ctx, func(s *progress.State) []progress.Event { return g.endOf(s, dead) }); err != nil {
		return fmt.Errorf("closing sessions that have ended: %w", err)
	}
	for _, ended := range dead {
		if err := g.cfg.Store.EndSession(ctx, ended.ID); err != nil {
			return fmt.Errorf("closing a session that has ended: %w", err)
		}
	}
	return nil
}

// discount leaves out of the state that is only read what reap would record.
func (g *Guide) discount(ctx context.Context) error {
	dead, err := g.dead(ctx)
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, e := range g.endOf(g.state, dead) {
		e.Seq, e.At = g.state.Seq, g.clockNow()
		g.state.Apply(e)
	}
	return nil
}

// dead returns the sessions whose programs have ended without a word.
func (g *Guide) dead(ctx context.Context) ([]store.Session, error) {
	sessions, err := g.cfg.Store.Sessions(ctx, g.onboarding.ID)
	if err != nil {
		return nil, fmt.Errorf("looking for sessions that have ended: %w", err)
	}
	g.mu.RLock()
	stood := standstill(g.ticked, g.moment())
	g.mu.RUnlock()
	if stood {
		// Others have just woken as well, and need a moment to say so.
		return nil, nil
	}
	boot := bootID(ctx)
	return slices.DeleteFunc(sessions, func(s store.Session) bool {
		return s.ID == g.session || g.alive(ctx, s, boot)
	}), nil
}

func (g *Guide) alive(ctx context.Context, s store.Session, boot string) bool {
	heard, now := s.SeenAt, g.cfg.Now()
	g.mu.RLock()
	woke := g.woke
	g.mu.RUnlock()
	// A sign of life that lies ahead is from before the clock was put back.
	if woke.After(heard) || heard.After(now) {
		heard = woke
	}
	if s.Boot != boot || now.Sub(heard) > silentAfter {
		return false
	}
	exists, err := process.PidExistsWithContext(ctx, int32(s.PID))
	return err != nil || exists
}

// endOf returns the events of sessions that have ended without a word: that each
// left, and then what became of their work, so that nobody who is gone is taken
// to have been there until now.
func (g *Guide) endOf(s *progress.State, dead []store.Session) []progress.Event {
	var left, lost []progress.Event
	for _, ended := range dead {
		if !s.Present(ended.ID) {
			continue
		}
		seen := ended.SeenAt
		if until := s.Until(); seen.After(g.cfg.Now()) {
			// The clock was put back since, and what is known of is the last event.
			seen = until
		}
		left = append(left, progress.Event{Kind: progress.Left, Session: ended.ID, Since: seen.UTC().Truncate(time.Millisecond)})
		for _, r := range s.Running {
			if r.Session == ended.ID {
				work := r.Work
				work.Outcome, work.Reason = progress.Lost, "Firstlight ended while it ran"
				lost = append(lost, progress.Event{Kind: progress.WorkEnded, Session: g.session, Step: r.Step, Work: &work})
			}
		}
	}
	return append(left, lost...)
}

func newID() string {
	var b [8]byte
	// crypto/rand.Read never fails; it ends the program instead.
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

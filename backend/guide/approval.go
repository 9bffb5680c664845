package guide

import (
	"context"
	"slices"
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// approvalLocked returns what the person has to have agreed to: what the journey
// brings and, where she has not agreed to all of it yet, what the services of a
// step would reach of her machine beyond their containers. The caller holds g.mu.
func (g *Guide) approvalLocked() journey.Approval {
	a := g.journey.Approval()
	for _, step := range g.journey.Claims() {
		fixes, _ := g.fixesLocked(step.ID)
		all := [][]string{}
		for _, f := range fixes {
			all = append(all, f.Reaches)
		}
		if g.services != nil {
			all = append(all, g.services.Sight(step.ID).Reaches)
		}
		var reaches []string
		for _, reach := range slices.Concat(all...) {
			if !slices.Contains(reaches, reach) {
				reaches = append(reaches, reach)
			}
		}
		if slices.ContainsFunc(reaches, func(reach string) bool { return !g.state.ApprovesReach(step.ID, reach) }) {
			a = a.With(step.ID, reaches)
		}
	}
	return a
}

// consents reports whether the person has agreed to the commands that the journey brings
// for a step; rehearsed has those count, too, that stand in for her.
type consents func(step journey.Step, rehearsed bool) bool

// agreedLocked returns what knows what the person has agreed to: where a command of
// another step has changed since, those of this one are what she agreed to all the same.
// They are hashed once, when first asked about. The caller holds g.mu, also while it
// asks.
func (g *Guide) agreedLocked() consents {
	approval := sync.OnceValue(g.journey.Approval)
	return func(step journey.Step, rehearsed bool) bool {
		if g.state.Approves(approval()) {
			return true
		}
		all, rehearsals := approval().Of(step)
		if rehearsed {
			all = slices.Concat(all, rehearsals)
		}
		// What the journey brings no command for, and runs one all the same, is known by
		// none of them.
		return len(all) > 0 && g.state.ApprovesEach(all)
	}
}

// unapprovedLocked returns the steps of which the person has not agreed to a command, or
// to what services reach. approval is what she has to have agreed to. The caller holds
// g.mu.
func (g *Guide) unapprovedLocked(approval journey.Approval) map[string]bool {
	waits := map[string]bool{}
	if g.state.Approves(approval) {
		return waits
	}
	agreed := g.agreedLocked()
	for _, step := range g.journey.Claims() {
		own, _ := approval.Of(step)
		reaches := slices.ContainsFunc(own, func(c journey.ApprovedCommand) bool {
			return c.Use == journey.UseReach && !g.state.ApprovesReach(step.ID, c.Text)
		})
		waits[step.ID] = reaches || len(own) > 0 && !agreed(step, false)
	}
	return waits
}

// reachApprovedLocked reports whether the person has agreed to everything that a fix of
// a step reaches. The caller holds g.mu.
func (g *Guide) reachApprovedLocked(step journey.Step, fix check.Fix) bool {
	return !slices.ContainsFunc(fix.Reaches, func(reach string) bool { return !g.state.ApprovesReach(step.ID, reach) })
}

// Approve records that the person agreed to what has this hash, and looks at what
// waited for it.
func (g *Guide) Approve(ctx context.Context, hash string) error {
	g.mu.RLock()
	err, approval, own := g.closedTo(), g.approvalLocked(), g.journey.Approval()
	g.mu.RUnlock()
	if err != nil {
		return err
	}
	if approval.Hash != hash {
		return ErrApprovalChanged
	}
	err = g.record(ctx, func(s *progress.State) []progress.Event {
		if s.Approves(approval) && s.Approval.Hash == hash {
			return nil
		}
		var events []progress.Event
		if approval.Hash != own.Hash && !s.Approves(own) {
			// What services reach may change; the journey's own commands stay approved.
			events = append(events, progress.Event{Kind: progress.Approved, Session: g.session, Approval: &own})
		}
		return append(events, progress.Event{Kind: progress.Approved, Session: g.session, Approval: &approval})
	})
	if err != nil {
		return err
	}
	g.touchAll()
	return nil
}

package guide

import (
	"fmt"
	"maps"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// View is everything that a face may show at one moment.
type View struct {
	Journey    journey.Journey
	Onboarding store.Onboarding
	// State is the fold over the recorded events, with the time until Now.
	State *progress.State
	// Now is the moment of the view.
	Now time.Time
	// Mode is what the present moment counts as.
	Mode progress.Mode
	// Approval is what the journey would run, Approved whether the person has
	// agreed to it.
	Approval journey.Approval
	Approved bool
	// Unapproved holds the steps of which something waits for her to agree to it.
	Unapproved map[string]bool
	// Fixes are the ways to make each step's claim hold, by step.
	Fixes map[string][]check.Fix
	// Seen is when each claim was last looked at, as far as this program knows,
	// by step.
	Seen map[string]time.Time
	// Took is how long the last look of this program at each claim was, by step.
	Took map[string]time.Duration
	// Skipped holds the steps that this program does not look at.
	Skipped map[string]bool
	// Observing holds the steps that are being looked at now.
	Observing map[string]bool
	// Mine holds the runs of this program and how far each has come, which is
	// nil until something is known.
	Mine map[string]*check.Progress
	// Asked holds the questions that runs of this program put to the person, by
	// run.
	Asked map[string]Asked
	// Others are how long runs took other people at this journey's steps.
	Others map[progress.Effort][]time.Duration
	// Workspace is the absolute folder that code is cloned into.
	Workspace string
	// Theme is how Firstlight is to look.
	Theme Theme
	// Notices are sentences that a person should know, by topic.
	Notices map[string]string
}

// Usual returns how long work on a step takes, from the person's own runs and those
// of others.
func (v View) Usual(step string, use progress.Use, fix string) progress.Usual {
	e := progress.Effort{Step: step, Fix: fix, Use: use}
	return v.State.UsualWith(e, v.Others[e])
}

// InWay reports whether a claim stands in the way of the journey: it is one of its
// steps, or aside, and the step that is next rests on it.
func (v View) InWay(claim journey.Step) bool {
	now, ok := v.State.Step(claim.ID)
	if !ok || !now.Aside {
		return ok
	}
	if v.State.Current >= v.State.Way {
		return false
	}
	next, ok := v.Journey.Step(v.State.Steps[v.State.Current].ID)
	return ok && next.Rests(claim)
}

// View returns what a face may show now.
func (g *Guide) View() (View, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if !g.open {
		return View{}, ErrNotOpen
	}
	now := g.clockNow()
	v := View{
		Journey: g.journey, Onboarding: g.onboarding, State: g.state.At(now), Now: now, Mode: g.state.Mode(now),
		Approval: g.approvalLocked(), Workspace: g.workspaceLocked(), Theme: g.themeLocked(), Notices: maps.Clone(g.notices),
		Fixes: map[string][]check.Fix{}, Seen: map[string]time.Time{}, Observing: map[string]bool{},
		Mine: map[string]*check.Progress{}, Asked: map[string]Asked{}, Others: g.others, Took: map[string]time.Duration{}, Skipped: map[string]bool{},
	}
	v.Approved, v.Unapproved = g.state.Approves(v.Approval), g.unapprovedLocked(v.Approval)
	for _, step := range g.journey.Claims() {
		live := g.steps[step.ID]
		fixes, err := g.fixesLocked(step.ID)
		v.Fixes[step.ID] = showable(fixes)
		if err != nil {
			v.Notices["fixes of "+step.ID] = fmt.Sprintf("What there is to do about “%s” is not known: %v", step.Title, err)
		}
		v.Seen[step.ID], v.Took[step.ID], v.Skipped[step.ID] = g.confirmedAt(step.ID), live.took, live.skipped
		if s, ok := g.state.Step(step.ID); ok && s.Since.After(v.Seen[step.ID]) {
			v.Seen[step.ID] = s.Since
		}
		if sentence := g.contradiction(step.ID); sentence != "" {
			v.Notices["contradiction at "+step.ID] = sentence
		}
		v.Observing[step.ID] = live.observing || live.waits
	}
	g.unblock(v)
	for id, r := range g.runs {
		v.Mine[id] = r.lastProgress()
		if asked := r.asking.question(); asked != nil {
			v.Asked[id] = *asked
		}
	}
	return v, nil
}

// unblock leaves out of a view that a claim waits, once what it waited for is there
// or a look at it that takes long has begun: nothing is known of it yet. The caller
// holds g.mu.
func (g *Guide) unblock(v View) {
	begun := map[string]bool{}
	for _, r := range v.State.Running {
		if r.Use == progress.UseObserve {
			begun[r.Step], v.Observing[r.Step] = true, true
		}
	}
	agreed := g.agreedLocked()
	for i := range v.State.Steps {
		s := &v.State.Steps[i]
		if s.Finding.Status != check.Blocked {
			continue
		}
		step, known := v.Journey.Step(s.ID)
		waits := s.Finding.Code == codeNeeds || s.Finding.Code == CodeNeedsApproval
		if begun[s.ID] || known && waits && g.blocked(step, agreed) == nil {
			s.Finding, s.Since = check.Finding{}, time.Time{}
			delete(v.Seen, s.ID)
		}
	}
}

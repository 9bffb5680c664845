package guide

import (
	"context"
	"fmt"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// recordFinding records a finding that says something new. One that another
// program or the person has overtaken since was may be older than theirs, so the
// claim is looked at once more instead; only what took real work is kept.
func (g *Guide) recordFinding(ctx context.Context, was progress.Step, id string, f check.Finding, why reason) error {
	if !f.Status.Valid() {
		f = check.CannotTell("check/no-answer", "The check gave no answer")
	}
	g.mu.RLock()
	light := !g.checks[id].Costly || !answered(f)
	confirmed := g.confirmedAt(id)
	claim, _ := g.journey.Step(id)
	kind := claim.Kind
	var own check.Finding
	if live, ok := g.steps[id]; ok {
		own = live.own
	}
	g.mu.RUnlock()
	if f.Detail != "" && !f.Holds() && f.Known == nil {
		if known, ok := g.cfg.Rooms.Known(f.Detail); ok {
			if kind == journey.Checks {
				known = elsewhere(known)
			}
			f.Known = &known
		}
	}
	overtaken, contrary := false, false
	err := g.record(ctx, func(s *progress.State) []progress.Event {
		step, ok := s.Step(id)
		f := toldOnce(s, id, f)
		switch {
		case !ok, step.Observed.Status != "" && step.Observed.Same(f):
			return nil
		case light && !(step.Since.Equal(was.Since) && step.Observed.Same(was.Observed)):
			overtaken = true
			return nil
		case light && why == changed && own.Same(f) && g.othersWord(s, step):
			contrary = true
			return nil
		default:
			return []progress.Event{{Kind: progress.Observed, Session: g.session, Step: id, Finding: &f, Since: confirmed}}
		}
	})
	switch {
	case overtaken:
		g.touch(id, changed)
	case err == nil:
		g.keepOwn(id, f, contrary)
	}
	return err
}

// elsewhere says of a known failure that it happened where the checks of a pull
// request run: what mends it there is no command of this machine.
func elsewhere(known check.KnownFailure) check.KnownFailure {
	known.Cause = "This happened on the machine that runs the checks, not on yours. " + known.Cause
	known.Next = "Where it is about that machine, tell whoever looks after it. " + known.Next
	known.Command = ""
	return known
}

// othersWord reports whether what stands of a step is what another program saw
// that is still there. Where nothing has changed as seen from here, that other
// one sees the machine otherwise, as with another PATH or another DOCKER_HOST.
// Two such programs would replace each other's findings for ever; so the newer
// stands until something changes for either, a person asks, or its program ends.
func (g *Guide) othersWord(s *progress.State, step progress.Step) bool {
	return step.By != g.session && s.Present(step.By) && answered(step.Observed)
}

// keepOwn keeps in mind what this program saw of a step. That a claim waits for
// another is no sight of it.
func (g *Guide) keepOwn(id string, f check.Finding, contrary bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	live, ok := g.steps[id]
	if !ok {
		return
	}
	live.contrary = check.Finding{}
	if contrary {
		live.contrary = f
	}
	if f.Status != check.Blocked {
		live.own = f
	}
}

// contradiction says that this program sees a step otherwise than what stands;
// it is empty where it does not. The caller holds g.mu.
func (g *Guide) contradiction(id string) string {
	live := g.steps[id]
	step, _ := g.state.Step(id)
	if live.contrary.Status == "" || step.Observed.Same(live.contrary) || !g.othersWord(g.state, step) {
		return ""
	}
	return fmt.Sprintf("“%s” reads otherwise here than in another window or terminal: “%s” here, “%s” there, which is shown. "+
		"They run in different environments; close one of them, or start both from the same terminal",
		step.Title, live.contrary.Summary, step.Observed.Summary)
}

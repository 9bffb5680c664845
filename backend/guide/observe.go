package guide

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// DefaultLimit bounds one observation that sets no limit of its own.
const DefaultLimit = 10 * time.Second

// reason is why a claim is looked at.
type reason int

const (
	// changed: something that it depends on may have changed.
	changed reason = iota
	// asked: a person asked, or a fix has just run.
	asked
)

// stepLive is what this program knows of a step beyond the record.
type stepLive struct {
	// observing says that an observation is under way.
	observing bool
	// again says that something changed meanwhile, and why.
	again  bool
	reason reason
	// waits says that the observation was put off until a need is known.
	waits bool
	// seen is when the claim was last confirmed by this program.
	seen time.Time
}

// unsettled reports whether more is to come.
func (l *stepLive) unsettled() bool { return l.observing || l.again || l.waits }

// touchAll looks at every claim of the journey.
func (g *Guide) touchAll() {
	g.mu.RLock()
	steps := g.journey.Steps()
	g.mu.RUnlock()
	for _, step := range steps {
		g.touch(step.ID, changed)
	}
}

// touch has a claim looked at soon, once, however often it is touched.
func (g *Guide) touch(id string, why reason) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.touchLocked(id, why)
}

func (g *Guide) touchLocked(id string, why reason) {
	live, ok := g.steps[id]
	if !ok || !g.open || g.readOnly {
		return
	}
	if live.observing {
		live.again, live.reason = true, max(live.reason, why)
		return
	}
	step, _ := g.journey.Step(id)
	if slices.ContainsFunc(step.Needs, func(need string) bool { return g.unknownYet(need) }) {
		live.waits, live.reason = true, max(live.reason, why)
		return
	}
	live.observing, live.waits = true, false
	why, live.reason = max(live.reason, why), changed
	ctx := g.ctx
	g.tasks.Go(func() { g.observe(ctx, step, why) })
}

// unknownYet reports whether a need's answer is still to come.
func (g *Guide) unknownYet(id string) bool {
	live, ok := g.steps[id]
	return ok && (live.unsettled() || live.seen.IsZero())
}

// observe looks at one claim, records what is new and has those that depend on
// it looked at in turn.
func (g *Guide) observe(ctx context.Context, step journey.Step, why reason) {
	before := g.holds(step.ID)
	finding, known := g.look(ctx, step, why)
	if ctx.Err() == nil && known {
		if err := g.recordFinding(ctx, step.ID, finding); err != nil {
			g.cfg.Log.ErrorContext(ctx, "recording a finding", "step", step.ID, "error", err)
			g.notice("record", "What was seen could not be kept: "+err.Error())
		}
	}
	g.done(ctx, step.ID, before)
}

// done marks an observation as ended and passes on what it changed.
func (g *Guide) done(ctx context.Context, id string, before bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	live, ok := g.steps[id]
	if !ok {
		return
	}
	live.observing, live.seen = false, g.cfg.Now()
	if ctx.Err() != nil {
		live.again, live.waits = false, false
		g.settled.Broadcast()
		return
	}
	if live.again {
		live.again = false
		g.touchLocked(id, live.reason)
	}
	flipped := before != g.state.Holds(id)
	for _, step := range g.journey.Steps() {
		if !slices.Contains(step.Needs, id) {
			continue
		}
		if other := g.steps[step.ID]; flipped || other.waits {
			g.touchLocked(step.ID, changed)
		}
	}
	g.settled.Broadcast()
	g.subscribers.tell(Notice{Changed: true, Seq: g.state.Seq})
}

// look makes the observation. It reports false when the earlier finding stands.
func (g *Guide) look(ctx context.Context, step journey.Step, why reason) (check.Finding, bool) {
	if blocked := g.blocked(step); blocked != nil {
		return *blocked, true
	}
	g.mu.RLock()
	c := g.checks[step.ID]
	last, _ := g.state.Step(step.ID)
	g.mu.RUnlock()
	if !c.Costly {
		return g.attempt(ctx, step, c, check.Silent{}), true
	}
	settled := last.Finding.Status == check.OK || last.Finding.Status == check.Failing
	if why == changed && settled {
		return check.Finding{}, false
	}
	return g.work(ctx, step, c)
}

// blocked returns the finding that a claim cannot be looked at yet, or nil.
func (g *Guide) blocked(step journey.Step) *check.Finding {
	g.mu.RLock()
	defer g.mu.RUnlock()
	var waits []string
	for _, id := range step.Needs {
		if !g.state.Holds(id) {
			need, _ := g.journey.Step(id)
			waits = append(waits, need.Title)
		}
	}
	if len(waits) > 0 {
		return &check.Finding{Status: check.Blocked, Code: "blocked/needs", Summary: "Waits for: " + strings.Join(waits, ", ")}
	}
	if runsAuthored(step) && !g.state.Approves(g.journey.Approval()) {
		return &check.Finding{
			Status: check.Blocked, Code: CodeNeedsApproval,
			Summary: "Waits for you to approve this journey's commands",
		}
	}
	return nil
}

// CodeNeedsApproval is the code of a finding that waits for an approval.
const CodeNeedsApproval = "blocked/approval"

// runsAuthored reports whether looking at the claim runs a command that the
// journey's author wrote.
func runsAuthored(step journey.Step) bool {
	c, ok := step.Claim.(journey.RunClaim)
	return ok && c.Creates == ""
}

// attempt observes, and again as often as the step allows while it fails.
func (g *Guide) attempt(ctx context.Context, step journey.Step, c check.Check, out check.Output) check.Finding {
	for tried := 0; ; tried++ {
		finding := bounded(ctx, c, limitOf(step, c), out)
		if finding.Status != check.Failing || tried >= step.Retries || ctx.Err() != nil {
			return finding
		}
		out.Line(fmt.Sprintf("Trying again, %d of %d", tried+1, step.Retries))
		select {
		case <-ctx.Done():
			return finding
		case <-time.After(time.Second):
		}
	}
}

func limitOf(step journey.Step, c check.Check) time.Duration {
	switch {
	case step.Timeout > 0:
		return step.Timeout
	case c.Limit > 0:
		return c.Limit
	default:
		return DefaultLimit
	}
}

// bounded makes one observation. One that crashes or does not return in its
// time costs only itself.
func bounded(ctx context.Context, c check.Check, limit time.Duration, out check.Output) check.Finding {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	answer := make(chan check.Finding, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				answer <- check.CannotTell("check/crashed", fmt.Sprintf("The check itself crashed: %v", p))
			}
		}()
		answer <- c.Observe(ctx, out)
	}()
	// A check that honours its context gets a moment to say what it saw.
	const grace = 3 * time.Second
	select {
	case f := <-answer:
		return f
	case <-ctx.Done():
	}
	select {
	case f := <-answer:
		return f
	case <-time.After(grace):
		return check.CannotTell("check/timeout", fmt.Sprintf("No answer within %s", limit))
	}
}

func (g *Guide) recordFinding(ctx context.Context, id string, f check.Finding) error {
	if !f.Status.Valid() {
		f = check.CannotTell("check/no-answer", "The check gave no answer")
	}
	return g.record(ctx, func(s *progress.State) []progress.Event {
		step, ok := s.Step(id)
		if !ok || step.Finding.Status != "" && step.Finding.Same(f) {
			return nil
		}
		return []progress.Event{{Kind: progress.Observed, Session: g.session, Step: id, Finding: &f}}
	})
}

func (g *Guide) holds(id string) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.state.Holds(id)
}

// Check looks again at the named steps, at all when none is named, and returns
// when they and what depends on them have settled.
func (g *Guide) Check(ctx context.Context, ids ...string) error {
	g.mu.Lock()
	if !g.open {
		g.mu.Unlock()
		return ErrNotOpen
	}
	if len(ids) == 0 {
		for _, step := range g.journey.Steps() {
			ids = append(ids, step.ID)
		}
	}
	for _, id := range ids {
		if _, ok := g.steps[id]; !ok {
			g.mu.Unlock()
			return g.noStep(id)
		}
	}
	for _, id := range ids {
		g.touchLocked(id, asked)
	}
	g.mu.Unlock()
	return g.Settle(ctx)
}

// Settle returns when no observation is under way or put off.
func (g *Guide) Settle(ctx context.Context) error {
	return g.await(ctx, func() bool {
		for _, live := range g.steps {
			if live.unsettled() {
				return false
			}
		}
		return true
	})
}

// await returns when the condition, read under g.mu, holds.
func (g *Guide) await(ctx context.Context, condition func() bool) error {
	stop := context.AfterFunc(ctx, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.settled.Broadcast()
	})
	defer stop()
	g.mu.Lock()
	defer g.mu.Unlock()
	for !condition() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !g.open {
			return ErrNotOpen
		}
		g.settled.Wait()
	}
	return nil
}

func (g *Guide) noStep(id string) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	err := &NotFoundError{What: "step", Name: id}
	for _, step := range g.journey.Steps() {
		err.Known = append(err.Known, step.ID)
	}
	return err
}

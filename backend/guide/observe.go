package guide

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
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
	// known says that this program has an answer, be it another's.
	known bool
	// unkept says that the last finding could not be recorded.
	unkept bool
	// own is what this program itself saw last, and contrary what it keeps to
	// itself since another sees the claim otherwise; their Status may be empty.
	own, contrary check.Finding
	// looked is when the claim was last looked at by this program, and took how
	// long that was; seen is when what is on record was last seen to be so.
	looked, seen time.Time
	took         time.Duration
	// skipped says that this program does not look at the claim.
	skipped bool
	// unsaved says that the last look confirmed what is on record and that when
	// it did is not on disk yet.
	unsaved bool
}

// unsettled reports whether more is to come.
func (l *stepLive) unsettled() bool { return l.observing || l.again || l.waits }

// touchAll looks at every claim of the journey.
func (g *Guide) touchAll() {
	g.mu.RLock()
	steps := g.journey.Claims()
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
	if !ok || !g.open || g.readOnly || live.skipped {
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
	return ok && (live.unsettled() || !live.known)
}

// observe looks at one claim, records what is new and has those that depend on
// it looked at in turn.
func (g *Guide) observe(ctx context.Context, step journey.Step, why reason) {
	g.awaitEnv(ctx)
	g.mu.RLock()
	was, _ := g.state.Step(step.ID)
	g.mu.RUnlock()
	began := time.Now()
	finding, looked := g.look(ctx, step.ID, why)
	// That the journey is behind its repository is no matter of the machine's: it is
	// taken over anew, and then looked at again.
	unread := looked && finding.Code == codeUnread
	looked = looked && !unread
	took := time.Since(began)
	var unkept bool
	if ctx.Err() == nil && looked {
		err := g.recordFinding(ctx, was, step.ID, finding, why)
		switch {
		case err == nil:
			g.notice("record", "")
		case ctx.Err() == nil:
			unkept = true
			g.cfg.Log.ErrorContext(ctx, "recording a finding", "step", step.ID, "error", err)
			g.notice("record", "What was seen could not be kept: "+err.Error())
		}
	}
	if unread && ctx.Err() == nil {
		g.reload(ctx)
	}
	g.done(ctx, step.ID, looked, unkept, took)
}

// done marks an observation as ended and has those go on that waited for it.
func (g *Guide) done(ctx context.Context, id string, looked, unkept bool, took time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	live, ok := g.steps[id]
	if !ok {
		return
	}
	live.observing, live.known, live.unkept = false, true, unkept
	if looked {
		live.looked, live.took = g.cfg.Now(), took
	}
	if looked && live.contrary.Status == "" {
		live.seen, live.unsaved = live.looked, !unkept
	}
	if ctx.Err() != nil {
		live.again, live.waits = false, false
		g.settled.Broadcast()
		return
	}
	if live.again {
		live.again = false
		g.touchLocked(id, live.reason)
	}
	for _, step := range g.journey.Claims() {
		if slices.Contains(step.Needs, id) && g.steps[step.ID].waits {
			g.touchLocked(step.ID, changed)
		}
	}
	g.settled.Broadcast()
	g.tellChangedLocked()
}

// look makes the observation. It reports false when the earlier finding stands.
func (g *Guide) look(ctx context.Context, id string, why reason) (check.Finding, bool) {
	// What is approved and what runs are read together: the journey may change
	// at any moment.
	g.mu.RLock()
	step, ok := g.journey.Step(id)
	blocked := g.blocked(step, g.agreedLocked())
	c := g.checks[id]
	last, _ := g.state.Step(id)
	g.mu.RUnlock()
	if !ok {
		return check.Finding{}, false
	}
	if blocked != nil {
		return *blocked, true
	}
	if c.First != nil {
		first := check.Check{Observe: func(context.Context, check.Output) check.Finding { return c.First() }}
		if f := bounded(ctx, first, DefaultLimit, check.Silent{}); f.Status != "" {
			return f, true
		}
	}
	if why == asked {
		ctx = check.WithAsked(ctx)
	}
	ctx = check.WithEnded(ctx, func(service string, at time.Time) bool { return g.stopped(id, service, at) })
	if !c.Costly {
		return g.attempt(ctx, step, c, check.Silent{}), true
	}
	if why == changed && answered(last.Observed) {
		return check.Finding{}, false
	}
	return g.work(ctx, step, c)
}

// blocked returns the finding that a claim cannot be looked at yet, or nil. Whether
// the person has agreed to the commands is asked only where it matters. The caller
// holds g.mu.
func (g *Guide) blocked(step journey.Step, agreed consents) *check.Finding {
	var waits []string
	for _, id := range step.Needs {
		if !g.state.Carries(id) {
			need, _ := g.journey.Step(id)
			waits = append(waits, need.Title)
		}
	}
	if len(waits) > 0 {
		return &check.Finding{Status: check.Blocked, Code: codeNeeds, Summary: "Waits for: " + strings.Join(waits, ", ")}
	}
	if g.runsAuthored(step) && !agreed(step, false) {
		return &check.Finding{
			Status: check.Blocked, Code: CodeNeedsApproval,
			Summary: "Waits for you to approve this journey's commands",
		}
	}
	return nil
}

// codeNeeds is the code of a finding that waits for other claims.
const codeNeeds = "blocked/needs"

// CodeNeedsApproval is the code of a finding that waits for an approval.
const CodeNeedsApproval = "blocked/approval"

// runsAuthored reports whether looking at the claim runs a command that the
// journey's author wrote. The caller holds g.mu.
func (g *Guide) runsAuthored(step journey.Step) bool {
	switch c := step.Claim.(type) {
	case journey.RunClaim:
		return c.Creates == ""
	case journey.ToolClaim:
		return slices.ContainsFunc(g.journey.Tools, func(t journey.ToolEntry) bool { return t.Name == c.Name })
	default:
		return false
	}
}

// attempt observes, and again as often as the step allows while it fails.
func (g *Guide) attempt(ctx context.Context, step journey.Step, c check.Check, out check.Output) check.Finding {
	for tried := 0; ; tried++ {
		giveBack := g.slots.take(ctx)
		finding := bounded(ctx, c, limitOf(step, c), out)
		giveBack()
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

// Check looks again at the named steps, at all when none is named, and returns
// when they and what depends on them have settled.
func (g *Guide) Check(ctx context.Context, ids ...string) error {
	g.mu.Lock()
	if err := g.closedTo(); err != nil {
		g.mu.Unlock()
		return err
	}
	if len(ids) == 0 {
		for _, step := range g.journey.Claims() {
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
	return g.await(ctx, func() bool { return g.settledFrom(ids) })
}

// settledFrom reports whether nothing more is to come of the named steps and of
// what depends on them. The caller holds g.mu.
func (g *Guide) settledFrom(ids []string) bool {
	awaited := make(map[string]bool, len(ids))
	for _, id := range ids {
		awaited[id] = true
	}
	// A need may be written after what needs it.
	for before := -1; before < len(awaited); {
		before = len(awaited)
		for _, step := range g.journey.Steps() {
			if slices.ContainsFunc(step.Needs, func(need string) bool { return awaited[need] }) {
				awaited[step.ID] = true
			}
		}
	}
	for id := range awaited {
		if live, ok := g.steps[id]; ok && live.unsettled() {
			return false
		}
	}
	return true
}

// Settle returns when no observation is under way or put off, nor held back.
func (g *Guide) Settle(ctx context.Context) error {
	return g.await(ctx, func() bool {
		for _, live := range g.steps {
			if live.unsettled() {
				return false
			}
		}
		return !g.held
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
	for _, step := range g.journey.Claims() {
		err.Known = append(err.Known, step.ID)
	}
	return err
}

package guide

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// run is a fix or a costly observation that this program carries out. It is the
// check.Output that the work writes to.
type run struct {
	id, step string
	ctx      context.Context
	cancel   context.CancelCauseFunc
	guide    *Guide
	ended    chan struct{}
	// began is when it was started.
	began time.Time

	mu       sync.Mutex
	lines    []string
	size     int
	kept     int
	tail     []byte
	progress *check.Progress
	told     time.Time
	timer    *time.Timer

	asking asking
}

// errCancelled is the cause of a run that a person cancelled.
var errCancelled = errors.New("cancelled")

const (
	// flushAfter and flushSize bound how long and how much output is held back
	// before it is kept and shown.
	flushAfter = 100 * time.Millisecond
	flushSize  = 4 << 10
	// tailSize is how much of the end of the output is searched for a known
	// failure.
	tailSize = 64 << 10
	// tellProgress is the least time between two notices of progress.
	tellProgress = 100 * time.Millisecond
)

// start records that work begins, unless any program works on the step already.
func (g *Guide) start(ctx context.Context, step string, work progress.Work) (*run, context.Context, error) {
	work.Run = newID()
	runCtx, cancel := context.WithCancelCause(ctx)
	r := &run{id: work.Run, step: step, ctx: runCtx, cancel: cancel, guide: g, asking: newAsking(), began: g.cfg.Now(), ended: make(chan struct{})}
	// Whoever sees in the record that it runs finds it here, to cancel it.
	g.mu.Lock()
	g.runs[r.id] = r
	g.mu.Unlock()
	busy := false
	err := g.record(ctx, func(s *progress.State) []progress.Event {
		for _, r := range s.Running {
			if r.Step == step {
				busy = true
				return nil
			}
		}
		return []progress.Event{{Kind: progress.WorkBegan, Session: g.session, Step: step, Work: &work}}
	})
	if err == nil && busy {
		err = ErrBusy
	}
	if err != nil {
		cancel(err)
		g.forget(r)
		return nil, nil, err
	}
	return r, runCtx, nil
}

// finish records how the work ended. Work that a closing program breaks off is
// recorded as cancelled, so it must outlive the guide's own context.
func (g *Guide) finish(ctx, runCtx context.Context, r *run, work progress.Work, err error) {
	r.flush()
	work.Run = r.id
	work.Outcome = progress.Done
	switch {
	case err != nil && errors.Is(context.Cause(runCtx), errCancelled):
		work.Outcome, work.Reason = progress.Cancelled, "You cancelled it; everything that it had started was ended"
	case err != nil && runCtx.Err() != nil:
		work.Outcome, work.Reason = progress.Cancelled, "Firstlight was closed while it ran"
	case err != nil:
		work.Outcome, work.Reason = progress.Failed, err.Error()
		if known, ok := g.cfg.Rooms.Known(r.lastOutput()); ok {
			work.Known = &known
		}
	}
	var crash *CrashError
	if errors.As(err, &crash) {
		g.cfg.Log.ErrorContext(ctx, "a fix crashed", "run", r.id, "error", err, "stack", string(crash.Stack))
	}
	r.cancel(nil)
	end := progress.Event{Kind: progress.WorkEnded, Session: g.session, Step: r.step, Work: &work}
	recorded := g.record(context.WithoutCancel(ctx), func(*progress.State) []progress.Event { return []progress.Event{end} })
	if recorded != nil {
		// Without its end the step would read as worked on for good.
		g.owe(end)
		g.cfg.Log.ErrorContext(ctx, "recording the end of a run", "run", r.id, "error", recorded)
	}
	g.tellEnd(r, work)
}

// forget lets go of a run whose step is being looked at again, and has those go
// on that wait for it.
func (g *Guide) forget(r *run) {
	g.mu.Lock()
	delete(g.runs, r.id)
	g.mu.Unlock()
	close(r.ended)
}

// work makes a costly observation. It reports false when another program is
// making it, whose answer will come.
func (g *Guide) work(ctx context.Context, step journey.Step, c check.Check) (check.Finding, bool) {
	kind := progress.Work{Use: progress.UseObserve, Title: step.Title}
	r, runCtx, err := g.start(ctx, step.ID, kind)
	if errors.Is(err, ErrBusy) {
		return check.Finding{}, false
	}
	if err != nil {
		return check.CannotTell("check/not-recorded", "It was not looked at, since the record cannot be kept: "+err.Error()), true
	}
	ended := g.makeWorkspace()
	var finding check.Finding
	if ended == nil {
		finding = g.attempt(runCtx, step, c, r)
	}
	switch {
	case ended != nil:
		finding = check.CannotTell("check/no-workspace", "It could not be looked at: "+ended.Error())
	case runCtx.Err() != nil:
		ended = runCtx.Err()
		finding = check.CannotTell("check/cancelled", "Stopped before it had finished")
	case !finding.Holds():
		ended = errors.New(finding.Summary)
	}
	g.finish(ctx, runCtx, r, kind, ended)
	g.forget(r)
	return finding, true
}

// Cancel ends a run of this program, with every process that it started.
func (g *Guide) Cancel(id string) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if r, ok := g.runs[id]; ok {
		r.cancel(errCancelled)
		return nil
	}
	for _, r := range g.state.Running {
		if r.Run == id {
			return ErrElsewhere
		}
	}
	return ErrNotRunning
}

// Wait returns when a run of this program has ended and its step was looked at
// again.
func (g *Guide) Wait(ctx context.Context, id string) error {
	g.mu.RLock()
	r, ok := g.runs[id]
	g.mu.RUnlock()
	if !ok {
		return g.Settle(ctx)
	}
	return g.waitFor(ctx, r)
}

// waitFor is Wait for a run that the caller has, whether it has ended or not.
func (g *Guide) waitFor(ctx context.Context, r *run) error {
	select {
	case <-r.ended:
	case <-ctx.Done():
		return ctx.Err()
	}
	// Claims that this one does not need may take long; nobody waits for them.
	return g.await(ctx, func() bool {
		live, known := g.steps[r.step]
		return !known || !live.unsettled()
	})
}

// Output returns the output of a run from a line on, and the number of the line
// after the last one returned.
func (g *Guide) Output(ctx context.Context, id string, from int) ([]string, int, error) {
	return g.cfg.Store.Output(ctx, id, from)
}

// Line keeps one line of output and has it shown soon.
func (r *run) Line(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, text)
	r.size += len(text) + 1
	if r.tail = append(append(r.tail, text...), '\n'); len(r.tail) > 2*tailSize {
		r.tail = append(r.tail[:0], r.tail[len(r.tail)-tailSize:]...)
	}
	if r.size >= flushSize {
		r.flushLocked()
		return
	}
	if r.timer == nil {
		r.timer = time.AfterFunc(flushAfter, r.flush)
	}
}

// Progress shows how far the work has come; it is not kept.
func (r *run) Progress(p check.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := r.progress == nil || r.progress.Phase != p.Phase || p.Total > 0 && p.Done >= p.Total
	r.progress = &p
	if now := r.guide.cfg.Now(); next || now.Sub(r.told) >= tellProgress {
		r.told = now
		r.guide.subscribers.tell(Notice{Run: r.id, Step: r.step, Progress: &p})
	}
}

func (r *run) flush() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flushLocked()
}

func (r *run) flushLocked() {
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	if len(r.lines) == 0 {
		return
	}
	lines := r.lines
	r.lines, r.size = nil, 0
	// Output outlives a cancelled run: its last lines say what was going on.
	ctx := context.WithoutCancel(r.ctx)
	if err := r.guide.cfg.Store.AppendOutput(ctx, r.id, lines); err != nil {
		r.guide.cfg.Log.ErrorContext(ctx, "keeping output", "run", r.id, "error", err)
	}
	r.guide.subscribers.tell(Notice{Run: r.id, Step: r.step, Output: lines, From: r.kept})
	r.kept += len(lines)
}

func (r *run) lastOutput() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return string(r.tail)
}

func (r *run) lastProgress() *check.Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.progress
}

// Unrecognised returns the failures of this onboarding that matched no known
// failure.
func (g *Guide) Unrecognised(ctx context.Context) ([]progress.Unrecognised, error) {
	g.mu.RLock()
	open, onboarding := g.open, g.onboarding.ID
	g.mu.RUnlock()
	if !open {
		return nil, ErrNotOpen
	}
	events, err := g.cfg.Store.Events(ctx, onboarding, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	return progress.Unrecognisable(events), nil
}

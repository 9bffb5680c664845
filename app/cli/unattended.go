package main

import (
	"context"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/check"
)

// unattended goes through the journey in the person's place: everything is
// approved, and each step that does not hold is fixed once, by what stands in
// for her or else by the first fix that needs no answer. A step that cannot be
// fixed keeps only those waiting that depend on it.
func (w *walk) unattended(ctx context.Context) error {
	told, tried := map[string]bool{}, map[string]bool{}
	for {
		// What a step brought, such as a clone, may have brought further commands.
		if err := w.approveAll(); err != nil {
			return err
		}
		again, err := w.pass(ctx, told, tried)
		if err != nil || !again {
			return err
		}
	}
}

// pass goes through the steps once. It reports whether something was tried, so
// that a step which waited may be ready now.
func (w *walk) pass(ctx context.Context, told, tried map[string]bool) (bool, error) {
	state, err := w.v.app.State()
	if err != nil {
		return false, err
	}
	again := false
	for _, planned := range steps(state) {
		step, err := w.present(ctx, planned.ID)
		if err != nil {
			return false, err
		}
		if run, ok := w.begun[step.ID]; ok {
			delete(w.begun, step.ID)
			told[step.ID], again = true, true
			if err := w.caughtUp(step, run); err != nil {
				return false, err
			}
			continue
		}
		fix, ok := w.v.guide.Unattended(step.ID)
		blocked := step.Status == check.Blocked
		if holds(step) || blocked || !ok || tried[step.ID] {
			if !told[step.ID] && !blocked {
				told[step.ID] = true
				if err := w.result(step); err != nil {
					return false, err
				}
			}
			continue
		}
		told[step.ID], tried[step.ID], again = true, true, true
		if err := w.beginAbreast(ctx, step.ID, tried); err != nil {
			return false, err
		}
		if err := w.standIn(ctx, step, fix); err != nil {
			return false, err
		}
	}
	return again, nil
}

// standIn runs a fix in the person's place. One that cannot be run is told, and
// the journey goes on.
func (w *walk) standIn(ctx context.Context, step app.Step, fix string) error {
	w.s.Hang("  "+w.s.Mark(step.Status, step.Pending)+" ", wording.Clean(step.Title)+": "+wording.Clean(step.Summary))
	_, after, err := w.perform(ctx, step.ID, fix, nil)
	if needsApproval(err) {
		// What the work reaches became known while it was prepared.
		if err := w.approveAll(); err != nil {
			return err
		}
		_, after, err = w.perform(ctx, step.ID, fix, nil)
	}
	if err != nil {
		return w.explain(err)
	}
	return w.result(after)
}

// beginAbreast starts the fixes that can run beside the one of a step. Each is
// told when its turn comes; what cannot be started is tried again then.
func (w *walk) beginAbreast(ctx context.Context, id string, tried map[string]bool) error {
	for _, other := range w.v.guide.Abreast(id) {
		if tried[other] {
			continue
		}
		_, step, err := w.settled(ctx, other)
		if err != nil {
			return err
		}
		fix, ok := w.v.guide.Unattended(other)
		if holds(step) || step.Status == check.Blocked || !ok {
			continue
		}
		if run, err := w.v.app.Fix(other, fix, nil); err == nil {
			w.begun[other], tried[other] = run, true
		}
	}
	return nil
}

// caughtUp tells of a run that was started ahead of its turn and has ended.
func (w *walk) caughtUp(step app.Step, run string) error {
	w.s.Hang("    ", wording.Clean(step.Title)+": ran beside the others")
	if err := w.rest(run, 0); err != nil {
		return err
	}
	return w.result(step)
}

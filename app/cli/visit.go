package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"firstlight/app"
	"firstlight/backend/guide"
	"firstlight/backend/progress"
	"firstlight/backend/release"
)

// visit is a journey opened for one command.
type visit struct {
	app    *app.App
	guide  *guide.Guide
	events chan told
	gone   chan struct{}
	// cancelled says that the present piece of work was cancelled.
	cancelled atomic.Bool
}

// told is something that the App tells its face.
type told struct {
	name    string
	payload any
}

// closeLimit bounds how long leaving waits for programs to end.
const closeLimit = 10 * time.Second

// open opens a journey, and returns where it stands.
func (c *cli) open(ctx context.Context, o guide.Options) (*visit, app.State, error) {
	v := &visit{events: make(chan told), gone: make(chan struct{})}
	v.app = app.New(c.assemble("terminal", true))
	err := app.Start(ctx, v.app, v, o)
	if none, ok := errors.AsType[*guide.StepError](err); ok {
		err = noStep(none)
	}
	var state app.State
	if err == nil {
		v.guide, err = app.Guide(v.app)
	}
	if err == nil {
		state, err = v.app.State()
	}
	if err != nil {
		return nil, state, errors.Join(err, v.close(ctx))
	}
	return v, state, nil
}

// assemble returns what makes the guide for a face.
func (c *cli) assemble(face string, terminal bool) app.Opener {
	return func(ctx context.Context) (*guide.Guide, error) {
		return guide.Assemble(ctx, guide.Face{Name: face, Terminal: terminal, Unattended: c.alone, Looks: c.looks, AllowFile: c.allowFile, Version: release.Name()})
	}
}

// Emit hands an event to the command, which takes it when it is ready for it.
func (v *visit) Emit(name string, payload any) {
	select {
	case v.events <- told{name, payload}:
	case <-v.gone:
	}
}

// close leaves the journey and ends whatever runs.
func (v *visit) close(ctx context.Context) error {
	close(v.gone)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeLimit)
	defer cancel()
	if err := app.Stop(ctx, v.app); err != nil {
		return fmt.Errorf("leaving the journey: %w", err)
	}
	return nil
}

// cancel ends the fix that this program runs, or else what it checks. It reports
// false when there is nothing to end, or when it was called before for the same
// piece of work: then the person wants to leave.
func (v *visit) cancel() bool {
	state, err := v.app.State()
	if err != nil || v.cancelled.Swap(true) {
		return false
	}
	return v.cancelAll(state, progress.UseFix) || v.cancelAll(state, progress.UseTend) || v.cancelAll(state, progress.UseObserve)
}

func (v *visit) cancelAll(state app.State, use progress.Use) bool {
	any := false
	for _, step := range steps(state) {
		if run := step.Run; run != nil && run.Mine && run.Outcome == "" && run.Use == string(use) {
			any = v.app.Cancel(run.ID) == nil || any
		}
	}
	return any
}

// onward says that a new piece of work begins.
func (v *visit) onward() { v.cancelled.Store(false) }

// busy reports whether more is to come of a step by itself.
func busy(step app.Step) bool {
	return step.Observing || step.Run != nil && step.Run.Outcome == ""
}

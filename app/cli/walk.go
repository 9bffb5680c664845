package main

import (
	"context"
	"errors"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// walk goes through a journey with a person, or in her place.
type walk struct {
	c *cli
	v *visit
	s *screen.Screen
	// reached are the milestones that were celebrated, or reached before.
	reached map[journey.Milestone]bool
	// begun are the runs that were started ahead of their turn, by step.
	begun map[string]string
	// answered says that somebody answered something, worked that a fix was run.
	answered, worked bool
	// waited is the run of another program whose end is waited for, and was told of.
	waited string
}

// walk starts to go through an open journey.
func (c *cli) walk(v *visit, state app.State) *walk {
	w := &walk{c: c, v: v, s: c.say(), reached: map[journey.Milestone]bool{}, begun: map[string]string{}}
	for _, m := range state.Milestones {
		w.reached[m.Name] = m.At != ""
	}
	return w
}

// settled returns a step once nothing more is to come of it by itself.
func (w *walk) settled(ctx context.Context, id string) (app.State, app.Step, error) {
	meter := newMeter(time.Now())
	tick := time.NewTicker(meterEvery)
	defer tick.Stop()
	defer w.s.Still()
	for {
		state, err := w.v.app.State()
		if err != nil {
			return state, app.Step{}, err
		}
		step, ok := stepOf(state, id)
		if !ok || !busy(step) {
			return state, step, nil
		}
		w.others(step)
		w.s.Now(meter.text(doing(step), time.Now()))
		select {
		case <-ctx.Done():
			return state, step, ctx.Err()
		case e := <-w.v.events:
			if about(e, step) {
				meter.see(e)
			}
		case <-tick.C:
		}
	}
}

// others says that another program works on a step, whose end is waited for: once, and
// also where no line can be written over.
func (w *walk) others(step app.Step) {
	run := step.Run
	if run == nil || run.Outcome != "" || run.Mine || run.ID == w.waited {
		return
	}
	w.waited = run.ID
	w.c.notes.Text(0, doing(step)+". This waits until it has ended.")
}

// present returns a step as it stands now. What costs to look at, such as tests, is not
// looked at by itself, and what was found of it may be of another day: whoever has a
// command answer for it is told what holds today.
func (w *walk) present(ctx context.Context, id string) (app.Step, error) {
	_, step, err := w.settled(ctx, id)
	if err != nil || step.Status == "" || step.Status == check.Blocked || step.Kind == journey.Ask {
		return step, err
	}
	if seen, err := time.Parse(time.RFC3339, step.SeenAt); err != nil || !seen.Before(w.c.began) {
		return step, nil
	}
	if err := w.lookAgain(ctx, id); err != nil {
		return step, err
	}
	_, step, err = w.settled(ctx, id)
	return step, err
}

// doing says what a step is busy with.
func doing(step app.Step) string {
	title := wording.Clean(step.Title)
	switch run := step.Run; {
	case run == nil || run.Outcome != "":
		return "Looking: " + title
	case !run.Mine:
		return "Runs in another window or terminal: " + title
	case run.Use == string(progress.UseFix), run.Use == string(progress.UseTend):
		return wording.Clean(run.Title) + " (Ctrl-C stops it)"
	default:
		return "Checking: " + title + " (Ctrl-C stops it)"
	}
}

// about reports whether something was told of the work at a step.
func about(e told, step app.Step) bool {
	switch payload := e.payload.(type) {
	case app.Output:
		return step.Run != nil && payload.Run == step.Run.ID
	case app.Advanced:
		return payload.Step == step.ID
	default:
		return false
	}
}

// during does work beside following what happens, and shows what it is at. see
// takes what is told and reports whether it is about the work.
func (w *walk) during(work func() error, see func(told) bool, doing func() string) error {
	ended := make(chan error, 1)
	go func() { ended <- work() }()
	meter := newMeter(time.Now())
	tick := time.NewTicker(meterEvery)
	defer tick.Stop()
	defer w.s.Still()
	for {
		select {
		case err := <-ended:
			return err
		case e := <-w.v.events:
			if see(e) {
				meter.see(e)
			}
		case <-tick.C:
			if what := doing(); what != "" {
				w.s.Now(meter.text(what, time.Now()))
			} else {
				w.s.Still()
			}
		}
	}
}

// perform runs a fix, shows what it prints, and returns its run and the step as
// it was seen afterwards.
func (w *walk) perform(ctx context.Context, id, fix string, answers map[string]string) (run string, after app.Step, err error) {
	w.v.onward()
	w.worked = true
	if run, err = w.v.app.Fix(id, fix, answers); err != nil {
		return "", app.Step{}, err
	}
	var asked error
	shown := 0
	asks := questions{w: w, step: id, run: run}
	err = w.during(func() error { return w.v.guide.Wait(ctx, run) }, func(e told) bool {
		switch payload := e.payload.(type) {
		case app.Output:
			if payload.Run != run {
				return false
			}
			shown = w.lines(payload, shown)
		case app.Advanced:
			return payload.Run == run
		case app.Changed:
			if asked == nil {
				asked = asks.see(ctx)
			}
		}
		return true
	}, func() string { return w.at(id, run) })
	if err = errors.Join(err, asked); err != nil {
		return run, app.Step{}, err
	}
	if err := w.rest(run, shown); err != nil {
		return run, app.Step{}, err
	}
	_, after, err = w.settled(ctx, id)
	return run, after, err
}

// lookAgain looks at the named steps again, at all when none is named.
func (w *walk) lookAgain(ctx context.Context, ids ...string) error {
	return w.during(func() error { return w.v.guide.Check(ctx, ids...) }, func(told) bool { return true }, func() string {
		state, err := w.v.app.State()
		if err != nil {
			return ""
		}
		return "Looking at " + underWay(state)
	})
}

// at says what a fix is at. It says nothing while the fix may ask for a password
// in this terminal, which then has the line to itself.
func (w *walk) at(id, run string) string {
	state, err := w.v.app.State()
	if err != nil {
		return ""
	}
	step, _ := stepOf(state, id)
	switch {
	case step.Run == nil || step.Run.ID != run || step.Run.Outcome != "":
		return "Looking again at " + underWay(state)
	case asksHere(step):
		return ""
	default:
		return wording.Clean(step.Run.Title) + " (Ctrl-C stops it)"
	}
}

// asksHere reports whether the fix under way may ask for a password here.
func asksHere(step app.Step) bool {
	for _, fix := range step.Fixes {
		if fix.ID == step.Run.Fix {
			return fix.Privilege == check.Admin
		}
	}
	return false
}

// lines prints output from the line on that is next, and returns the number of
// the line after it. What was missed stays for rest.
func (w *walk) lines(out app.Output, next int) int {
	if out.From > next || out.Next <= next {
		return next
	}
	for _, line := range out.Lines[next-out.From:] {
		showOutput(w.s, line)
	}
	return out.Next
}

// rest prints the output that was not shown as it came.
func (w *walk) rest(run string, next int) error {
	for {
		out, err := w.v.app.Output(run, next)
		if err != nil {
			return err
		}
		after := w.lines(out, next)
		if after == next {
			return nil
		}
		next = after
	}
}

// result prints what was seen of a step, and the milestone that was reached with
// it.
func (w *walk) result(step app.Step) error {
	showResult(w.s, step)
	state, err := w.v.app.State()
	if err != nil {
		return err
	}
	for _, m := range state.Milestones {
		if m.Name == step.Milestone && m.At != "" && !w.reached[m.Name] {
			w.reached[m.Name] = true
			if m.Earlier {
				w.s.Faint("  ", m.Title+". "+reached(m))
				continue
			}
			w.s.Hang("  "+w.s.Star()+" ", w.s.Bold(m.Title)+". "+reached(m))
		}
	}
	return nil
}

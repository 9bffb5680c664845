package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// putRight runs one fix of one step. It returns nil where none was run: there may
// be nothing to do, or nothing that can be done.
func (w *walk) putRight(ctx context.Context, o fixOptions) (*fixRun, error) {
	step, err := w.named(ctx, o.Step)
	if err != nil {
		return nil, err
	}
	if step.Code == guide.CodeNeedsApproval {
		if err := w.consent(ctx, o.yes); err != nil {
			return nil, err
		}
		if _, step, err = w.settled(ctx, o.Step); err != nil {
			return nil, err
		}
	}
	if o.yes {
		if step, err = w.present(ctx, o.Step); err != nil {
			return nil, err
		}
	}
	switch {
	case holds(step) && (o.fix == "" || len(step.Fixes) == 0), step.Status == check.Blocked:
		// What takes back a claim that holds is run only by its name.
		return nil, nil
	case step.Kind == journey.Ask:
		return nil, w.vouch(ctx, step, o.yes)
	case len(step.Fixes) == 0:
		showCard(w.s, step)
		w.s.Gap()
		w.s.Text(4, "Firstlight has no fix for this. Put it right your own way, then have it looked at again.")
		return nil, nil
	}
	fix, err := chosen(step, o.fix)
	if err != nil {
		return nil, err
	}
	if err := answerable(fix, o.answers); err != nil {
		return nil, err
	}
	run, err := w.runIt(ctx, step, fix, o)
	return run, howToAnswer(err, step, fix)
}

// answerable refuses answers that a fix does not ask for.
func answerable(fix app.Fix, answers map[string]string) error {
	var asked []string
	for _, in := range fix.Inputs {
		asked = append(asked, in.Name)
	}
	for name := range answers {
		if slices.Contains(asked, name) {
			continue
		}
		hint := "It asks for nothing."
		if len(asked) > 0 {
			hint = "It asks for: " + strings.Join(asked, ", ")
		}
		return usage(hint, "“%s” asks for no answer called %q", wording.Clean(fix.Title), name)
	}
	return nil
}

// howToAnswer says of an error that an answer is missing or does not fit how it is given
// to this command.
func howToAnswer(err error, step app.Step, fix app.Fix) error {
	e := app.Explain(err)
	if e == nil || e.Code != app.CodeAnswer || e.Input == "" {
		return err
	}
	told := *e
	told.Hint = fmt.Sprintf("Nothing was changed. Give it with: firstlight fix %s --fix %s --answer %s=…", step.ID, fix.ID, e.Input)
	return &told
}

// named returns the step with an ID, once it is known how it stands. A change of the
// journey may have taken it out since it was opened for it.
func (w *walk) named(ctx context.Context, id string) (app.Step, error) {
	_, step, err := w.settled(ctx, id)
	if err == nil && step.ID == "" {
		err = &app.Error{Code: app.CodeNotFound, Message: fmt.Sprintf("This journey has no step %q", id), Hint: "See which it has with: firstlight status"}
	}
	return step, err
}

// noStep says which step was meant, or else which there are.
func noStep(e *guide.StepError) error {
	var known []string
	longest := 0
	for _, s := range e.Known {
		known = append(known, s.ID)
		longest = max(longest, screen.Width(s.ID))
	}
	hint := "The steps are:"
	for _, s := range e.Known {
		hint += "\n  " + screen.Pad(s.ID, longest) + "  " + wording.Clean(s.Title)
	}
	if near := nearest(e.Step, known); near != "" {
		hint = "Did you mean: " + near
	}
	return &app.Error{Code: app.CodeNotFound, Message: fmt.Sprintf("This journey has no step %q", e.Step), Hint: hint}
}

// chosen returns the fix with an ID, or the only one there is.
func chosen(step app.Step, id string) (app.Fix, error) {
	var known []string
	for _, fix := range step.Fixes {
		if fix.ID == id || id == "" && len(step.Fixes) == 1 {
			return fix, nil
		}
		known = append(known, fmt.Sprintf("--fix %s (%s)", fix.ID, wording.Clean(fix.Title)))
	}
	message := fmt.Sprintf("There is no fix %q for %s", id, step.ID)
	if id == "" {
		message = fmt.Sprintf("There is more than one fix for %s, so say which", step.ID)
	}
	return app.Fix{}, &app.Error{Code: codeUsage, Message: message, Hint: "Choose one of: " + strings.Join(known, ", ")}
}

// runIt shows a fix and runs it when the person agrees.
func (w *walk) runIt(ctx context.Context, step app.Step, fix app.Fix, o fixOptions) (*fixRun, error) {
	showCard(w.s, step)
	answers, err := w.secrets(ctx, step, fix, o.answers)
	if err != nil {
		return nil, err
	}
	commands, err := w.v.app.Preview(step.ID, fix.ID, answers)
	if err != nil {
		return nil, err
	}
	showFix(w.s, "    ", fix, commands)
	if !o.yes {
		told, agreed := answers, false
		if answers, err = w.answers(ctx, step, fix, told); err != nil {
			return nil, err
		}
		if agreed, err = w.agreesTo(ctx, step, fix, told, answers); err != nil || !agreed {
			return nil, err
		}
	}
	w.s.Gap()
	run, _, err := w.perform(ctx, step.ID, fix.ID, answers)
	if needsApproval(err) {
		if err := w.consent(ctx, o.yes); err != nil {
			return nil, err
		}
		run, _, err = w.perform(ctx, step.ID, fix.ID, answers)
	}
	return &fixRun{ID: run, Fix: fix.ID, back: holds(step)}, err
}

// consent has the journey's commands approved: by asking, or since the person
// has said so before.
func (w *walk) consent(ctx context.Context, yes bool) error {
	if yes {
		return w.approveAll()
	}
	return w.approve(ctx)
}

// vouch asks whether the person has done what only she can know.
func (w *walk) vouch(ctx context.Context, step app.Step, yes bool) error {
	if yes {
		return w.v.app.Attest(step.ID, "")
	}
	showCard(w.s, step)
	w.s.Gap()
	if done, err := w.agrees(ctx, "    Have you done it?", step); err != nil || !done {
		return err
	}
	return w.attest(ctx, step)
}

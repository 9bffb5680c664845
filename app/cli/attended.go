package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// attended goes through the journey with the person, one step after another,
// until everything holds or she has put off what does not.
func (w *walk) attended(ctx context.Context) error {
	if err := w.approve(ctx); err != nil && !errors.Is(err, errDeclined) {
		return err
	}
	told, later := map[string]bool{}, map[string]bool{}
	stage := ""
	for {
		state, err := w.v.app.State()
		if err != nil {
			return err
		}
		id, ok := nextStep(state, told, later)
		if !ok {
			return nil
		}
		_, step, err := w.settled(ctx, id)
		if err != nil {
			return err
		}
		told[id] = true
		if step.ID == "" {
			continue // The journey has changed, and the step is gone.
		}
		if step.Stage != stage {
			stage = step.Stage
			w.s.Gap()
			w.s.Line(w.s.Bold(wording.Clean(stage)))
		}
		if holds(step) || waits(step) {
			if err := w.result(step); err != nil {
				return err
			}
			continue
		}
		if err := w.attend(ctx, step); err != nil {
			return err
		}
		later[id] = true
	}
}

// nextStep returns the first step that was not shown yet, or else the first that
// can be worked on and was not put off.
func nextStep(state app.State, told, later map[string]bool) (string, bool) {
	for _, step := range steps(state) {
		if !told[step.ID] {
			return step.ID, true
		}
		open := !holds(step) && step.Status != check.Blocked
		if open && !later[step.ID] {
			return step.ID, true
		}
	}
	return "", false
}

// attend stays with a step until it holds or the person puts it off.
func (w *walk) attend(ctx context.Context, step app.Step) error {
	id := step.ID
	for card := true; ; {
		if card {
			showCard(w.s, step)
			for i, fix := range step.Fixes {
				showFix(w.s, fmt.Sprintf("    %s  ", w.s.Accent(strconv.Itoa(i+1))), fix, fix.Commands)
			}
			w.s.Gap()
			w.s.Text(4, choices(step))
		}
		answer, err := w.ask(ctx, "    › ", step)
		if err == nil {
			card, err = w.choose(ctx, step, strings.ToLower(answer))
		}
		switch {
		case errors.Is(err, errLater):
			return nil
		case errors.Is(err, errChanged):
			card = true
		case err != nil:
			return err
		}
		if _, step, err = w.settled(ctx, id); err != nil || step.ID == "" {
			return err
		}
		if holds(step) || waits(step) {
			return w.result(step)
		}
	}
}

// waits reports whether nothing can be done about a step now: it waits for
// others.
func waits(step app.Step) bool {
	return step.Status == check.Blocked && step.Code != guide.CodeNeedsApproval
}

// choices says what can be typed at a step.
func choices(step app.Step) string {
	var parts []string
	own := "do it your own way: it is noticed by itself"
	if step.Kind == journey.Run {
		own = "do it your own way and then type c: its command is not run by itself"
	}
	switch n := len(step.Fixes); {
	case step.Code == guide.CodeNeedsApproval:
		parts = append(parts, "Type a to read the commands and approve them")
	case step.Kind == journey.Ask:
		parts = append(parts, "Type y when you have done it")
	case n == 1:
		parts = append(parts, "Type 1 to run this, or "+own)
	case n > 1:
		parts = append(parts, fmt.Sprintf("Type 1 to %d to run one of these, or %s", n, own))
	default:
		parts = append(parts, strings.ToUpper(own[:1])+own[1:])
	}
	more := "c looks again, l leaves it for later, q stops."
	if step.Detail != "" {
		more = "d shows the details, " + more
	}
	return strings.Join(parts, ". ") + ". " + more
}

// errLater says that the person puts the step off.
var errLater = errors.New("later")

// choose does what was typed at a step. It reports whether the step is to be
// shown anew.
func (w *walk) choose(ctx context.Context, step app.Step, answer string) (card bool, err error) {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(step.Fixes) {
		return true, w.fix(ctx, step, step.Fixes[n-1])
	}
	switch {
	case answer == "":
		return false, nil
	case answer == "q":
		return false, errStopped
	case answer == "l":
		return false, errLater
	case answer == "c":
		return true, w.lookAgain(ctx, step.ID)
	case answer == "d" && step.Detail != "":
		showDetail(w.s, step)
		return false, nil
	case answer == "a" && step.Code == guide.CodeNeedsApproval:
		return true, ignore(w.approve(ctx), errDeclined)
	case answer == "y" && step.Kind == journey.Ask:
		return true, w.attest(ctx, step)
	}
	w.s.Text(4, "That is none of the choices. "+choices(step))
	return false, nil
}

// attest records that the person vouches for a step.
func (w *walk) attest(ctx context.Context, step app.Step) error {
	note, err := w.ask(ctx, "    Anything to remember about it? Enter for nothing › ", step)
	if err != nil {
		return err
	}
	return w.explain(w.v.app.Attest(step.ID, note))
}

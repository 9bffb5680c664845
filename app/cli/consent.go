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
)

// errDeclined says that the person does not approve of the commands.
var errDeclined = errors.New("declined")

// approve shows what the journey would run, where that was not approved yet, and
// asks.
func (w *walk) approve(ctx context.Context) error {
	state, err := w.v.app.State()
	if err != nil || !state.Approval.Needed {
		return err
	}
	showApproval(w.s, state)
	w.s.Gap()
	yes, err := w.agrees(ctx, "Approve them?", app.Step{})
	if err != nil {
		return err
	}
	if !yes {
		w.s.Text(0, "None of them will run. The steps that need them wait, and the others go on.")
		return errDeclined
	}
	return w.v.app.Approve(state.Approval.Hash)
}

// approveAll shows what the journey would run and approves it in the person's
// name, since she has said so before.
func (w *walk) approveAll() error {
	state, err := w.v.app.State()
	if err != nil || !state.Approval.Needed {
		return err
	}
	showApproval(w.s, state)
	w.s.Gap()
	w.s.Text(0, "Approved, since you said --yes.")
	return w.v.app.Approve(state.Approval.Hash)
}

// fix runs a fix that the person has chosen, after asking for what it has to be
// told.
func (w *walk) fix(ctx context.Context, step app.Step, fix app.Fix) error {
	answers, err := w.answers(ctx, step, fix, nil)
	if err != nil {
		return err
	}
	if len(fix.Inputs) > 0 {
		commands, err := w.v.app.Preview(step.ID, fix.ID, answers)
		if err != nil {
			return err
		}
		w.s.Gap()
		showCommands(w.s, "    ", commands)
		if yes, err := w.agrees(ctx, "    Run it?", step); err != nil || !yes {
			return err
		}
	}
	return w.carryOut(ctx, step, fix.ID, answers)
}

// carryOut runs a fix. What keeps it from being run is told, and the person goes
// on from there.
func (w *walk) carryOut(ctx context.Context, step app.Step, fix string, answers map[string]string) error {
	w.s.Gap()
	_, _, err := w.perform(ctx, step.ID, fix, answers)
	if needsApproval(err) {
		if err := w.approve(ctx); err != nil {
			return ignore(err, errDeclined)
		}
		_, _, err = w.perform(ctx, step.ID, fix, answers)
	}
	return w.explain(err)
}

func needsApproval(err error) bool {
	var e *app.Error
	return errors.As(err, &e) && e.Code == app.CodeNeedsApproval
}

// explain tells what kept something from being done, where that is no reason to
// stop.
func (w *walk) explain(err error) error {
	var e *app.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case app.CodeBusy, app.CodeConflict, app.CodeNotFound, app.CodeAnswer, app.CodeNeedsApproval:
		w.s.Text(4, strings.TrimSpace(wording.Clean(e.Message)+". "+e.Hint))
		return nil
	default:
		return err
	}
}

// ignore returns err unless it is the one that is no trouble here.
func ignore(err, harmless error) error {
	if errors.Is(err, harmless) {
		return nil
	}
	return err
}

// answers asks for what a fix has to be told and was not told yet.
func (w *walk) answers(ctx context.Context, step app.Step, fix app.Fix, given map[string]string) (map[string]string, error) {
	answers := map[string]string{}
	for _, in := range fix.Inputs {
		answer, said := given[in.Name]
		for {
			one := check.Fix{Inputs: []check.Input{in}}
			fits, err := one.Answer(check.Answers{in.Name: answer})
			// A long text may be left empty, by whoever was asked.
			if (answer != "" || in.Long && said) && err == nil {
				answers[in.Name] = fits[in.Name]
				break
			}
			if answer != "" {
				w.s.Text(4, wording.Clean(err.Error()))
			}
			said = true
			if answer, err = w.input(ctx, step, in); err != nil {
				return nil, err
			}
		}
	}
	return answers, nil
}

// input asks for one thing; Enter takes what is proposed.
func (w *walk) input(ctx context.Context, step app.Step, in check.Input) (string, error) {
	w.s.Gap()
	w.s.Hang("    ", wording.Clean(in.Label)+hintOf(in))
	for i, choice := range in.Choices {
		more := ""
		if choice.Hint != "" {
			more = " (" + wording.Clean(choice.Hint) + ")"
		}
		w.s.Hang(fmt.Sprintf("    %s  ", w.s.Accent(strconv.Itoa(i+1))), wording.Clean(choice.Label)+more)
	}
	if in.Long {
		return w.text(ctx, step, in)
	}
	proposed := ""
	if in.Default != "" {
		proposed = fmt.Sprintf("[%s] ", wording.Clean(in.Default))
	}
	answer, err := w.askAs(ctx, "    "+proposed+"› ", step, in.Secret)
	if answer == "" {
		answer = in.Default
	}
	if n, wrong := strconv.Atoi(answer); wrong == nil && n >= 1 && n <= len(in.Choices) {
		answer = in.Choices[n-1].Value
	}
	return answer, err
}

// text asks for several lines, of which a dot by itself ends the last. An empty
// first line takes what is proposed.
func (w *walk) text(ctx context.Context, step app.Step, in check.Input) (string, error) {
	for line := range strings.Lines(in.Default) {
		w.s.Text(6, wording.Clean(strings.TrimRight(line, "\r\n")))
	}
	keeps := "Enter leaves it empty"
	if in.Default != "" {
		keeps = "Enter takes it as it is"
	}
	w.s.Text(4, keeps+"; otherwise type its lines, and end with a line that is only a dot.")
	var lines []string
	for {
		line, err := w.ask(ctx, "    › ", step)
		switch {
		case err != nil:
			return "", err
		case line == "" && len(lines) == 0:
			return in.Default, nil
		case line == ".":
			return strings.Join(lines, "\n"), nil
		}
		lines = append(lines, line)
	}
}

func hintOf(in check.Input) string {
	if in.Hint == "" {
		return ""
	}
	return ". " + wording.Clean(in.Hint)
}

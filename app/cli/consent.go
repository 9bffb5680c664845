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
	// Whoever chose a fix that asks for nothing has agreed to what was shown.
	if len(fix.Inputs) > 0 {
		if agreed, err := w.agreesTo(ctx, step, fix, nil, answers); err != nil || !agreed {
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

// agreesTo asks whether a fix that was shown may run: by its own word where it has
// one, which is put among the answers, and by yes or no otherwise. told are the answers
// with which it was shown; what came after them may have changed its commands.
func (w *walk) agreesTo(ctx context.Context, step app.Step, fix app.Fix, told, answers map[string]string) (bool, error) {
	if len(answers) > len(told) {
		commands, err := w.v.app.Preview(step.ID, fix.ID, answers)
		if err != nil {
			return false, err
		}
		w.s.Gap()
		showCommands(w.s, "    ", commands)
	}
	asked := false
	for _, in := range fix.Inputs {
		if _, said := told[in.Name]; !in.Consent || said {
			continue
		}
		word, err := w.word(ctx, step, in)
		if err != nil || word == "" {
			return false, err
		}
		answers[in.Name], asked = word, true
	}
	if asked {
		return true, nil
	}
	w.s.Gap()
	return w.agrees(ctx, "    Run it?", step)
}

// word asks for the word that is a person's consent; it is empty where she does not
// give it.
func (w *walk) word(ctx context.Context, step app.Step, in check.Input) (string, error) {
	for again := false; ; again = true {
		answer, err := w.input(ctx, step, in, again)
		if err != nil || answer == "" {
			return "", err
		}
		fits, err := check.Fix{Inputs: []check.Input{in}}.Answer(check.Answers{in.Name: answer})
		if err == nil {
			return fits[in.Name], nil
		}
		w.s.Text(4, wording.Clean(err.Error()))
	}
}

// wrong says what is wrong with an answer to what was asked just above.
func wrong(err error) string {
	var answer *check.AnswerError
	if errors.As(err, &answer) {
		return answer.Wrong()
	}
	return err.Error()
}

// answers asks for what a fix has to be told and was not told yet, but for a person's
// consent.
func (w *walk) answers(ctx context.Context, step app.Step, fix app.Fix, given map[string]string) (map[string]string, error) {
	answers := map[string]string{}
	for _, in := range fix.Inputs {
		answer, said := given[in.Name]
		if in.Consent && !said {
			continue
		}
		for asked := false; ; asked = true {
			one := check.Fix{Inputs: []check.Input{in}}
			fits, err := one.Answer(check.Answers{in.Name: answer})
			// A long text may be left empty, by whoever was asked.
			if (answer != "" || in.Long && said) && err == nil {
				answers[in.Name] = fits[in.Name]
				break
			}
			if answer != "" || asked {
				w.s.Text(4, wording.Clean(wrong(err)))
			}
			said = true
			if answer, err = w.input(ctx, step, in, asked); err != nil {
				return nil, err
			}
		}
	}
	return answers, nil
}

// input asks for one thing; Enter takes what is proposed. What it is stands there
// already where it is asked again.
func (w *walk) input(ctx context.Context, step app.Step, in check.Input, again bool) (string, error) {
	if !again {
		w.introduce(in)
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

// introduce says what is asked for, and what there is to choose from.
func (w *walk) introduce(in check.Input) {
	w.s.Gap()
	w.s.Hang("    ", wording.Clean(in.Label)+hintOf(in))
	for i, choice := range in.Choices {
		more := ""
		if choice.Hint != "" {
			more = " (" + wording.Clean(choice.Hint) + ")"
		}
		w.s.Hang(fmt.Sprintf("    %s  ", w.s.Accent(strconv.Itoa(i+1))), wording.Clean(choice.Label)+more)
	}
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
	hint := ""
	if in.Hint != "" {
		hint = ". " + wording.Clean(in.Hint)
	}
	if in.Consent {
		hint += " Enter alone leaves everything as it is."
	}
	return hint
}

package main

import (
	"context"
	"errors"
	"strings"

	"firstlight/app"
)

// errNobody says that a question has nobody to answer it.
var errNobody = &app.Error{
	Code: codeUsage, Message: "There is nobody to answer: the input has ended",
	Hint: "Run it in a terminal, or consent with --yes.",
}

// errChanged says that a step changed before its question was answered.
var errChanged = errors.New("the step changed")

// ask puts a question and returns the answer. While it waits it goes on
// following the journey; when the step turns out otherwise than it was shown,
// the question is withdrawn with errChanged.
func (w *walk) ask(ctx context.Context, question string, shown app.Step) (string, error) {
	return w.askAs(ctx, question, shown, false)
}

// askAs is ask; what is typed to a secret question is not shown.
func (w *walk) askAs(ctx context.Context, question string, shown app.Step, secret bool) (string, error) {
	answer, err := w.read(ctx, reading{prompt: question, step: shown.ID, secret: secret, gone: func(state app.State) bool {
		step, ok := stepOf(state, shown.ID)
		return ok && !busy(step) && differs(step, shown)
	}})
	if err == nil {
		w.v.onward()
	}
	return answer, err
}

// reading is one line that is read from the person.
type reading struct {
	prompt string
	// step is the step that she looks at.
	step string
	// secret says that what she types is not to be seen.
	secret bool
	// gone reports whether the question has no use any more.
	gone func(app.State) bool
}

// read shows the prompt and returns the line, or errChanged once the question is
// gone.
func (w *walk) read(ctx context.Context, r reading) (string, error) {
	w.s.Prompt(r.prompt)
	for {
		select {
		case <-ctx.Done():
			w.s.Gap()
			return "", ctx.Err()
		case reply := <-w.c.input.next(r.secret):
			w.c.input.took()
			if r.secret {
				w.s.Gap()
			}
			if reply.ended {
				w.s.Gap()
				return "", errNobody
			}
			w.answered = true
			return reply.text, w.v.app.Active(r.step)
		case e := <-w.v.events:
			if _, changed := e.payload.(app.Changed); !changed {
				continue
			}
			state, err := w.v.app.State()
			if err != nil {
				return "", err
			}
			if r.gone(state) {
				w.s.Gap()
				return "", errChanged
			}
		}
	}
}

func differs(now, shown app.Step) bool {
	return now.Status != shown.Status || now.Summary != shown.Summary || len(now.Fixes) != len(shown.Fixes)
}

// agrees asks a question that is answered with yes or no.
func (w *walk) agrees(ctx context.Context, question string, shown app.Step) (bool, error) {
	for {
		answer, err := w.ask(ctx, question+" (y/n) › ", shown)
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
		w.s.Text(0, tellYesOrNo)
	}
}

// tellYesOrNo says what answers a question that something else was typed to.
const tellYesOrNo = "Type y for yes, or n for no."

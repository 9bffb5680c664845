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
	Hint: "Run it in a terminal, or consent to everything with --yes.",
}

// errChanged says that a step changed before its question was answered.
var errChanged = errors.New("the step changed")

// ask puts a question and returns the answer. While it waits it goes on
// following the journey; when the step turns out otherwise than it was shown,
// the question is withdrawn with errChanged.
func (w *walk) ask(ctx context.Context, question string, shown app.Step) (string, error) {
	w.s.Prompt(question)
	for {
		select {
		case <-ctx.Done():
			w.s.Gap()
			return "", ctx.Err()
		case reply := <-w.c.input.next():
			w.c.input.took()
			w.v.onward()
			if reply.ended {
				w.s.Gap()
				return "", errNobody
			}
			return reply.text, w.v.app.Active(shown.ID)
		case e := <-w.v.events:
			if _, changed := e.payload.(app.Changed); !changed {
				continue
			}
			state, err := w.v.app.State()
			if err != nil {
				return "", err
			}
			if step, ok := stepOf(state, shown.ID); ok && !busy(step) && differs(step, shown) {
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
	}
}

package main

import (
	"context"
	"errors"
	"strings"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
)

// questions follows what one run asks of the person.
type questions struct {
	w         *walk
	step, run string
	// shown is the question that was put to her last.
	shown string
}

// see puts to the person what the run asks, where that is new.
func (q *questions) see(ctx context.Context) error {
	asked := q.open()
	if asked == nil || asked.ID == q.shown {
		return nil
	}
	q.shown = asked.ID
	showQuestion(q.w.s, asked)
	if asked.Kind == check.Await {
		return nil
	}
	answer, err := q.answer(ctx, asked)
	switch {
	case errors.Is(err, errChanged):
		q.w.s.Text(4, "It is not asked any more.")
		return nil
	case errors.Is(err, errNobody):
		err = q.w.v.app.Decline(q.run, asked.ID)
	case err == nil && answer == "":
		err = q.w.v.app.Decline(q.run, asked.ID)
	case err == nil:
		err = q.w.v.app.Answer(q.run, asked.ID, answer)
	}
	// It may have been taken back at the last moment.
	return q.w.explain(err)
}

// open returns the question that the run asks now, or nil.
func (q *questions) open() *app.Question {
	state, err := q.w.v.app.State()
	if err != nil {
		return nil
	}
	step, ok := stepOf(state, q.step)
	if !ok || step.Run == nil || step.Run.ID != q.run {
		return nil
	}
	return step.Run.Question
}

// answer reads what the person says; nothing means that she will not.
func (q *questions) answer(ctx context.Context, asked *app.Question) (string, error) {
	gone := func(app.State) bool {
		now := q.open()
		return now == nil || now.ID != asked.ID
	}
	if asked.Kind != check.Confirm {
		prompt := "    " + wording.Clean(asked.Label) + " (Enter for none) › "
		return q.w.read(ctx, reading{prompt: prompt, step: q.step, secret: asked.Kind == check.Secret, gone: gone})
	}
	for {
		answer, err := q.w.read(ctx, reading{prompt: "    " + wording.Clean(asked.Accept) + "? (y/n) › ", step: q.step, gone: gone})
		if err != nil {
			return "", err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return check.Yes, nil
		case "n", "no":
			return "", nil
		}
		q.w.s.Text(4, tellYesOrNo)
	}
}

// showQuestion prints a question with what is needed to answer it.
func showQuestion(s *screen.Screen, q *app.Question) {
	s.Gap()
	s.Hang("    ", s.Bold(wording.Clean(q.Title)))
	if q.Text != "" {
		s.Text(4, wording.Clean(q.Text))
	}
	for _, fact := range q.Facts {
		s.Hang("    ", wording.Clean(fact.Label)+": "+wording.Clean(fact.Value))
	}
	if q.Link != "" {
		s.Hang("    ", "Open    "+s.Accent(wording.Clean(q.Link)))
	}
	if q.Code != "" {
		s.Hang("    ", "Enter   "+s.Bold(wording.Clean(q.Code)))
	}
}

package repository

import (
	"context"
	"errors"
	"slices"
	"strings"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/process"
)

// talk is a conversation with an origin, in which several gits may be started.
type talk struct {
	runner Runner
	line   *askpass.Line
}

// talk holds a conversation with an origin. What the person's own credential
// helper and ssh agent do not know, git and ssh ask her through out.
func (g *Git) talk(ctx context.Context, out check.Output, work func(*talk) error) error {
	line, err := askpass.Open(ctx, out)
	if err != nil {
		return err
	}
	used := g.accounts.on(line)
	err = work(&talk{runner: g.runner, line: line})
	g.accounts.learn(used, err)
	left := line.Unanswered()
	closed := line.Close()
	switch {
	case err != nil && ctx.Err() == nil && left != nil:
		return unanswered(left)
	case err != nil:
		return err
	default:
		return closed
	}
}

// run runs one git of the conversation.
func (t *talk) run(ctx context.Context, spec process.Spec) (process.Result, error) {
	spec.Env = slices.Concat(quiet(), t.line.Env(), spec.Env)
	for {
		last := &lastWords{tell: spec.Line}
		try := spec
		try.Line = last.take
		result, err := t.runner.Run(ctx, try)
		if server, ok := t.line.Release(); ok && err != nil && ctx.Err() == nil {
			// No helper is to write down what the keyring keeps.
			spec.Args = slices.Insert(slices.Clone(spec.Args), 1, "-c", "credential.https://"+server+".helper=")
			continue
		}
		last.pass()
		if err != nil {
			return result, explain(result.Output, err)
		}
		return result, nil
	}
}

// lastWords holds back what a git says as it gives up, in case it is started
// again and that is of no interest.
type lastWords struct {
	tell func(process.Line)
	held []process.Line
}

func (w *lastWords) take(l process.Line) {
	if strings.HasPrefix(l.Text, "error: ") || strings.HasPrefix(l.Text, "fatal: ") {
		w.held = append(w.held, l)
		return
	}
	w.pass()
	w.tell(l)
}

func (w *lastWords) pass() {
	for _, l := range w.held {
		w.tell(l)
	}
	w.held = nil
}

// unanswered says that git gave up for want of an answer.
func unanswered(left *askpass.Unanswered) error {
	if errors.Is(left.Err, check.ErrNobody) {
		return &Error{
			Code: "git/nobody-to-ask", What: "Git could not sign in to the origin",
			Why:  "It needs " + left.Wanted + ", and nobody is there to ask",
			Next: "Run this step yourself, or have your credential helper or ssh agent know it beforehand",
			Err:  left.Err,
		}
	}
	return &Error{
		Code: "git/declined", What: "Git could not sign in to the origin",
		Why: "It needs " + left.Wanted + ", and you chose not to answer", Next: "Try again when you want to; git asks you anew",
		Err: left.Err,
	}
}

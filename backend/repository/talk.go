package repository

import (
	"context"
	"errors"
	"slices"

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
	result, err := t.runner.Run(ctx, spec)
	if err != nil {
		return result, explain(result.Output, err)
	}
	return result, nil
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

package repository

import (
	"context"
	"errors"
	"slices"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/process"
)

// talk runs a git that speaks to an origin. What the person's own credential
// helper and ssh agent do not know, git and ssh ask her through out.
func (g *Git) talk(ctx context.Context, spec process.Spec, out check.Output) (process.Result, error) {
	line, err := askpass.Open(ctx, out)
	if err != nil {
		return process.Result{}, err
	}
	spec.Env = slices.Concat(quiet(), line.Env(), spec.Env)
	result, err := g.runner.Run(ctx, spec)
	left := line.Unanswered()
	closed := line.Close()
	switch {
	case err != nil && ctx.Err() == nil && left != nil:
		return result, unanswered(left)
	case err != nil:
		return result, explain(result.Output, err)
	default:
		return result, closed
	}
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

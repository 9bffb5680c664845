package repository

import (
	"context"
	"errors"

	"firstlight/backend/check"
)

// agreed asks whether to go on, and returns an error where the person will not.
// Where nobody is there the work goes on and says so.
func agreed(ctx context.Context, out check.Output, q check.Question, name string) error {
	_, err := out.Ask(ctx, q)
	switch {
	case errors.Is(err, check.ErrNobody):
		out.Line("It goes on all the same, as nobody is there to ask")
		return nil
	case errors.Is(err, check.ErrDeclined):
		return &Error{
			Code: "clone/not-wanted", What: name + " was not cloned", Why: "This machine cannot hold all of its files, and you chose not to go on",
			Next: "Choose another workspace, or try again and agree", Err: err,
		}
	default:
		return err
	}
}

package process

import (
	"context"
	"time"
)

// openMoment is how long what opens something is watched.
const openMoment = 3 * time.Second

// Open shows a file, a folder or an address with the program that the person has for
// it. That program may stay as long as she likes, so it is only watched for a moment,
// and is left alone when ctx or this program ends.
func (r *Runner) Open(ctx context.Context, target string) error {
	failed := make(chan error, 1)
	go func() {
		_, err := r.Run(context.WithoutCancel(ctx), Spec{Args: opener(target)})
		failed <- err
	}()
	select {
	case err := <-failed:
		return err
	case <-time.After(openMoment):
	case <-ctx.Done():
	}
	return nil
}

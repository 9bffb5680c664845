package main

import (
	"context"
	"os"
	"time"

	"firstlight/backend/process"
)

// browse opens an address in the person's browser. The program that does so may
// stay as long as the browser does, so it is only watched for a moment, and it is
// left alone when Firstlight ends.
func (c *cli) browse(ctx context.Context, address string) error {
	failed := make(chan error, 1)
	runner := process.New(os.Environ())
	go func() {
		_, err := runner.Run(context.WithoutCancel(ctx), process.Spec{Args: opener(address)})
		failed <- err
	}()
	const moment = 3 * time.Second
	select {
	case err := <-failed:
		if err != nil {
			c.notes.Text(0, "The browser could not be opened: "+err.Error()+". Open the address yourself.")
		}
	case <-time.After(moment):
	case <-ctx.Done():
	}
	return nil
}

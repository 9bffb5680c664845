//go:build unix

package process_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"firstlight/backend/process"
)

func TestNoProgramStartsInAGuessedEnvironment(t *testing.T) {
	t.Parallel()
	ready := make(chan struct{})
	r := process.Awaiting([]string{"PATH=/usr/bin:/bin", "LAMP=guessed"}, ready)
	say := process.Spec{Args: []string{"sh", "-c", "echo $LAMP"}}

	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := r.Run(short, say); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("before the environment is known it ends with %v", err)
	}
	if _, err := r.Find("sh"); err != nil {
		t.Errorf("meanwhile nothing is found: %v", err)
	}

	if r.Ready() {
		t.Error("it says that programs may start")
	}

	said := make(chan string)
	go func() {
		result, err := r.Run(t.Context(), say)
		if err != nil {
			t.Error(err)
		}
		said <- result.Stdout
	}()
	r.SetEnv([]string{"PATH=/usr/bin:/bin", "LAMP=hers"})
	close(ready)
	if got := <-said; got != "hers\n" {
		t.Errorf("it starts with LAMP=%q", got)
	}
	if !r.Ready() || !process.New(nil).Ready() {
		t.Error("it says that programs may not start")
	}
}

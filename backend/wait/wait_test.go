package wait_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"firstlight/backend/wait"
)

func TestFor(t *testing.T) {
	began := time.Now()
	if err := wait.For(t.Context(), 20*time.Millisecond); err != nil || time.Since(began) < 20*time.Millisecond {
		t.Errorf("%v after %s", err, time.Since(began))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := wait.For(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

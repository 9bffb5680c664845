// Package wait lets time pass, unless what waits is called off.
package wait

import (
	"context"
	"time"
)

// For returns after a while, or with the context's error when that ends before.
func For(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

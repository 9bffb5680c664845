package repository

import (
	"context"
	"time"
)

// Hurried returns a copy that waits for nothing between two tries.
func (g *Git) Hurried() *Git {
	hurried := *g
	hurried.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return &hurried
}

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

// Demanding returns a copy that wants so many bytes to be free for a clone.
func (g *Git) Demanding(space uint64) *Git {
	demanding := *g
	demanding.space = space
	return &demanding
}

// Wary returns a copy that looks at each clone before it is checked out.
func (g *Git) Wary() *Git {
	wary := *g
	wary.wary = func(string) bool { return true }
	return &wary
}

// Takes returns how many bytes must be free for a clone.
func (g *Git) Takes(ctx context.Context, spec CloneSpec, free uint64) uint64 {
	return g.takes(ctx, spec, free)
}

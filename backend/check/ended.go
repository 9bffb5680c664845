package check

import (
	"context"
	"time"
)

type endedKey struct{}

// WithEnded returns a context for an observation that can tell what Firstlight itself
// ended, as the person asked it to: ours reports that of what ended at a moment of a
// service of the claim.
func WithEnded(ctx context.Context, ours func(service string, at time.Time) bool) context.Context {
	return context.WithValue(ctx, endedKey{}, ours)
}

// Ended reports whether it was Firstlight that ended a service at a moment, as far as
// the context can tell.
func Ended(ctx context.Context, service string, at time.Time) bool {
	ours, ok := ctx.Value(endedKey{}).(func(string, time.Time) bool)
	return ok && ours(service, at)
}

package check

import "context"

// askedKey marks a context of an observation that somebody asked for.
type askedKey struct{}

// WithAsked returns a context for an observation that a person asked for, or that
// follows a fix.
func WithAsked(ctx context.Context) context.Context {
	return context.WithValue(ctx, askedKey{}, true)
}

// Asked reports whether an observation was asked for. One that was not may tell
// what was seen a while ago where looking costs somebody else.
func Asked(ctx context.Context) bool {
	asked, _ := ctx.Value(askedKey{}).(bool)
	return asked
}

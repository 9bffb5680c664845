package progress

import (
	"time"

	"firstlight/backend/check"
)

// Drift says of a claim that it held once and no longer does.
type Drift struct {
	// HeldUntil is the last moment at which it is known to have held.
	HeldUntil time.Time
	// Changes are the facts that differ between then and now.
	Changes []check.Change
}

// drift notes what a new finding says of whether the claim still holds.
// confirmed is when the finding before was last confirmed; zero where nobody
// knows, and then that one counts from when it was first seen.
func (s *Step) drift(f check.Finding, confirmed, at time.Time) {
	if s.Observed.Status == check.OK {
		s.held, s.heldUntil = s.Observed, s.Since
		if confirmed.After(s.Since) && !confirmed.After(at) {
			s.heldUntil = confirmed
		}
	}
	s.Drift = nil
	// A claim that waits for another or that could not be told says nothing of
	// itself, and one that never held has nothing to drift from.
	if f.Status == check.Failing && s.held.Status == check.OK {
		s.Drift = &Drift{HeldUntil: s.heldUntil, Changes: check.Difference(s.held, f)}
	}
}

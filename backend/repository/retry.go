package repository

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"firstlight/backend/check"
)

const (
	// tries is how often something that speaks to an origin is tried in all.
	tries = 4
	// firstPause is how long is waited before the second try; each later pause
	// is twice as long as the one before.
	firstPause = 2 * time.Second
)

// retrying does what speaks to an origin, and does it again where the reason for
// which it failed may pass by itself. What it will not help with fails at once:
// a wrong password does not become right.
func (g *Git) retrying(ctx context.Context, out check.Output, try func(check.Output) error) error {
	pause := firstPause
	for n := 1; ; n++ {
		seen := &furthest{Output: out}
		err := try(seen)
		var e *Error
		if err == nil || ctx.Err() != nil || n == tries || !errors.As(err, &e) || !e.passing {
			return err
		}
		out.Line(fmt.Sprintf("%s%s; trying again in %s (%d of %d)", e.What, seen.at(), pause, n+1, tries))
		out.Progress(check.Progress{Phase: "Waiting to try again"})
		if err := g.wait(ctx, pause); err != nil {
			return err
		}
		pause *= 2
	}
}

// furthest is an Output that notes how far the work came.
type furthest struct {
	check.Output

	mu   sync.Mutex
	last check.Progress
}

// Progress passes on and notes how far the phase has come.
func (f *furthest) Progress(p check.Progress) {
	f.mu.Lock()
	f.last = p
	f.mu.Unlock()
	f.Output.Progress(p)
}

// at says at which part of the objects the work broke off; nothing where it had
// received none.
func (f *furthest) at() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.last.Phase != "Receiving objects" || f.last.Total == 0 {
		return ""
	}
	return fmt.Sprintf(" at %d %%", f.last.Done*100/f.last.Total)
}

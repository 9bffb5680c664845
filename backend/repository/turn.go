package repository

import (
	"context"

	"firstlight/backend/check"
)

// clonesAtOnce is how many clones go on at the same time. They wait for their
// origins most of the time, but each keeps the disk busy at its end.
const clonesAtOnce = 8

// turn waits until there is room for another clone, and returns what gives the
// room back.
func (g *Git) turn(ctx context.Context, out check.Output) (leave func(), err error) {
	leave = func() { <-g.turns }
	select {
	case g.turns <- struct{}{}:
		return leave, nil
	default:
		out.Progress(check.Progress{Phase: "Waiting for other clones to end"})
	}
	select {
	case g.turns <- struct{}{}:
		return leave, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

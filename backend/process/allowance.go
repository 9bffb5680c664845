package process

import (
	"context"
	"sync/atomic"
)

// allowance is how much a program may print on both its outputs together.
type allowance struct {
	// most is in bytes; zero means that there is no bound.
	most int64
	used atomic.Int64
}

// over reports whether more was printed.
func (a *allowance) over() bool { return a.most > 0 && a.used.Load() > a.most }

// bound returns take as long as there is an allowance left. What comes after it
// is dropped, and the program stopped.
func (a *allowance) bound(take func([]byte), stop context.CancelCauseFunc) func([]byte) {
	if a.most <= 0 {
		return take
	}
	return func(b []byte) {
		if over := a.used.Add(int64(len(b))) - a.most; over > 0 {
			stop(&FloodError{Most: int(a.most)})
			b = b[:max(int64(len(b))-over, 0)]
		}
		if len(b) > 0 {
			take(b)
		}
	}
}

package github

import (
	"context"
	"sync"
	"time"

	"firstlight/backend/check"
)

// rhythm has a claim looked at the less often the longer nothing has changed.
// Whoever asks sees how it stands now, and so does who has pushed: what is at the
// host is not what it was.
type rhythm struct {
	now  func() time.Time
	mark func() string

	mu              sync.Mutex
	last            check.Finding
	here            string
	looked, changed time.Time
}

// rhythm returns the rhythm of a claim about the clone in a folder.
func (g *GitHub) rhythm(dir string) *rhythm {
	return &rhythm{now: g.now, mark: func() string { return g.clones.Mark(dir) }}
}

// pace is how long to leave a claim alone that has not changed for so long.
func pace(unchanged time.Duration) time.Duration {
	const soon, late = 10 * time.Minute, time.Hour
	switch {
	case unchanged < soon:
		return 0
	case unchanged < late:
		return time.Minute
	default:
		return 5 * time.Minute
	}
}

// observe returns what was seen last, or looks where it is time to. What could
// not be told is tried again each time.
func (r *rhythm) observe(ctx context.Context, look func() check.Finding) check.Finding {
	here := r.mark()
	r.mu.Lock()
	now := r.now()
	same := here == r.here
	last, again := r.last, r.looked.Add(pace(r.looked.Sub(r.changed)))
	r.mu.Unlock()
	if !check.Asked(ctx) && same && last.Status != "" && last.Status != check.Unknown && now.Before(again) {
		return last
	}
	found := look()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.looked, r.here = now, here
	if !same || !found.Same(r.last) {
		r.last, r.changed = found, now
	}
	return found
}

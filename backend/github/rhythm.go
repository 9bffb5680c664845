package github

import (
	"context"
	"sync"
	"time"

	"firstlight/backend/check"
)

// rhythm has a claim looked at the less often the longer nothing has changed.
// Whoever asks sees how it stands now.
type rhythm struct {
	now func() time.Time

	mu              sync.Mutex
	last            check.Finding
	looked, changed time.Time
}

func (g *GitHub) rhythm() *rhythm { return &rhythm{now: g.now} }

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
	r.mu.Lock()
	now := r.now()
	last, again := r.last, r.looked.Add(pace(r.looked.Sub(r.changed)))
	r.mu.Unlock()
	if !check.Asked(ctx) && last.Status != "" && last.Status != check.Unknown && now.Before(again) {
		return last
	}
	found := look()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.looked = now
	if !found.Same(r.last) {
		r.last, r.changed = found, now
	}
	return found
}

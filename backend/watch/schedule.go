package watch

import "time"

// slowest is how many times Settle the gap between two tellings of a subject
// grows to while its changes do not stop.
const slowest = 16

// schedule says when which subject is to be told of. The first change after a
// quiet time is told after Settle, so that what belongs together is told once;
// changes that go on are told at growing intervals.
type schedule struct {
	settle time.Duration
	beats  map[string]*beat
}

type beat struct {
	// due is when to tell; zero when nothing is to be told.
	due time.Time
	// told is when it was last told, gap how long the changes were gathered.
	told time.Time
	gap  time.Duration
}

func newSchedule(settle time.Duration) schedule {
	return schedule{settle: settle, beats: map[string]*beat{}}
}

// mark notes that a subject changed.
func (s schedule) mark(key string, now time.Time) {
	b := s.beats[key]
	if b == nil {
		b = &beat{}
		s.beats[key] = b
	}
	if !b.due.IsZero() {
		return
	}
	if b.gap > 0 && now.Sub(b.told) < b.gap {
		b.gap = min(2*b.gap, slowest*s.settle)
	} else {
		b.gap = s.settle
	}
	b.due = now.Add(b.gap)
}

// next is when the first subject is due, if one is.
func (s schedule) next() (first time.Time, some bool) {
	for _, b := range s.beats {
		if !b.due.IsZero() && (!some || b.due.Before(first)) {
			first, some = b.due, true
		}
	}
	return first, some
}

// take returns the subjects that are due, which then are told.
func (s schedule) take(now time.Time) []string {
	var keys []string
	for key, b := range s.beats {
		if !b.due.IsZero() && !b.due.After(now) {
			b.due, b.told = time.Time{}, now
			keys = append(keys, key)
		}
	}
	return keys
}

// forget drops the subjects that are not wanted.
func (s schedule) forget(wanted func(key string) bool) {
	for key := range s.beats {
		if !wanted(key) {
			delete(s.beats, key)
		}
	}
}

package watch

import (
	"hash/maphash"
	"path/filepath"
	"time"

	"firstlight/backend/check"
)

// state is what a watcher knows; it belongs to one goroutine.
type state struct {
	opts     Options
	subjects map[string]bool
	targets  map[target]*watched
	folders  map[string]*folder
	due      schedule
	seed     maphash.Seed
	// notices is made when it is first needed.
	notices *source
}

// watched is one target that is being watched.
type watched struct {
	target
	keys map[string]bool
	view view
	// dirty says that the target may lie elsewhere than the view says.
	dirty bool
	// polled says why the target is looked at again and again, and shot what was
	// seen the last time; empty when notices come.
	polled string
	shot   uint64
}

// folder is one folder that notices come from, with those who want them.
type folder struct {
	glance glance
	users  map[*watched]glance
}

func newState(opts Options) *state {
	return &state{
		opts: opts, subjects: map[string]bool{}, targets: map[target]*watched{}, folders: map[string]*folder{},
		due: newSchedule(opts.Settle), seed: maphash.MakeSeed(),
	}
}

func (s *state) unknown(key string) bool { return !s.subjects[key] }

// set replaces the subjects.
func (s *state) set(subjects map[string]check.Watch) {
	s.subjects = map[string]bool{}
	wanted := map[target]map[string]bool{}
	want := func(key string, paths []string, tree bool) {
		for _, path := range paths {
			t := target{clean(path), tree}
			if wanted[t] == nil {
				wanted[t] = map[string]bool{}
			}
			wanted[t][key] = true
		}
	}
	for key, w := range subjects {
		s.subjects[key] = true
		want(key, w.Paths, false)
		want(key, w.Trees, true)
	}
	for t, w := range s.targets {
		if wanted[t] == nil {
			s.leave(w)
			delete(s.targets, t)
		}
	}
	for t, keys := range wanted {
		w := s.targets[t]
		if w == nil {
			w = &watched{target: t, dirty: true}
			s.targets[t] = w
		}
		if w.keys = keys; w.dirty {
			s.settle(w)
		}
	}
	s.due.forget(func(key string) bool { return s.subjects[key] })
}

func clean(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}

// polling returns why subjects are polled; of several reasons the one of the
// first path.
func (s *state) polling() map[string]string {
	reasons := map[string]string{}
	first := map[string]string{}
	for t, w := range s.targets {
		if w.polled == "" {
			continue
		}
		for key := range w.keys {
			if at, some := first[key]; !some || t.path < at {
				first[key], reasons[key] = t.path, w.polled
			}
		}
	}
	return reasons
}

// touch notes a change at a target; dirty says that it may lie elsewhere now.
func (s *state) touch(w *watched, dirty bool) {
	w.dirty = w.dirty || dirty
	now := time.Now()
	for key := range w.keys {
		s.due.mark(key, now)
	}
}

// settleDue returns the subjects to tell of. Before they are told, what they
// want to hear of is found again, so that whoever then looks misses nothing.
func (s *state) settleDue(now time.Time) []string {
	keys := s.due.take(now)
	if len(keys) == 0 {
		return nil
	}
	due := map[string]bool{}
	for _, key := range keys {
		due[key] = true
	}
	for _, w := range s.targets {
		if w.dirty && w.wantedBy(due) {
			s.settle(w)
		}
	}
	return keys
}

// wantedBy reports whether one of the subjects wants to hear of the target.
func (w *watched) wantedBy(keys map[string]bool) bool {
	for key := range w.keys {
		if keys[key] {
			return true
		}
	}
	return false
}

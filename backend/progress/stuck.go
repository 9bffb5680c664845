package progress

import (
	"slices"
	"time"
)

// stick notes that the person asked for help at a step, unless she has already or
// it holds.
func (s *State) stick(id string, at time.Time) {
	i, ok := s.index[id]
	if !ok || !s.Steps[i].StuckAt.IsZero() || s.Steps[i].Finding.Holds() {
		return
	}
	s.Steps[i].StuckAt = at
	s.stuck = append(slices.Clone(s.stuck), claimed{id, s.Steps[i].Kind})
}

// unstick notes that she waits for no help at a step any more.
func (s *State) unstick(id string) {
	i, ok := s.index[id]
	if !ok || s.Steps[i].StuckAt.IsZero() {
		return
	}
	s.Steps[i].StuckAt = time.Time{}
	key := claimed{id, s.Steps[i].Kind}
	s.stuck = slices.DeleteFunc(slices.Clone(s.stuck), func(k claimed) bool { return k == key })
}

package progress

import (
	"time"

	"firstlight/backend/check"
)

// Mute is a person's wish not to be told of a claim for a while.
type Mute struct {
	// Reason is what the person said, never empty.
	Reason string
	// Since is when she said so, Until when she is to be told again; a zero
	// Until means never.
	Since, Until time.Time
}

// mute takes over a person's wish not to be told of a claim; nil takes it back.
func (s *State) mute(id string, m *Mute, at time.Time) {
	i, ok := s.index[id]
	if !ok {
		return
	}
	s.Steps[i].Mute = m
	s.Steps[i].show()
	s.advance(at)
}

// unmuteDue has claims told of again whose mute is over by now.
func (s *State) unmuteDue(now time.Time) {
	for i := range s.Steps {
		if m := s.Steps[i].Mute; m.over(now) {
			s.mute(s.Steps[i].ID, nil, now)
		}
	}
}

// unmuteBy returns when the first of the mutes ends that do by the given moment; zero
// where none does.
func (s *State) unmuteBy(until time.Time) time.Time {
	var first time.Time
	for i := range s.Steps {
		if m := s.Steps[i].Mute; m.over(until) && (first.IsZero() || m.Until.Before(first)) {
			first = m.Until
		}
	}
	return first
}

// MutesOver returns the IDs of the claims that are muted and, at the moment now,
// no longer should be.
func (s *State) MutesOver(now time.Time) []string {
	var ids []string
	for _, step := range s.Steps {
		if step.Mute.over(now) {
			ids = append(ids, step.ID)
		}
	}
	return ids
}

func (m *Mute) over(now time.Time) bool {
	return m != nil && !m.Until.IsZero() && !now.Before(m.Until)
}

// show makes what the person is shown of what was observed: a claim that holds
// has no need of its mute.
func (s *Step) show() {
	s.Finding = s.Observed
	if s.Mute == nil || s.Observed.Status == check.OK {
		return
	}
	f := check.Finding{Status: check.Muted, Code: s.Observed.Code, Summary: "You muted this: " + s.Mute.Reason}
	if s.Observed.Summary != "" {
		f.Evidence = append(f.Evidence, check.Fact("Found", s.Observed.Summary))
	}
	if !s.Mute.Until.IsZero() {
		f.Evidence = append(f.Evidence, check.Dated("Until", s.Mute.Until.Local()))
	}
	s.Finding = f
}

package progress

import (
	"slices"
	"time"
)

// MostNote is the most characters that a person says at once.
const MostNote = 2000

// Note is a line that a person wrote: what hurt, or her thanks.
type Note struct {
	// Seq is the number of the event that it was recorded with.
	Seq int64
	At  time.Time
	// Step is what it is about; empty means the journey.
	Step string
	Text string
	// Thanks says that she thanks whoever made it.
	Thanks bool
}

// Said returns the note with that number, unless it was taken back.
func (s *State) Said(seq int64) (Note, bool) {
	i := slices.IndexFunc(s.Notes, func(n Note) bool { return n.Seq == seq })
	if i < 0 {
		return Note{}, false
	}
	return s.Notes[i], true
}

// Standing returns events as if the notes that the person took back had never been: what
// is left of them, and of taking them back, is that she was there.
func Standing(events []Event) []Event {
	back, focus := withdrawn(events), ""
	standing := slices.Clone(events)
	for i, e := range standing {
		switch {
		case e.Kind == Active:
			focus = e.Step
		case e.Kind == Withdrawn || back[e.Seq]:
			standing[i] = Event{Seq: e.Seq, At: e.At, Kind: Active, Session: e.Session, Step: focus}
		}
	}
	return standing
}

// Hushed returns events with no word of the notes that the person took back. There are
// as many as before, and as much time passes in them.
func Hushed(events []Event) []Event {
	back := withdrawn(events)
	hushed := slices.Clone(events)
	for i := range hushed {
		if back[hushed[i].Seq] {
			hushed[i].Note = ""
		}
	}
	return hushed
}

// withdrawn returns the numbers of the notes that were taken back.
func withdrawn(events []Event) map[int64]bool {
	back := map[int64]bool{}
	for _, e := range events {
		if e.Kind == Withdrawn {
			back[e.Of] = true
		}
	}
	return back
}

package progress

import "time"

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

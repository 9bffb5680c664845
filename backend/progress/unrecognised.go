package progress

import (
	"time"

	"firstlight/backend/check"
)

// Unrecognised is a failure that matched no known failure: what to write one for
// next.
type Unrecognised struct {
	// At is when it happened first, Times how often.
	At    time.Time
	Times int
	// Step is where it happened.
	Step string
	// Run keeps its whole output; empty where the look at a claim failed.
	Run string
	// Said is what was reported of it, which for an output is its end.
	Said string
}

// Unrecognisable returns the failures among events that matched no known
// failure, each once, in the order in which they first happened.
func Unrecognisable(events []Event) []Unrecognised {
	var found []Unrecognised
	at := map[[2]string]int{}
	add := func(e Event, run, said string) {
		key := [2]string{e.Step, said}
		if i, ok := at[key]; ok {
			found[i].Times++
			return
		}
		at[key] = len(found)
		found = append(found, Unrecognised{At: e.At, Times: 1, Step: e.Step, Run: run, Said: said})
	}
	for _, e := range events {
		switch {
		case e.Kind == WorkEnded && e.Work != nil && e.Work.Use == UseFix && e.Work.Outcome == Failed && e.Work.Known == nil:
			add(e, e.Work.Run, e.Work.Reason)
		case e.Kind == Observed && e.Finding != nil && e.Finding.Detail != "" && e.Finding.Known == nil &&
			(e.Finding.Status == check.Failing || e.Finding.Status == check.Unknown):
			add(e, "", e.Finding.Detail)
		}
	}
	return found
}

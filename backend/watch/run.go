package watch

import (
	"slices"
	"time"
)

// pollShare bounds the time spent on looking at files: to one part in so many.
const pollShare = 20

// run is the one goroutine that the state belongs to.
func (w *Watcher) run(s *state) {
	defer close(w.stopped)
	defer close(w.changes)
	poll := time.NewTimer(s.opts.Poll)
	defer poll.Stop()
	tell := time.NewTimer(time.Hour)
	defer tell.Stop()
	var ready []string
	for {
		if next, some := s.due.next(); some {
			tell.Reset(time.Until(next))
		} else {
			tell.Stop()
		}
		var out chan<- []string
		if ready = slices.DeleteFunc(ready, s.unknown); len(ready) > 0 {
			out = w.changes
		}
		select {
		case <-w.quit:
			w.closeErr = s.close()
			return
		case f := <-w.requests:
			f(s)
		case <-s.woken():
			s.hear()
		case out <- ready:
			ready = nil
		case <-tell.C:
			ready = append(ready, s.settleDue(time.Now())...)
			w.publish(s)
			slices.Sort(ready)
			ready = slices.Compact(ready)
		case <-poll.C:
			began := time.Now()
			s.lookAround()
			w.publish(s)
			poll.Reset(max(s.opts.Poll, pollShare*time.Since(began)))
		}
	}
}

package process

import "time"

const (
	// quietTicks is how many times in a row nothing must come from an output
	// whose program has exited until it is taken that the rest belongs to
	// someone else.
	quietTicks = 4
	// quietMost bounds how long someone else's output is listened to.
	quietMost = 20 * quiet
)

// rest is for pipes that know a deadline; those of this system do not.
func (s *stream) rest([]byte) {}

// listen returns when the output has ended or fallen quiet.
func (s *stream) listen() {
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	atExit := s.read.Load()
	before, still := atExit, 0
	for heard := time.Duration(0); heard < quietMost; heard += quiet {
		select {
		case <-s.done:
			return
		case <-tick.C:
		}
		now := s.read.Load()
		switch {
		case now-atExit > pipeSize:
			return
		case s.busy.Load() || now != before:
			before, still = now, 0
		default:
			still++
		}
		if still == quietTicks {
			return
		}
	}
}

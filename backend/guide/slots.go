package guide

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// slots bound how many observations work at the same time: with more programs
// than the machine has use for, every one of them is late.
type slots chan struct{}

// slotsPerCore is how many observations work at the same time for each core;
// part of every program's time is spent waiting for the disk.
const slotsPerCore = 2

// patienceOfSlots is how long an observation keeps its slot. One that takes
// longer most likely waits for something, and nobody has to wait for it.
const patienceOfSlots = 250 * time.Millisecond

func newSlots() slots { return make(slots, slotsPerCore*runtime.GOMAXPROCS(0)) }

// take waits for a slot and returns what gives it back.
func (s slots) take(ctx context.Context) (giveBack func()) {
	select {
	case s <- struct{}{}:
	case <-ctx.Done():
		return func() {}
	}
	var once sync.Once
	free := func() { once.Do(func() { <-s }) }
	timer := time.AfterFunc(patienceOfSlots, free)
	return func() {
		timer.Stop()
		free()
	}
}

//go:build !windows

package guide

import (
	"time"

	"golang.org/x/sys/unix"
)

// sinceBoot returns how long the machine has been up, sleep included. The clock
// that it asks is always there.
func sinceBoot() time.Duration {
	var at unix.Timespec
	_ = unix.ClockGettime(sleeplessClock, &at)
	return time.Duration(at.Nano())
}

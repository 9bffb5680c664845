package guide

import (
	"time"

	"golang.org/x/sys/windows"
)

// sinceBoot returns how long the machine has been up, sleep included.
func sinceBoot() time.Duration { return windows.DurationSinceBoot() }

package guide

import "golang.org/x/sys/unix"

// sleeplessClock goes on while the machine sleeps.
const sleeplessClock = unix.CLOCK_BOOTTIME

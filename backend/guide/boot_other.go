//go:build !linux

package guide

import (
	"context"
	"fmt"

	"github.com/shirou/gopsutil/v4/host"
)

// bootID names the present run of the system; empty where it cannot be told, in
// which case sessions are told apart by their process alone.
func bootID(ctx context.Context) string {
	boot, err := host.BootTimeWithContext(ctx)
	if err != nil {
		return ""
	}
	// The boot time is worked out from the clock, so it moves a little when the
	// clock is set. A session wrongly taken for ended enters again by itself.
	const slack = 600
	return fmt.Sprint(boot / slack)
}

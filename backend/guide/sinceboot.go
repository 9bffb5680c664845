package guide

import (
	"context"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/host"
)

// uptime returns what tells how long the machine has been up, or nil on a virtual
// one: that is stopped with its host and knows nothing of it, so that it cannot
// tell a clock that was put forward from time that has passed.
func uptime(ctx context.Context) func() time.Duration {
	// Where it cannot be told, as on most systems but Linux, there is no guest.
	if _, role, err := host.VirtualizationWithContext(ctx); err == nil && role == "guest" {
		return nil
	}
	if version, err := host.KernelVersionWithContext(ctx); err == nil && strings.Contains(strings.ToLower(version), "microsoft") {
		return nil
	}
	return sinceBoot
}

package guide

import (
	"context"
	"os"
	"strings"
)

// bootID names the present run of the kernel; empty where it cannot be told, in
// which case sessions are told apart by their process alone.
func bootID(context.Context) string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

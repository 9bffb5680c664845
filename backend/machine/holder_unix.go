//go:build unix

package machine

import (
	"context"
	"errors"
	"os"
	"strconv"
	"syscall"

	gops "github.com/shirou/gopsutil/v4/process"

	"firstlight/backend/check"
)

// isMine goes by the user. Root's are the services of the system too, which
// the first process started.
func isMine(ctx context.Context, p *gops.Process) bool {
	uids, err := p.UidsWithContext(ctx)
	if err != nil || len(uids) == 0 || int(uids[0]) != os.Getuid() {
		return false
	}
	if os.Getuid() != 0 {
		return true
	}
	parent, err := p.PpidWithContext(ctx)
	return err == nil && parent > 1
}

func isInUse(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }

func stopCommand(pid int32) check.Command { return check.Run("kill", "-TERM", strconv.Itoa(int(pid))) }

package machine

import (
	"context"
	"errors"
	"os/user"
	"strconv"
	"strings"

	gops "github.com/shirou/gopsutil/v4/process"
	"golang.org/x/sys/windows"

	"firstlight/backend/check"
)

func isMine(ctx context.Context, p *gops.Process) bool {
	me, err := user.Current()
	if err != nil {
		return false
	}
	name, err := p.UsernameWithContext(ctx)
	return err == nil && strings.EqualFold(name, me.Username)
}

// isInUse counts a refusal too: Windows refuses a port that another program
// listens on for itself alone, or that the system keeps for Hyper-V.
func isInUse(err error) bool {
	return errors.Is(err, windows.WSAEADDRINUSE) || errors.Is(err, windows.WSAEACCES)
}

func stopCommand(pid int32) check.Command {
	return check.Run("taskkill", "/PID", strconv.Itoa(int(pid)))
}

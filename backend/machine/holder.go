package machine

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

// holder is the program that listens on a port; its pid is 0 where the person's
// rights do not show which one does.
type holder struct {
	pid  int32
	name string
	// mine says that the person started it herself, so that she may end it.
	mine bool
}

// stoppable reports whether to offer to end the program. One that only passes
// a container's port on is not the program that uses it.
func (h holder) stoppable() bool {
	passesOn := []string{"docker-proxy", "rootlessport", "com.docker.backend", "vpnkit", "wslrelay", "limactl", "gvproxy", "slirp4netns", "ssh"}
	name := strings.TrimSuffix(strings.ToLower(h.name), ".exe")
	return h.pid > 0 && h.mine && !slices.Contains(passesOn, name)
}

// findHolder returns the program that listens on a TCP port.
func findHolder(ctx context.Context, number int) holder {
	sockets, err := net.ConnectionsWithoutUidsWithContext(ctx, "tcp")
	if err != nil {
		return holder{} // Not to be seen is all there is to say.
	}
	for _, s := range sockets {
		if s.Status != "LISTEN" || int(s.Laddr.Port) != number || s.Pid <= 0 {
			continue
		}
		found := holder{pid: s.Pid, name: "process " + strconv.Itoa(int(s.Pid))}
		p, err := process.NewProcessWithContext(ctx, s.Pid)
		if err != nil {
			return found
		}
		if name, err := p.NameWithContext(ctx); err == nil && name != "" {
			found.name = name
		}
		found.mine = isMine(ctx, p)
		return found
	}
	return holder{}
}

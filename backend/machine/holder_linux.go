package machine

import (
	"context"
	"fmt"
	"os/user"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/process"
)

// unseenHolder returns what the kernel tells anyone of a listener whose process
// it does not show to this person: the user, and the control group, which names
// the service.
func (m *Machine) unseenHolder(ctx context.Context, number int) holder {
	found := holder{user: m.listenersUser(number)}
	group := m.listenersGroup(ctx, number)
	if found.service = m.unit(group); found.service == nil {
		return found
	}
	for _, folder := range []string{"sys/fs/cgroup", "sys/fs/cgroup/unified"} {
		members, err := m.read(folder, group, "cgroup.procs")
		first, _, _ := strings.Cut(members, "\n")
		if pid, bad := strconv.ParseInt(first, 10, 32); err == nil && bad == nil && pid > 0 {
			seen := m.holderOf(ctx, int32(pid))
			seen.service = found.service
			return seen
		}
	}
	return found
}

// listenersUser returns who opened the socket that listens on a TCP port; empty
// where that is not known.
func (m *Machine) listenersUser(number int) string {
	const address, state, uid = 1, 3, 7
	const listens = "0A"
	port := fmt.Sprintf(":%04X", number)
	for _, table := range []string{"tcp", "tcp6"} {
		text, err := m.read("proc", "net", table)
		if err != nil {
			continue
		}
		for line := range strings.Lines(text) {
			fields := strings.Fields(line)
			if len(fields) <= uid || fields[state] != listens || !strings.HasSuffix(fields[address], port) {
				continue
			}
			if found, err := user.LookupId(fields[uid]); err == nil {
				return found.Username
			}
			return fields[uid]
		}
	}
	return ""
}

// listenersGroup returns the control group of the socket that listens on a TCP
// port; empty where that is not known.
func (m *Machine) listenersGroup(ctx context.Context, number int) string {
	const limit = 2 * time.Second
	result, err := m.runner.Run(ctx, process.Spec{
		Args: []string{"ss", "-H", "-l", "-t", "-n", "--cgroup", fmt.Sprintf("sport = :%d", number)}, Limit: limit,
	})
	if err != nil {
		return "" // Without ss, or with one that is too old, it stays unknown.
	}
	for _, field := range strings.Fields(result.Stdout) {
		if group, ok := strings.CutPrefix(field, "cgroup:"); ok && group != "/" {
			return group
		}
	}
	return ""
}

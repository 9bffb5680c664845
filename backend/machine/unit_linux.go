package machine

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"firstlight/backend/check"
)

// keeper returns the service of systemd that a process belongs to, or nil.
func (m *Machine) keeper(_ context.Context, pid int32) *service {
	groups, err := m.read("proc", strconv.Itoa(int(pid)), "cgroup")
	if err != nil {
		return nil
	}
	for line := range strings.Lines(groups) {
		line = strings.TrimSpace(line)
		if _, group, ok := strings.Cut(line, ":name=systemd:"); ok {
			return m.unit(group)
		}
		if group, ok := strings.CutPrefix(line, "0::"); ok && group != "/" {
			return m.unit(group)
		}
	}
	return nil
}

// unit returns the service of systemd whose processes are in a control group,
// with its commands where systemd runs and the service is the system's or her
// own; nil where the group is no service's.
func (m *Machine) unit(group string) *service {
	const of = "user@"
	var name, person string
	for _, part := range strings.Split(filepath.Clean(group), "/") {
		if who, ok := strings.CutPrefix(part, of); ok && strings.HasSuffix(who, ".service") {
			person, name = strings.TrimSuffix(who, ".service"), ""
		} else if strings.HasSuffix(part, ".service") {
			name = part
		}
	}
	if name == "" {
		return nil
	}
	found := &service{name: name, privilege: check.Admin}
	var scope []string
	if person != "" {
		scope, found.privilege = []string{"--user"}, check.User
	}
	hers := person == "" || person == strconv.Itoa(os.Getuid())
	if _, err := m.runner.Find("systemctl"); err != nil || !hers || !m.exists("run", "systemd", "system") {
		return found
	}
	control := func(verb string) check.Command {
		return check.Run(append(append([]string{"systemctl"}, scope...), verb, name)...)
	}
	found.stop, found.start = control("stop"), control("start")
	return found
}

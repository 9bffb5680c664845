package machine

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/shirou/gopsutil/v4/net"
	gops "github.com/shirou/gopsutil/v4/process"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// holder is the program that listens on a port, as far as the person's rights
// show it; its pid is 0 where they do not show which one does.
type holder struct {
	pid  int32
	name string
	// command is how it was started, and dir where.
	command, dir string
	// user is whose it is, where it is not hers.
	user string
	// mine says that the person started it herself, so that she may end it.
	mine bool
	// service is what keeps it running; nil where nothing does.
	service *service
}

// service is what the system keeps running, so that to end its process would
// only have it started again.
type service struct {
	name string
	// stop and start are its commands, empty where there are none to offer.
	stop, start check.Command
	privilege   check.Privilege
}

// passesOn reports whether the program only hands on what others serve, such as
// a container's port: to stop it would not stop them.
func (h holder) passesOn() bool {
	name := strings.TrimSuffix(strings.ToLower(h.name), ".exe")
	return slices.Contains([]string{
		"docker-proxy", "rootlessport", "com.docker.backend", "vpnkit", "wslrelay", "limactl", "gvproxy", "slirp4netns", "ssh",
	}, name)
}

// publishes reports whether the program holds ports for containers.
func (h holder) publishes() bool { return h.passesOn() && h.name != "ssh" }

// lifeline reports whether a person may be working through the program.
func (h holder) lifeline() bool {
	return slices.Contains([]string{"sshd", "systemd", "dockerd"}, h.name)
}

// stoppable reports whether to offer to end the program.
func (h holder) stoppable() bool {
	return h.pid > 0 && h.mine && h.service == nil && !h.passesOn() && !h.lifeline()
}

// findHolder returns the program that listens on a TCP port.
func (m *Machine) findHolder(ctx context.Context, number int) holder {
	ctx = m.facts(ctx)
	sockets, err := net.ConnectionsWithoutUidsWithContext(ctx, "tcp")
	if err != nil {
		return holder{} // Not to be seen is all there is to say.
	}
	for _, s := range sockets {
		if s.Status == "LISTEN" && int(s.Laddr.Port) == number && s.Pid > 0 {
			return m.holderOf(ctx, s.Pid)
		}
	}
	return m.unseenHolder(ctx, number)
}

// holderOf returns what is known of a process that listens.
func (m *Machine) holderOf(ctx context.Context, pid int32) holder {
	found := holder{pid: pid, name: "process " + strconv.Itoa(int(pid))}
	p, err := gops.NewProcessWithContext(ctx, pid)
	if err != nil {
		return found
	}
	if name, err := p.NameWithContext(ctx); err == nil && name != "" {
		found.name = name
	}
	if args, err := p.CmdlineSliceWithContext(ctx); err == nil && len(args) > 0 {
		found.command = m.speakable(args)
	}
	if dir, err := p.CwdWithContext(ctx); err == nil && dir != "" {
		found.dir = process.Short(dir)
	}
	if found.mine = isMine(ctx, p); !found.mine {
		found.user, _ = p.UsernameWithContext(ctx) // Whose it is may stay unsaid.
	}
	found.service = m.keeper(ctx, pid)
	return found
}

// facts returns the evidence of who holds the port.
func (h holder) facts() []check.Evidence {
	var facts []check.Evidence
	literal := func(label, value string) {
		if value != "" {
			facts = append(facts, check.Literal(label, value))
		}
	}
	if h.pid == 0 {
		by := "a program that your rights do not let you see"
		if h.user != "" {
			by = "a program of the user " + h.user + ", which your rights do not let you see"
		}
		facts = append(facts, check.Fact("By", by))
	} else {
		literal("Program", h.name)
		literal("Process", strconv.Itoa(int(h.pid)))
		literal("Command", h.command)
		literal("Started in", h.dir)
		literal("Runs as", h.user)
	}
	if h.service != nil {
		literal("Service", h.service.name)
	}
	return facts
}

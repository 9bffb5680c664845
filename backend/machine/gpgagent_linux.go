package machine

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	gnet "github.com/shirou/gopsutil/v4/net"
	gops "github.com/shirou/gopsutil/v4/process"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// gpgHangs says why gpg did not answer in time. Its agent greets whoever calls;
// one that is silent is what gpg waits for, and what git would wait for.
func (m *Machine) gpgHangs(ctx context.Context, gpg string) (check.Finding, []check.Fix) {
	unknown := check.CannotTell("signing/no-answer", "Gpg did not answer within "+gpgLimit.String())
	result, err := m.runner.Run(ctx, process.Spec{Args: []string{"gpgconf", "--list-dirs", "agent-socket"}, Env: []string{"LC_ALL=C"}, Limit: gpgLimit})
	if err != nil {
		return unknown, nil
	}
	// gpgconf writes a path with what is special in it as in an address.
	socket := strings.NewReplacer("%3a", ":", "%25", "%").Replace(strings.TrimSpace(result.Stdout))
	if !silent(ctx, socket) {
		return unknown, nil
	}
	f := check.Fail("signing/silent-agent", "Gpg cannot sign, since its agent does not answer", check.Literal("Agent", process.Short(socket)))
	// Where systemd listens in the agent's place, it is not systemd to end.
	p := m.socketHolder(ctx, socket)
	if p == nil {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Log out and in again, which starts the agent anew"))
		return f, nil
	}
	pid := strconv.Itoa(int(p.Pid))
	f.Evidence = append(f.Evidence, check.Literal("Process", pid))
	return f, []check.Fix{killGPGAgent(check.Run("kill", "-KILL", pid))}
}

// silent reports whether what listens on an agent's socket says nothing.
func silent(ctx context.Context, socket string) bool {
	const limit = time.Second
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }() // Nothing was sent that closing could lose.
	if err := conn.SetReadDeadline(time.Now().Add(limit)); err != nil {
		return false
	}
	n, err := conn.Read(make([]byte, 1))
	return n == 0 && errors.Is(err, os.ErrDeadlineExceeded)
}

// socketHolder returns the person's agent that has a socket open, or nil. The kernel
// tells whoever connects only who made the socket, and the agent lets a child
// of its own take over.
func (m *Machine) socketHolder(ctx context.Context, socket string) *gops.Process {
	sockets, err := gnet.ConnectionsWithoutUidsWithContext(ctx, "unix")
	if err != nil {
		return nil
	}
	for _, s := range sockets {
		if s.Laddr.IP != socket || s.Pid <= 0 {
			continue
		}
		p, err := gops.NewProcessWithContext(ctx, s.Pid)
		if err != nil {
			continue
		}
		name, err := p.NameWithContext(ctx)
		uids, bad := p.UidsWithContext(ctx)
		if err == nil && bad == nil && name == "gpg-agent" && len(uids) > 0 && int(uids[0]) == os.Getuid() {
			return p
		}
	}
	return nil
}

// killGPGAgent offers to end an agent that hears nothing any more.
func killGPGAgent(kill check.Command) check.Fix {
	return check.Fix{
		ID: "end-agent", Title: "End gpg's agent",
		Effect:    "The agent ends; gpg starts a new one when it needs it, which asks for passphrases again.",
		Privilege: check.User,
		Undo:      "gpgconf --launch gpg-agent",
		Plan:      func(check.Answers) []check.Command { return []check.Command{kill} },
	}
}

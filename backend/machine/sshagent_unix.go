//go:build unix

package machine

import (
	"context"
	"net"
)

// agentSocket returns where the person's programs find her agent.
func (m *Machine) agentSocket() string { return m.variable("SSH_AUTH_SOCK") }

func dialAgent(ctx context.Context, socket string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "unix", socket)
}

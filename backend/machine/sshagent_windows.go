package machine

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"

	"github.com/Microsoft/go-winio"
)

// agentPipe is where the agent of Windows' own OpenSSH listens.
const agentPipe = `\\.\pipe\openssh-ssh-agent`

// agentSocket returns where the person's programs find her agent. That of
// Windows is found without being named, and is off until someone turns it on.
func (m *Machine) agentSocket() string {
	if socket := m.variable("SSH_AUTH_SOCK"); socket != "" {
		return socket
	}
	if _, err := os.Stat(agentPipe); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return agentPipe
}

func dialAgent(ctx context.Context, socket string) (net.Conn, error) {
	if strings.HasPrefix(socket, `\\`) || strings.HasPrefix(socket, "//") {
		return winio.DialPipeContext(ctx, socket)
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "unix", socket)
}

package repository

import (
	"context"
	"os"
	"strings"
)

// watchful returns the settings with which git gives up a connection that stands
// still, rather than wait for good. What the person has set herself stays.
func (g *Git) watchful(ctx context.Context) ([]string, error) {
	own, err := g.ask(ctx, os.TempDir(), "config", "--name-only", "--get-regexp", `^(http\.lowspeed(limit|time)|core\.sshcommand)$`)
	if err != nil && exitCode(err) != notSet {
		return nil, err
	}
	if os.Getenv("GIT_SSH") != "" {
		own += "\ncore.sshcommand"
	}
	var args []string
	for _, s := range []struct{ name, value string }{
		// While it counts, a server may send next to nothing, but never so
		// little for so long: bytes in a second, and seconds.
		{"http.lowSpeedLimit", "10"},
		{"http.lowSpeedTime", "60"},
		{"core.sshCommand", "ssh -o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"},
	} {
		if !strings.Contains(own, strings.ToLower(s.name)) {
			args = append(args, "-c", s.name+"="+s.value)
		}
	}
	return args, nil
}

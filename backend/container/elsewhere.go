package container

import (
	"context"
	"net"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
)

// other is an engine that may run beside the one that is asked.
type other struct {
	// name is what it is called, context the docker context that its own
	// installer makes.
	name, context string
	// socket is where it listens.
	socket string
}

// elsewhere returns an engine that answers its socket while the one that is
// asked does not.
func (e *Engine) elsewhere(ctx context.Context, asked address) (other, bool) {
	socket, _ := asked.local()
	for _, o := range e.others() {
		if o.socket != socket && listens(ctx, o.socket) {
			return o, true
		}
	}
	return other{}, false
}

// listens reports whether somebody accepts a connection at a socket.
func listens(ctx context.Context, socket string) bool {
	const limit = time.Second
	dialer := net.Dialer{Timeout: limit}
	conn, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return false
	}
	_ = conn.Close() // Nothing was said.
	return true
}

// choose returns how the docker command is made to ask an engine from now on.
func (e *Engine) choose(o other, from address) check.Fix {
	undo := "docker context use " + from.context
	plan := []check.Command{dockerContext("use", o.context)}
	if known := e.env().contexts(); o.context != "default" && !slices.Contains(known, o.context) {
		plan = append([]check.Command{dockerContext("create", o.context, "--docker", "host=unix://"+o.socket)}, plan...)
		undo += " && docker context rm " + o.context
	}
	return check.Fix{
		ID: "use-" + o.context, Title: "Have docker ask " + o.name,
		Effect:    "The docker command, and what reads its settings, asks " + o.name + " from now on",
		Privilege: check.User, Undo: undo, Plan: commands(plan...),
	}
}

// dockerContext is a command about contexts that also works where the context
// that is chosen is gone, over which docker before 23 does nothing else.
func dockerContext(args ...string) check.Command {
	return check.Run(append([]string{"docker", "--context", "default", "context"}, args...)...)
}

// byVariable returns the variable that decides where the engine is asked, which
// no command can change for good; empty where a file decides.
func (a address) byVariable() string {
	if strings.HasPrefix(a.source, "DOCKER_") {
		return a.source
	}
	return ""
}

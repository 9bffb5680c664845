package machine

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// sshAgent is what the person's SSH agent answered.
type sshAgent struct {
	// socket is where it is asked; empty where there is no agent.
	socket string
	// keys are those that it holds.
	keys []ssh.PublicKey
	// err says why it did not answer.
	err error
}

// askAgent asks the agent at a socket which keys it holds. Only its list is
// asked for: to sign, some agents ask the person first.
func askAgent(ctx context.Context, socket string) sshAgent {
	const limit = 3 * time.Second
	found := sshAgent{socket: socket}
	if socket == "" {
		return found
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	conn, err := dialAgent(ctx, socket)
	if err != nil {
		found.err = err
		return found
	}
	defer func() { _ = conn.Close() }() // Nothing was sent that closing could lose.
	if until, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(until); err != nil {
			found.err = fmt.Errorf("bounding the wait: %w", err)
			return found
		}
	}
	held, err := agent.NewClient(conn).List()
	if err != nil {
		found.err = err
		return found
	}
	for _, key := range held {
		if public, err := ssh.ParsePublicKey(key.Blob); err == nil {
			found.keys = append(found.keys, public)
		}
	}
	return found
}

// answers reports whether there is an agent that answered.
func (a sshAgent) answers() bool { return a.socket != "" && a.err == nil }

// holds reports whether the agent holds a key.
func (a sshAgent) holds(key ssh.PublicKey) bool {
	if key == nil {
		return false
	}
	for _, held := range a.keys {
		if bytes.Equal(held.Marshal(), key.Marshal()) {
			return true
		}
	}
	return false
}

// fact returns what there is to say of the agent as evidence.
func (a sshAgent) fact() check.Evidence {
	switch {
	case a.socket == "":
		return check.Fact("Agent", "none")
	case a.err != nil:
		return check.Fact("Agent", "does not answer at "+process.Short(a.socket))
	case len(a.keys) == 0:
		return check.Fact("Agent", "answers, and holds no key")
	case len(a.keys) == 1:
		return check.Fact("Agent", "answers, and holds 1 key")
	default:
		return check.Fact("Agent", fmt.Sprintf("answers, and holds %d keys", len(a.keys)))
	}
}

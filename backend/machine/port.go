package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"regexp"
	"strconv"
	"sync"
	"syscall"
	"time"

	"firstlight/backend/check"
)

// Publisher names the container that publishes a TCP port of this machine, and
// says whether it is ours. The name is empty where no container does; the error
// says that there is no engine to ask.
type Publisher func(ctx context.Context, port int) (name string, ours bool, err error)

// portSeen is what an observation learnt that its fixes need.
type portSeen struct {
	mu     sync.Mutex
	holder holder
}

// Port returns the check that a TCP port of this machine is free, or held by a
// container of ours. publisher may be nil.
func (m *Machine) Port(number int, publisher Publisher) check.Check {
	const lookAgain = 5 * time.Second
	if publisher == nil {
		publisher = func(context.Context, int) (string, bool, error) { return "", false, nil }
	}
	seen := &portSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			return observePort(ctx, number, publisher, seen)
		},
		Fixes: func(f check.Finding) []check.Fix { return portFixes(number, f, seen) },
		Watch: check.Watch{Every: lookAgain},
	}
}

func observePort(ctx context.Context, number int, publisher Publisher, seen *portSeen) check.Finding {
	taken, err := portTaken(ctx, number)
	if err != nil {
		return check.CannotTell("port/unknown", fmt.Sprintf("Cannot tell whether port %d is free: %v", number, err))
	}
	if !taken {
		return check.Hold(fmt.Sprintf("Port %d is free", number))
	}
	// Without an engine there is no container that could hold the port.
	container, ours, err := publisher(ctx, number)
	if err == nil && ours {
		return check.Hold(fmt.Sprintf("Port %d is held by our own %s", number, container), check.Literal("Container", container))
	}
	by := findHolder(ctx, number)
	if container != "" {
		by = holder{}
	}
	seen.mu.Lock()
	seen.holder = by
	seen.mu.Unlock()
	free := check.Fact("What to do", "Stop it, or have it use another port")
	switch {
	case container != "":
		return check.Fail("port/taken", fmt.Sprintf("Port %d is taken by the container %s", number, container),
			check.Literal("Container", container), check.Fact("Started by", "someone other than Firstlight"), check.Literal("To stop it", "docker stop "+container))
	case by.pid == 0:
		return check.Fail("port/taken", fmt.Sprintf("Port %d is taken", number),
			check.Fact("By", "a program that your rights do not let you see"), free)
	default:
		return check.Fail("port/taken", fmt.Sprintf("Port %d is taken by %s", number, by.name),
			check.Literal("Program", by.name), check.Literal("Process", strconv.Itoa(int(by.pid))), free)
	}
}

func portFixes(number int, f check.Finding, seen *portSeen) []check.Fix {
	seen.mu.Lock()
	by := seen.holder
	seen.mu.Unlock()
	if f.Code != "port/taken" || !by.stoppable() {
		return nil
	}
	return []check.Fix{{
		ID: "stop", Title: fmt.Sprintf("Ask %s (process %d) to stop", by.name, by.pid),
		Effect:    fmt.Sprintf("The program ends, and port %d is free.", number),
		Privilege: check.User,
		Undo:      "Start " + by.name + " again the way that you started it; what it had not saved is lost",
		// To end a program cannot be undone, so that an unattended run, which
		// gives no answers, must never do it.
		Inputs: []check.Input{{
			Name: "program", Label: "The program's name", Pattern: regexp.QuoteMeta(by.name),
			Hint: "Type " + by.name + " to say that it may be ended.",
		}},
		Plan: func(check.Answers) []check.Command { return []check.Command{stopCommand(by.pid)} },
	}}
}

// portTaken reports whether nothing more can listen on the port, on this
// machine alone or for others too. On some systems a listener on every address
// does not get in the way of one on a single address, so all are tried.
func portTaken(ctx context.Context, number int) (bool, error) {
	port := strconv.Itoa(number)
	for _, at := range []struct{ network, host string }{{"tcp4", "127.0.0.1"}, {"tcp4", "0.0.0.0"}, {"tcp6", "::"}} {
		var config net.ListenConfig
		l, err := config.Listen(ctx, at.network, net.JoinHostPort(at.host, port))
		switch {
		case err == nil:
			if err := l.Close(); err != nil {
				return false, err
			}
		case isInUse(err):
			return true, nil
		case errors.Is(err, fs.ErrPermission):
			// Only an administrator may listen there, but anyone may knock.
			return answers(ctx, port), nil
		case at.network == "tcp6" || errors.Is(err, syscall.EADDRNOTAVAIL):
			// This machine has no such addresses.
		default:
			return false, err
		}
	}
	return false, nil
}

// answers reports whether a listener accepts a connection on the port.
func answers(ctx context.Context, port string) bool {
	const limit = time.Second
	dialer := net.Dialer{Timeout: limit}
	c, err := dialer.DialContext(ctx, "tcp4", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return false
	}
	// Nothing was sent, so closing cannot lose anything.
	_ = c.Close()
	return true
}

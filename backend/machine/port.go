package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"syscall"
	"time"

	"firstlight/backend/check"
)

// Publisher names the container that publishes a TCP port of this machine, and
// says whether it is ours. The name is empty where no container does; the error
// says that there is no engine to ask.
type Publisher func(ctx context.Context, port int) (name string, ours bool, err error)

// publishTries and publishPause bound how long a container is waited for that is
// about to publish a port.
const (
	publishTries = 5
	publishPause = 400 * time.Millisecond
)

// Port returns the check that a TCP port of this machine is free, or held by a
// container of ours. publisher may be nil.
func (m *Machine) Port(number int, publisher Publisher) check.Check {
	const lookAgain = 5 * time.Second
	if publisher == nil {
		publisher = func(context.Context, int) (string, bool, error) { return "", false, nil }
	}
	return observed(func(ctx context.Context) (check.Finding, []check.Fix) {
		return m.observePort(ctx, number, publisher)
	}, check.Watch{Every: lookAgain})
}

func (m *Machine) observePort(ctx context.Context, number int, publisher Publisher) (check.Finding, []check.Fix) {
	taken, err := portTaken(ctx, number)
	if err != nil {
		return check.CannotTell("port/unknown", fmt.Sprintf("Cannot tell whether port %d is free: %v", number, err)), nil
	}
	if !taken {
		return check.Hold(fmt.Sprintf("Port %d is free", number)), nil
	}
	// Without an engine there is no container that could hold the port.
	container, ours, err := publisher(ctx, number)
	by := holder{}
	if container == "" {
		by = m.findHolder(ctx, number)
	}
	// A container is told of only once it runs, and its port is held before that.
	for tries := 0; tries < publishTries && err == nil && container == "" && by.publishes(); tries++ {
		select {
		case <-ctx.Done():
		case <-time.After(publishPause):
		}
		container, ours, err = publisher(ctx, number)
	}
	if err == nil && ours {
		return check.Hold(fmt.Sprintf("Port %d is used by %s, as it should be: Firstlight started that", number, container), check.Literal("Container", container)), nil
	}
	if container != "" {
		return check.Fail("port/taken", fmt.Sprintf("Port %d is taken by the container %s", number, container),
			check.Literal("Container", container), check.Fact("Started by", "someone other than Firstlight"), check.Literal("To stop it", "docker stop "+container)), nil
	}
	if err != nil && by.publishes() {
		// It may well be ours, and a person must not be sent to end it.
		facts := append(by.facts(), check.Fact("What to do", "See first that Docker answers; then it is known whose container that is"))
		f := check.CannotTell("port/untold", fmt.Sprintf("Port %d is held for a container, and Docker cannot be asked whether it is one of ours", number), facts...)
		f.Detail = check.Tail(err.Error())
		return f, nil
	}
	summary := fmt.Sprintf("Port %d is taken", number)
	switch {
	case by.pid > 0:
		summary += " by " + by.name
	case by.service != nil:
		summary += " by " + by.service.name
	}
	facts := append(by.facts(), check.Fact("What to do", portAdvice(by)))
	if err != nil && by.pid == 0 && by.service == nil {
		facts = append(facts, check.Fact("Docker", "cannot be asked, so it is not known whether one of its containers holds the port"))
	}
	return check.Fail("port/taken", summary, facts...), portFixes(number, by)
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

package container

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"slices"
	"strings"
	"syscall"
)

// reachError says that the engine could not be asked something.
type reachError struct {
	at  address
	why reason
	err error
}

// reason is why an engine could not be asked.
type reason string

const (
	// absent: there is no socket or pipe.
	absent reason = "there is no socket"
	// refused: there is a socket, and nobody listens.
	refused reason = "nobody listens"
	// denied: this person may not open the socket.
	denied reason = "you may not open its socket"
	// silent: no answer came in time.
	silent reason = "it took too long"
	// elsewhere: the host of the engine cannot be reached.
	elsewhere reason = "its host cannot be reached"
	// garbled: something answers, and it is not an engine, or an ailing one.
	garbled reason = "what answers there is not a Docker engine"
)

func (e *reachError) Error() string {
	return fmt.Sprintf("Docker at %s does not answer, because %s: %v", e.at.Host, e.why, e.err)
}

func (e *reachError) Unwrap() error { return e.err }

// overSSH reports whether the engine is asked through the program ssh.
func (a address) overSSH() bool { return strings.HasPrefix(a.Host, "ssh:") }

// deserted reports whether nothing listens where the engine was looked for. What
// ssh could not do says nothing of that.
func (e *reachError) deserted() bool {
	if e.why != elsewhere || e.at.overSSH() {
		return e.why == absent || e.why == refused
	}
	return slices.ContainsFunc(deserted(), func(err error) bool { return errors.Is(e.err, err) })
}

// failed says why a question failed. The client's error no longer tells a
// socket that is missing from one that refuses, so the door is tried again.
func (s *session) failed(ctx context.Context, err error) error {
	if isTimeout(err) || ctx.Err() != nil {
		return &reachError{at: s.address, why: silent, err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	conn, dialErr := s.moby.Dialer()(ctx)
	if dialErr == nil {
		// The connection only served to see that there is one.
		_ = conn.Close()
		if s.address.overSSH() {
			// There is one to the program ssh, wherever that gets.
			return &reachError{at: s.address, why: elsewhere, err: err}
		}
		return &reachError{at: s.address, why: garbled, err: err}
	}
	_, local := s.address.local()
	why := elsewhere
	switch {
	case isTimeout(dialErr):
		why = silent
	case local && errors.Is(dialErr, fs.ErrPermission):
		why = denied
	case local && errors.Is(dialErr, fs.ErrNotExist):
		why = absent
	case local && errors.Is(dialErr, syscall.ECONNREFUSED):
		why = refused
	}
	return &reachError{at: s.address, why: why, err: dialErr}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

package layer

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"strings"
)

// unconnected says why there is no connection.
func (r Result) unconnected(err error) Result {
	var name *net.DNSError
	if errors.As(err, &name) {
		switch {
		case name.IsNotFound:
			return r.at(Name, NotFound)
		case strings.Contains(name.Err, "misbehaving"):
			return r.at(Name, NameFailed)
		}
		return r.at(Name, NoNameServer)
	}
	switch {
	case isRefused(err):
		return r.at(Connect, Refused)
	case isTimeout(err):
		return r.at(Connect, Silent)
	case isUnreachable(err):
		return r.at(Connect, Unreachable)
	case errors.Is(err, fs.ErrPermission):
		return r.at(Connect, Forbidden)
	case isCut(err):
		return r.at(Connect, Cut)
	}
	return r.at(Connect, Other).said(words(err))
}

// broken says why a conversation ended at a layer.
func (r Result) broken(at Layer, err error) Result {
	var garbled tls.RecordHeaderError
	switch {
	case isTimeout(err):
		return r.at(at, Silent)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), isCut(err):
		return r.at(at, Cut)
	case errors.As(err, &garbled):
		return r.at(at, Garbled)
	case at == Answer || at == Proxy:
		return r.at(at, Garbled)
	}
	return r.at(at, Other).said(words(err))
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &timeout) && timeout.Timeout()
}

// words returns an error without the addresses of the connection, of which one
// is another each time.
func words(err error) string {
	var operation *net.OpError
	for errors.As(err, &operation) && operation.Err != nil {
		err = operation.Err
	}
	return err.Error()
}

// telling returns where a name leads, when that is this machine or nowhere: a
// list of blocked hosts, or a line left in the hosts file. Other addresses
// change by themselves.
func telling(host string, ip net.IP) string {
	if net.ParseIP(host) != nil || host == "localhost" || !ip.IsLoopback() && !ip.IsUnspecified() {
		return ""
	}
	return ip.String()
}

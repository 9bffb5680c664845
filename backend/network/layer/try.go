package layer

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// DefaultLimit bounds the way to one host.
const DefaultLimit = 8 * time.Second

// readLimit is the most bytes that an answer's head may have.
const readLimit = 64 << 10

// Way says how hosts are reached. The zero Way goes directly, with the names
// and the authorities of the system.
type Way struct {
	// Proxy returns the proxy on the way to an address, nil for none; nil means
	// that there never is one.
	Proxy func(*url.URL) (*url.URL, error)
	// Resolver looks names up; nil is the system's.
	Resolver *net.Resolver
	// Verify judges certificates; nil trusts whom the system trusts.
	Verify Verify
	// Limit bounds the way to one host; zero means DefaultLimit.
	Limit time.Duration
}

// TryAll reaches for every target, a few at a time, and returns the results in
// the same order.
func (w Way) TryAll(ctx context.Context, targets []Target) []Result {
	const atOnce = 32
	results := make([]Result, len(targets))
	room := make(chan struct{}, atOnce)
	var trying sync.WaitGroup
	for i, t := range targets {
		trying.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			results[i] = w.Try(ctx, t)
		})
	}
	trying.Wait()
	return results
}

// Try reaches for one target. It sends nothing but a question for the head of
// the page, and takes no longer than the limit.
func (w Way) Try(ctx context.Context, t Target) Result {
	limit := w.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r := Result{Host: t.Text}
	proxy, err := w.proxyFor(t)
	if err != nil {
		return r.at(Proxy, Unreadable)
	}
	if proxy != nil {
		r.Via = HostPort(proxy)
	}
	door, r := w.connect(ctx, t, proxy, r)
	if door == nil {
		return r
	}
	defer func() { _ = door.Close() }()
	// Whatever a read waits for, it waits no longer than the context.
	defer context.AfterFunc(ctx, func() { _ = door.SetDeadline(time.Unix(1, 0)) })()

	conn := door
	var asked *url.URL
	switch {
	case proxy == nil:
	case t.Protocol == HTTP && !relays(proxy):
		asked = proxy
	default:
		if conn, r = w.pass(ctx, door, t, proxy, r); conn == nil {
			return r
		}
	}
	switch t.Protocol {
	case HTTPS:
		if conn, r = w.secure(ctx, conn, t.Host, r); conn == nil {
			return r
		}
		return ask(conn, t, nil, r)
	case HTTP:
		return ask(conn, t, asked, r)
	case SSH:
		return greet(conn, r)
	default:
		return r
	}
}

// connect opens the connection to the target, or to the proxy on the way.
func (w Way) connect(ctx context.Context, t Target, proxy *url.URL, r Result) (net.Conn, Result) {
	address := t.Address()
	if proxy != nil {
		address = HostPort(proxy)
	}
	conn, err := (&net.Dialer{Resolver: w.Resolver}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, r.unconnected(err)
	}
	if remote, ok := conn.RemoteAddr().(*net.TCPAddr); ok && proxy == nil {
		r.Address = telling(t.Host, remote.IP)
	}
	return conn, r
}

// ask asks for the head of a page, of the proxy when there is one to do so for
// us, and reports what came of it.
func ask(conn net.Conn, t Target, proxy *url.URL, r Result) Result {
	request := &http.Request{
		Method: http.MethodHead, URL: t.URL(), Host: t.URL().Host, Close: true,
		Header: http.Header{"User-Agent": {"Firstlight"}},
	}
	write := request.Write
	if proxy != nil {
		authorize(request, proxy)
		write = request.WriteProxy
	}
	if err := write(conn); err != nil {
		return r.broken(Answer, err)
	}
	response, err := http.ReadResponse(bufio.NewReader(io.LimitReader(conn, readLimit)), request)
	if err != nil {
		return r.broken(Answer, err)
	}
	r.Status = status(response)
	if proxy != nil {
		if failed := r.passed(response); !failed.Reached() {
			return failed
		}
	}
	switch response.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return r.at(Answer, Ailing)
	}
	return r
}

// greet reads the line with which an ssh server begins.
func greet(conn net.Conn, r Result) Result {
	line, err := bufio.NewReader(io.LimitReader(conn, readLimit)).ReadString('\n')
	if err != nil {
		return r.broken(Answer, err)
	}
	if !strings.HasPrefix(line, "SSH-") {
		return r.at(Answer, Garbled)
	}
	return r
}

// status returns the status of an answer in words, such as "403 Forbidden".
func status(response *http.Response) string {
	code := response.StatusCode
	if text := http.StatusText(code); text != "" {
		return response.Status[:3] + " " + text
	}
	return response.Status[:3]
}

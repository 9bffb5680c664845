package layer

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/proxy"
)

// proxyFor returns the proxy on the way to a target. What is spoken over ssh or
// over a bare connection goes through none.
func (w Way) proxyFor(t Target) (*url.URL, error) {
	if w.Proxy == nil || t.Protocol != HTTPS && t.Protocol != HTTP {
		return nil, nil
	}
	return w.Proxy(t.URL())
}

// relays reports whether a proxy passes connections on without knowing what is
// spoken over them.
func relays(proxy *url.URL) bool { return strings.HasPrefix(proxy.Scheme, "socks") }

// HostPort returns the host and port of a proxy.
func HostPort(proxy *url.URL) string {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(proxy.Hostname(), port)
}

// pass has the proxy pass a connection on to the target. The connection is nil
// when it does not.
func (w Way) pass(ctx context.Context, conn net.Conn, t Target, via *url.URL, r Result) (net.Conn, Result) {
	if relays(via) {
		return relay(ctx, conn, t, via, r)
	}
	if via.Scheme == "https" {
		secure, failed := w.secure(ctx, conn, via.Hostname(), r)
		if secure == nil {
			// To the person it is the proxy that does not work.
			return nil, failed.at(Proxy, failed.Reason)
		}
		conn = secure
	}
	request := &http.Request{
		Method: http.MethodConnect, URL: &url.URL{Opaque: t.Address()}, Host: t.Address(),
		Header: http.Header{"User-Agent": {"Firstlight"}},
	}
	authorize(request, via)
	if err := request.Write(conn); err != nil {
		return nil, r.broken(Proxy, err)
	}
	// One byte at a time: what follows the head belongs to the target.
	response, err := http.ReadResponse(bufio.NewReaderSize(io.LimitReader(oneByOne{conn}, readLimit), 1), request)
	if err != nil {
		return nil, r.broken(Proxy, err)
	}
	if response.StatusCode != http.StatusOK {
		r.Status = status(response)
	}
	if r = r.passed(response); !r.Reached() {
		return nil, r
	}
	return conn, r
}

// passed says of a proxy's answer whether it passed a question on.
func (r Result) passed(response *http.Response) Result {
	switch code := response.StatusCode; {
	case code == http.StatusProxyAuthRequired:
		return r.at(Proxy, SignIn).said(strings.Join(schemes(response.Header.Values("Proxy-Authenticate")), ", "))
	case code == http.StatusBadGateway, code == http.StatusServiceUnavailable, code == http.StatusGatewayTimeout:
		return r.at(Proxy, NoWay)
	case code >= http.StatusBadRequest && response.Request.Method == http.MethodConnect:
		return r.at(Proxy, Denied)
	}
	return r
}

// schemes are the ways to sign in that a proxy offers, such as "Negotiate".
func schemes(challenges []string) []string {
	var names []string
	for _, c := range challenges {
		name, _, _ := strings.Cut(strings.TrimSpace(c), " ")
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// authorize tells the proxy who asks, where its address says so.
func authorize(request *http.Request, via *url.URL) {
	if via.User == nil {
		return
	}
	password, _ := via.User.Password()
	token := base64.StdEncoding.EncodeToString([]byte(via.User.Username() + ":" + password))
	request.Header.Set("Proxy-Authorization", "Basic "+token)
}

// relay has a SOCKS proxy pass the connection on.
func relay(ctx context.Context, conn net.Conn, t Target, via *url.URL, r Result) (net.Conn, Result) {
	var auth *proxy.Auth
	if via.User != nil {
		password, _ := via.User.Password()
		auth = &proxy.Auth{User: via.User.Username(), Password: password}
	}
	dialer, err := proxy.SOCKS5("tcp", HostPort(via), auth, ready{conn})
	if err != nil {
		return nil, r.at(Proxy, Other).said(err.Error())
	}
	passed, err := dialer.(proxy.ContextDialer).DialContext(ctx, "tcp", t.Address())
	if err == nil {
		return passed, r
	}
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Err != nil {
		err = operation.Err
	}
	switch text := err.Error(); {
	case isTimeout(err), errors.Is(err, io.EOF), isCut(err):
		return nil, r.broken(Proxy, err)
	case strings.Contains(text, "authentication"):
		return nil, r.at(Proxy, SignIn)
	case strings.Contains(text, "not allowed"):
		return nil, r.at(Proxy, Denied)
	case strings.Contains(text, "unreachable"), strings.Contains(text, "refused"), strings.Contains(text, "expired"), strings.Contains(text, "general"):
		return nil, r.at(Proxy, NoWay)
	default:
		return nil, r.at(Proxy, Garbled)
	}
}

// ready is a dialer whose connection is there already.
type ready struct{ conn net.Conn }

func (d ready) Dial(string, string) (net.Conn, error) { return d.conn, nil }

func (d ready) DialContext(context.Context, string, string) (net.Conn, error) { return d.conn, nil }

// oneByOne reads a byte at a time.
type oneByOne struct{ io.Reader }

func (o oneByOne) Read(b []byte) (int, error) { return o.Reader.Read(b[:min(len(b), 1)]) }

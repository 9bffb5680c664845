package networktest

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
)

// Proxy is a proxy that leads names to hosts of the test: nothing that is asked
// of it leaves the loopback.
type Proxy struct {
	// Hosts are the addresses that names with a port lead to.
	Hosts map[string]string
	// Status is answered to every question where it is not 0.
	Status int
	// User and Password must be given where User is set.
	User, Password string
	// Intercept signs a certificate for every name with this authority, and
	// answers in the place of the host.
	Intercept *Authority

	mu    sync.Mutex
	asked []string
}

// Start serves the proxy and returns its address, host:port.
func (p *Proxy) Start(t testing.TB) string {
	t.Helper()
	return Listen(t, p.serve)
}

// StartSecure serves the proxy over TLS and returns its address, host:port.
func (p *Proxy) StartSecure(t testing.TB, certificate tls.Certificate) string {
	t.Helper()
	return Listen(t, func(c net.Conn) {
		secure := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}})
		p.serve(secure)
		_ = secure.Close()
	})
}

// Asked returns the hosts that were asked for, sorted, each once.
func (p *Proxy) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := slices.Clone(p.asked)
	slices.Sort(asked)
	return slices.Compact(asked)
}

func (p *Proxy) serve(c net.Conn) {
	reader := bufio.NewReader(c)
	for {
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		switch {
		case request.Method == http.MethodConnect && p.refuses(c, request):
		case request.Method == http.MethodConnect:
			p.connect(c, reader, request)
			return
		default:
			p.answer(c, request)
		}
	}
}

// refuses says no where the proxy would, and reports whether it did.
func (p *Proxy) refuses(c net.Conn, request *http.Request) bool {
	p.mu.Lock()
	p.asked = append(p.asked, request.Host)
	p.mu.Unlock()
	status := p.Status
	header := ""
	if p.User != "" {
		basic := &http.Request{Header: http.Header{"Authorization": request.Header["Proxy-Authorization"]}}
		if user, password, _ := basic.BasicAuth(); user != p.User || password != p.Password {
			status, header = http.StatusProxyAuthRequired, "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"acme\"\r\n"
		}
	}
	if status == 0 {
		return false
	}
	reply(c, status, header)
	return true
}

func reply(c net.Conn, status int, header string) {
	_, _ = fmt.Fprintf(c, "HTTP/1.1 %d %s\r\n%sContent-Length: 0\r\n\r\n", status, http.StatusText(status), header)
}

func (p *Proxy) connect(c net.Conn, reader io.Reader, request *http.Request) {
	if p.Intercept != nil {
		_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
		name, _, _ := net.SplitHostPort(request.Host)
		p.stand(c, p.Intercept.Certificate(name))
		return
	}
	host, known := p.Hosts[request.Host]
	if !known {
		reply(c, http.StatusServiceUnavailable, "")
		return
	}
	out, err := net.Dial("tcp", host)
	if err != nil {
		reply(c, http.StatusServiceUnavailable, "")
		return
	}
	defer func() { _ = out.Close() }()
	_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	join(c, reader, out)
}

// join passes bytes on both ways until one side ends.
func join(c net.Conn, reader io.Reader, out net.Conn) {
	var both sync.WaitGroup
	both.Go(func() {
		_, _ = io.Copy(out, reader)
		_ = out.Close()
	})
	both.Go(func() {
		_, _ = io.Copy(c, out)
		_ = c.Close()
	})
	both.Wait()
}

// stand answers in the place of a host.
func (p *Proxy) stand(c net.Conn, certificate tls.Certificate) {
	secure := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}})
	defer func() { _ = secure.Close() }()
	if _, err := http.ReadRequest(bufio.NewReader(secure)); err == nil {
		reply(secure, http.StatusNotFound, "")
	}
}

// answer asks a host for the page that was asked for without TLS.
func (p *Proxy) answer(c net.Conn, request *http.Request) {
	if !request.URL.IsAbs() {
		reply(c, http.StatusBadRequest, "")
		return
	}
	if p.refuses(c, request) {
		return
	}
	name := request.URL.Host
	if request.URL.Port() == "" {
		name = net.JoinHostPort(request.URL.Hostname(), "80")
	}
	host, known := p.Hosts[name]
	if !known {
		reply(c, http.StatusServiceUnavailable, "")
		return
	}
	onward := &http.Request{Method: request.Method, URL: &url.URL{Scheme: "http", Host: host, Path: request.URL.Path}, Header: http.Header{}}
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(onward)
	if err != nil {
		reply(c, http.StatusServiceUnavailable, "")
		return
	}
	defer func() { _ = response.Body.Close() }()
	reply(c, response.StatusCode, "")
}

package networktest

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
)

// Listen opens a port of the loopback, hands each connection to serve, and
// closes everything with the test. It returns the address, host:port.
func Listen(t testing.TB, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	open := map[net.Conn]struct{}{}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open[conn] = struct{}{}
			mu.Unlock()
			serving.Go(func() {
				serve(conn)
				_ = conn.Close()
				mu.Lock()
				delete(open, conn)
				mu.Unlock()
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		mu.Lock()
		for conn := range open {
			_ = conn.Close()
		}
		mu.Unlock()
		serving.Wait()
	})
	return l.Addr().String()
}

// Silent accepts connections and never says a word.
func Silent(t testing.TB) string {
	return Listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
}

// Saying says a text to whoever connects, after the first word.
func Saying(t testing.TB, text string) string {
	return Listen(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 1))
		_, _ = io.WriteString(c, text)
	})
}

// Greeting says a text to whoever connects.
func Greeting(t testing.TB, text string) string {
	return Listen(t, func(c net.Conn) { _, _ = io.WriteString(c, text) })
}

// Cutting resets connections as soon as something is said.
func Cutting(t testing.TB) string {
	return Listen(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 1))
		if tcp, ok := c.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // What is closed with words unread or unsent is reset.
		}
	})
}

// Closed returns an address at which nothing listens.
func Closed(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// HTTPS serves with a certificate and returns the address, host:port. A nil
// handler answers that there is no such page.
func HTTPS(t testing.TB, certificate tls.Certificate, handler http.Handler) string {
	t.Helper()
	return serve(t, handler, func(l net.Listener) net.Listener {
		return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{certificate}})
	})
}

// HTTP serves without TLS and returns the address, host:port.
func HTTP(t testing.TB, handler http.Handler) string {
	t.Helper()
	return serve(t, handler, func(l net.Listener) net.Listener { return l })
}

func serve(t testing.TB, handler http.Handler, wrap func(net.Listener) net.Listener) string {
	t.Helper()
	if handler == nil {
		handler = http.NotFoundHandler()
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(wrap(l)) // It ends with the test.
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return l.Addr().String()
}

// Status answers every question with a status.
func Status(code int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
}

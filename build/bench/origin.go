package main

import (
	"context"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// serve serves the origins over https with git's own http-backend, at the end of
// a line that takes so long there and back.
func (b *cloneBench) serve(away time.Duration) (*httptest.Server, error) {
	out, err := exec.CommandContext(context.Background(), "git", "--exec-path").Output()
	if err != nil {
		return nil, fmt.Errorf("finding git's own programs: %w", err)
	}
	server := httptest.NewUnstartedServer(&cgi.Handler{
		Path:   filepath.Join(strings.TrimSpace(string(out)), "git-http-backend"),
		Env:    []string{"GIT_PROJECT_ROOT=" + filepath.Join(b.dir, "srv"), "GIT_HTTP_EXPORT_ALL=1", "HOME=" + b.dir},
		Logger: log.New(io.Discard, "", 0), Stderr: io.Discard,
	})
	server.Listener = remote{server.Listener, away / 2}
	server.StartTLS()
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(filepath.Join(b.dir, "server.pem"), certificate, 0o600); err != nil {
		server.Close()
		return nil, fmt.Errorf("writing the certificate: %w", err)
	}
	return server, nil
}

// remote is a listener whose connections come from so far away.
type remote struct {
	net.Listener
	away time.Duration
}

// Accept takes the next connection. What makes it, SYN and all, has gone there
// and back once by then.
func (r remote) Accept() (net.Conn, error) {
	conn, err := r.Listener.Accept()
	if err != nil || r.away == 0 {
		return conn, err
	}
	near, farEnd := net.Pipe()
	go carry(farEnd, conn, 3*r.away, r.away)
	go carry(conn, farEnd, r.away, r.away)
	return distant{near, conn}, nil
}

// distant is a connection that knows whom it comes from.
type distant struct {
	net.Conn
	from net.Conn
}

// RemoteAddr returns where the connection comes from.
func (d distant) RemoteAddr() net.Addr { return d.from.RemoteAddr() }

// parcel is what is on its way, and when it arrives.
type parcel struct {
	body []byte
	due  time.Time
}

// carry takes what comes from one end to the other, the first of it so much and
// the rest so much later, without holding up what follows.
func carry(to io.WriteCloser, from io.Reader, first, rest time.Duration) {
	const onTheWay = 1024
	parcels := make(chan parcel, onTheWay)
	go func() {
		defer close(parcels)
		late := first
		for {
			body := make([]byte, 64<<10)
			n, err := from.Read(body)
			if n > 0 {
				parcels <- parcel{body[:n], time.Now().Add(late)}
				late = rest
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range parcels {
		time.Sleep(time.Until(p.due))
		if _, err := to.Write(p.body); err != nil {
			break
		}
	}
	_ = to.Close() // The other end has gone already, or learns of it so.
	for range parcels {
		// What was still on its way is lost.
	}
}

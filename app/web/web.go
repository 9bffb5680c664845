// Package web is the browser face: the same frontend, the same calls and the
// same events as the window, over HTTP on this machine's own loopback address.
// It is for a machine without a display, for WSL and for a remote box.
//
// The methods of app.App run programs, so who may call them is guarded three
// times over: only 127.0.0.1 is listened on; only requests that name this very
// address as their host and come from its own pages are answered, which keeps
// other websites out; and only a browser that was let in by a one-time address
// is served anything, which keeps other people on the machine out.
package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"firstlight/app"
)

// Options say how the browser face is served.
type Options struct {
	// Port is the port on 127.0.0.1; zero means any that is free.
	Port int
	// Log receives what no person needs to see; nil drops it.
	Log *slog.Logger
}

// Server serves an App to browsers on this machine. It is the app.Emitter that
// tells them what happens.
type Server struct {
	hub
	listener net.Listener
	door     *door
	http     *http.Server
	log      *slog.Logger
	stop     context.CancelFunc
}

const (
	// headerLimit bounds how long a browser may take to say what it wants.
	headerLimit = 10 * time.Second
	// stopLimit bounds how long stopping waits for calls under way.
	stopLimit = 3 * time.Second
)

// Listen takes the port, so that it is known, and answers from when Serve is
// called. It returns a *PortError when the port cannot be had.
func Listen(ctx context.Context, a *app.App, frontend fs.FS, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	page, err := newPage(frontend)
	if err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return nil, &PortError{Port: o.Port, Err: err}
	}
	// A TCP listener has a TCP address.
	port := listener.Addr().(*net.TCPAddr).Port
	s := &Server{listener: listener, door: newDoor(port), log: o.Log}
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))

	mux := http.NewServeMux()
	mux.Handle("POST /call/{method}", ownPageOnly(port, newCalls(a, o.Log)))
	mux.Handle("/call/{method}", http.HandlerFunc(notPosted))
	mux.Handle("GET /events", ownPageOnly(port, http.HandlerFunc(s.stream)))
	mux.Handle("/", page)
	s.http = &http.Server{
		Handler:           headers(ownHostOnly(port, s.door.guard(mux))),
		ReadHeaderTimeout: headerLimit,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug),
	}
	return s, nil
}

// Address returns a new address that opens the face in a browser. It works
// once; an earlier one that was not used yet no longer works.
func (s *Server) Address() string {
	address, _ := s.door.address()
	return address
}

// Invite returns a new address as Address does, and what is closed once it was
// used or replaced.
func (s *Server) Invite() (address string, used <-chan struct{}) { return s.door.address() }

// Port returns the port that is listened on.
func (s *Server) Port() int { return s.door.port }

// Serve answers until ctx ends, then lets calls under way finish for a moment.
func (s *Server) Serve(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- s.http.Serve(s.listener) }()
	select {
	case err := <-ended:
		s.stop()
		return fmt.Errorf("serving browsers: %w", err)
	case <-ctx.Done():
	}
	// Streams of events end only with this.
	s.stop()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stopping the browser face: %w", err)
	}
	return s.http.Close()
}

// PortError says that a port cannot be listened on.
type PortError struct {
	Port int
	Err  error
}

// Error says why.
func (e *PortError) Error() string {
	if inUse(e.Err) {
		return fmt.Sprintf("port %d is used by another program", e.Port)
	}
	return fmt.Sprintf("cannot listen on port %d of 127.0.0.1: %v", e.Port, e.Err)
}

// Unwrap returns what the system answered.
func (e *PortError) Unwrap() error { return e.Err }

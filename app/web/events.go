package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	// backlog is how many events a browser may be behind before it is let go.
	// It then connects again and asks for the whole state.
	backlog = 256
	// maxStreams bounds how many pages are told of events at once.
	maxStreams = 64
	// heartbeat is how often a quiet stream shows that it is alive.
	heartbeat = 15 * time.Second
	// writeLimit bounds how long one write to a browser may take.
	writeLimit = 10 * time.Second
)

// message is one event as it goes to a browser.
type message struct {
	Name string `json:"name"`
	Data any    `json:"data"`
}

// hub hands events to every browser that listens. The zero hub is ready.
type hub struct {
	mu      sync.Mutex
	streams map[chan []byte]struct{}
}

// Emit sends an event to every browser, without waiting for any.
func (h *hub) Emit(name string, payload any) {
	body, err := json.Marshal(message{Name: name, Data: payload})
	if err != nil {
		return // Only a type that JSON has no form for fails, and none is sent.
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for stream := range h.streams {
		select {
		case stream <- body:
		default:
			delete(h.streams, stream)
			close(stream)
		}
	}
}

// join returns a new stream, which is closed when its reader falls behind; ok
// is false when there are too many.
func (h *hub) join() (stream chan []byte, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.streams) >= maxStreams {
		return nil, false
	}
	if h.streams == nil {
		h.streams = map[chan []byte]struct{}{}
	}
	stream = make(chan []byte, backlog)
	h.streams[stream] = struct{}{}
	return stream, true
}

func (h *hub) leave(stream chan []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, stream)
}

// stream sends events to one browser until it or the server goes.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	events, ok := s.join()
	if !ok {
		refuse(w, http.StatusServiceUnavailable, "busy", "Firstlight is open in too many tabs", "Close some of them.")
		return
	}
	defer s.leave(events)
	w.Header().Set("Content-Type", "text/event-stream")
	// The comment has the headers sent, so that the browser knows it is in.
	if !send(w, "retry: 1000\n: hello\n\n") {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		text := ": still here\n\n"
		select {
		case <-r.Context().Done():
			return
		case body, ok := <-events:
			if !ok {
				s.log.DebugContext(r.Context(), "a browser fell behind and was let go")
				return
			}
			text = fmt.Sprintf("data: %s\n\n", body)
		case <-beat.C:
		}
		if !send(w, text) {
			return
		}
	}
}

// send writes at once and reports whether the browser took it.
func send(w http.ResponseWriter, text string) bool {
	control := http.NewResponseController(w)
	if err := control.SetWriteDeadline(time.Now().Add(writeLimit)); err != nil {
		return false
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return false
	}
	return control.Flush() == nil
}

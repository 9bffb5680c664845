package process

import (
	"errors"
	"os"
	"sync/atomic"
	"time"
)

const (
	// quiet is how long is listened for what the processes that an exited
	// program left behind may still say.
	quiet = 50 * time.Millisecond
	// pipeSize is about the most that can be on its way through a pipe.
	pipeSize = 96 << 10
)

// stream reads one output of a program through a pipe.
type stream struct {
	r, w *os.File
	take func([]byte)
	done chan struct{}
	// busy says that what was read is being worked on; read counts the bytes.
	busy atomic.Bool
	read atomic.Int64
}

func newStream(take func([]byte)) (*stream, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	return &stream{r: r, w: w, take: take, done: make(chan struct{})}, nil
}

// begin lets go of the program's end of the pipe, and reads when it runs.
func (s *stream) begin(running bool) {
	_ = s.w.Close()
	if !running {
		close(s.done)
		return
	}
	go s.pump()
}

func (s *stream) pump() {
	defer close(s.done)
	buf := make([]byte, 32<<10)
	for {
		n, err := s.r.Read(buf)
		s.hand(buf[:n])
		if errors.Is(err, os.ErrDeadlineExceeded) {
			s.rest(buf)
		}
		if err != nil {
			return
		}
	}
}

func (s *stream) hand(read []byte) {
	if len(read) == 0 {
		return
	}
	s.busy.Store(true)
	s.take(read)
	s.read.Add(int64(len(read)))
	s.busy.Store(false)
}

// ended reports whether the output has ended, which it does when nobody holds it
// any more. It takes so long at most.
func (s *stream) ended(within time.Duration) bool {
	select {
	case <-s.done:
		return true
	case <-time.After(within):
		return false
	}
}

// finish returns once everything that the exited program wrote was taken. Its
// end of the pipe may be held on by processes that it left behind, so that
// there is no end to wait for.
func (s *stream) finish() {
	if err := s.r.SetReadDeadline(time.Now().Add(quiet)); err != nil {
		s.listen()
		_ = s.r.Close()
	}
	<-s.done
	_ = s.r.Close()
}

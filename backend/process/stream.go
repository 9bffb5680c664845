package process

import (
	"os"
	"sync/atomic"
	"time"
)

const (
	// quiet is how long nothing must come from an output whose program has
	// exited until it is taken that the rest belongs to someone else.
	quiet = 50 * time.Millisecond
	// quietMost bounds how long someone else's output is listened to.
	quietMost = 10 * quiet
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
		if n > 0 {
			s.busy.Store(true)
			s.take(buf[:n])
			s.read.Add(int64(n))
			s.busy.Store(false)
		}
		if err != nil {
			return
		}
	}
}

// finish returns once everything that the exited program wrote was taken. Its
// end of the pipe may be held on by processes that it left behind, so that
// there is no end to wait for; then it ends when the pipe has fallen quiet.
func (s *stream) finish() {
	s.listen()
	_ = s.r.Close()
	<-s.done
}

func (s *stream) listen() {
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	atExit := s.read.Load()
	before := atExit
	for idle := time.Duration(0); idle < quietMost; {
		select {
		case <-s.done:
			return
		case <-tick.C:
		}
		now := s.read.Load()
		if now-atExit > pipeSize {
			return
		}
		if s.busy.Load() {
			continue
		}
		if now == before {
			return
		}
		before, idle = now, idle+quiet
	}
}

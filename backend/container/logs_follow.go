package container

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/pkg/stdcopy"

	"firstlight/backend/process"
)

const (
	// history is how many lines a log begins with that were printed before it was
	// read.
	history = 2000
	// patience is how long after it was last asked for a log is read on.
	patience = 10 * time.Second
	// newsEvery is the least time between two notices that a log has grown.
	newsEvery = 100 * time.Millisecond
	// settledAfter is how long the engine may take to send what was printed before.
	settledAfter = 300 * time.Millisecond
	// breath is how long is waited before a log is asked for again that could not
	// be read.
	breath = time.Second
)

// errPassedOver says that a log was left alone for so long that it is taken up
// again at its end.
var errPassedOver = errors.New("the log was passed over")

// run reads the log of a service from one container to the next, as long as
// somebody asks for it.
func (f *follower) run(ctx context.Context) {
	defer f.live.drop(f)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f.live.tasks.Go(func() { f.expire(ctx, cancel) })
	var read reading
	for ctx.Err() == nil {
		now, ok := f.live.find(f.key.step, f.key.Key)
		changed := f.live.change()
		var wait <-chan time.Time
		if ok && now.ID != "" && now.Mode != Created && read.more(now) {
			err := f.read(ctx, now, &read)
			read.passed = errors.Is(err, errPassedOver)
			if read.passed {
				continue
			}
			// The end of a container may be heard of a moment after that of its log,
			// and an engine that went away may be back in a moment.
			wait = time.After(breath)
		}
		f.settle(true)
		select {
		case <-ctx.Done():
		case <-changed:
		case <-wait:
		}
	}
}

// reading is how far the log of a service was read.
type reading struct {
	// of is the container that was read last, as it was then.
	of Service
	// last is when the last line was printed that was read.
	last time.Time
	// passed says that the log is to be taken up at its end.
	passed bool
}

// more reports whether there may be more to read of a service.
func (r *reading) more(now Service) bool {
	return r.passed || r.of.ID != now.ID || !r.of.Began.Equal(now.Began) || now.Mode.Up()
}

// begin returns what to ask of the engine to go on with a service, and what to
// say of that in the log.
func (r *reading) begin(now Service) (options container.LogsOptions, sentence string) {
	options = container.LogsOptions{ShowStdout: true, ShowStderr: true, Timestamps: true, Follow: true, Tail: strconv.Itoa(history)}
	switch {
	case r.passed:
		sentence = "Some of the log is passed over here"
		r.last = time.Time{}
	case r.of.ID != "" && r.of.ID != now.ID:
		sentence = now.Called() + " was made anew: from here on it is another container"
		r.last = time.Time{}
	case r.of.ID != "" && !r.of.Began.Equal(now.Began):
		sentence = startedAgain(now)
	}
	if !r.last.IsZero() {
		options.Since, options.Tail = r.last.Format(time.RFC3339Nano), "all"
	}
	r.of, r.passed = now, false
	return options, sentence
}

func startedAgain(s Service) string { return s.Called() + " was started again" }

// heed marks where a container was started again whose log goes on through that.
func (f *follower) heed(ctx context.Context, r *reading) {
	for {
		changed := f.live.change()
		now, ok := f.live.find(f.key.step, f.key.Key)
		f.mu.Lock()
		if ok && now.ID == r.of.ID && now.Mode.Up() && now.Began.After(r.of.Began) {
			r.of = now
			f.ring.insert(LogLine{Text: startedAgain(now), At: now.Began, Mark: true})
			f.tellLocked()
		}
		f.mu.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
	}
}

// expire ends the reading once nobody has asked for the log for a while.
func (f *follower) expire(ctx context.Context, cancel context.CancelFunc) {
	for {
		f.mu.Lock()
		left := time.Until(f.wanted)
		f.mu.Unlock()
		if left <= 0 {
			cancel()
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(left):
		}
	}
}

// read reads the log of one container until it ends, which it does when the
// container does.
func (f *follower) read(ctx context.Context, now Service, r *reading) error {
	s, err := f.live.engine.connect(ctx)
	if err != nil {
		return err
	}
	options, sentence := r.begin(now)
	stream, err := s.api.ContainerLogs(ctx, now.ID, options)
	if err != nil {
		return f.live.engine.lost(ctx, s, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	// What was read may be closed twice, of which the second has nothing to do.
	defer func() { _ = stream.Close() }()
	defer context.AfterFunc(ctx, func() { _ = stream.Close() })()
	if sentence != "" {
		f.mark(sentence)
	}
	var heeding sync.WaitGroup
	defer heeding.Wait()
	defer stop(nil)
	heeding.Go(func() { f.heed(ctx, r) })
	f.settle(false)
	defer time.AfterFunc(settledAfter, func() { f.settle(true) }).Stop()
	since := r.last
	take := func(line LogLine) {
		if !since.IsZero() && !line.At.After(since) {
			return // The engine begins with the line that was read last.
		}
		if line.At.After(r.last) {
			r.last = line.At
		}
		if !f.take(ctx, line) {
			stop(errPassedOver)
		}
	}
	redactor := process.NewRedactor(append(f.live.engine.env().list(), now.secrets...))
	out := &cutter{redact: redactor.Lines(), emit: take}
	wrong := &cutter{redact: redactor.Lines(), emit: take, wrong: true}
	if now.terminal {
		err = copyLines(out, stream)
	} else {
		_, err = stdcopy.StdCopy(out, wrong, stream)
	}
	if errors.Is(context.Cause(ctx), errPassedOver) {
		return errPassedOver
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	out.close()
	wrong.close()
	if err != nil {
		return fmt.Errorf("reading the log of %s: %w", now.Called(), err)
	}
	return nil
}

// copyLines hands on the lines of a container that has a terminal, which the
// engine sends as they are.
func copyLines(out io.Writer, stream io.Reader) error {
	reader := bufio.NewReaderSize(stream, 2*logLineLimit)
	for {
		line, err := reader.ReadSlice('\n')
		if len(line) > 0 {
			// A cutter takes all that it is given.
			_, _ = out.Write(line)
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return err
		}
	}
}

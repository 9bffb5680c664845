// Package watch tells that something changed at or below a path: by the
// system's own notices where it gives them, and by looking again and again where
// it does not.
package watch

import (
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"firstlight/backend/check"
)

// The defaults of Options.
const (
	DefaultSettle   = 60 * time.Millisecond
	DefaultPoll     = 2 * time.Second
	DefaultMaxTrees = 2000
	DefaultPatience = 10 * time.Second
)

// errSilent says that a file did not answer while it was looked at.
var errSilent = errors.New("ending the watching: a watched file does not answer")

// Options say how a Watcher works; a zero field means its default.
type Options struct {
	// Settle is how long changes of one subject are gathered before they are
	// told. Where they do not stop, it grows to sixteen times as long.
	Settle time.Duration
	// Poll is how often to look at what gives no notices, and whether the
	// watched folders still are where they were.
	Poll time.Duration
	// MaxTrees is how many folders below trees are watched. A tree with more is
	// looked at instead, up to 50,000 of its entries.
	MaxTrees int
	// Patience bounds how long Set and Close wait for files that do not answer.
	Patience time.Duration
}

// Watcher tells which subjects' files changed. It is safe for concurrent use.
type Watcher struct {
	patience time.Duration
	polling  atomic.Pointer[map[string]string]
	requests chan func(*state)
	changes  chan []string
	quit     chan struct{}
	stopped  chan struct{}
	once     sync.Once
	closeErr error
}

// New returns a watcher of nothing yet.
func New(opts Options) *Watcher {
	if opts.Settle <= 0 {
		opts.Settle = DefaultSettle
	}
	if opts.Poll <= 0 {
		opts.Poll = DefaultPoll
	}
	if opts.MaxTrees <= 0 {
		opts.MaxTrees = DefaultMaxTrees
	}
	if opts.Patience <= 0 {
		opts.Patience = DefaultPatience
	}
	w := &Watcher{
		patience: opts.Patience,
		requests: make(chan func(*state)),
		changes:  make(chan []string),
		quit:     make(chan struct{}),
		stopped:  make(chan struct{}),
	}
	w.polling.Store(&map[string]string{})
	go w.run(newState(opts))
	return w
}

// Set replaces the subjects that are watched; the key of each is for the caller
// to choose. What was watched before and still is goes on without a gap. When
// Set returns, every later change is told, unless a file on the way does not
// answer, as on a server that is gone: nobody waits for that. After Close it
// does nothing.
func (w *Watcher) Set(subjects map[string]check.Watch) {
	w.ask(func(s *state) {
		s.set(subjects)
		w.publish(s)
	})
}

// Changes tells the keys of subjects at whose paths something changed, in
// alphabetical order, once for all that happened since they were last received.
// It is closed by Close.
func (w *Watcher) Changes() <-chan []string { return w.changes }

// Polling returns for each subject that is looked at again and again, because
// there are no notices for it, the reason in plain words.
func (w *Watcher) Polling() map[string]string { return maps.Clone(*w.polling.Load()) }

// publish makes known which subjects are polled.
func (w *Watcher) publish(s *state) {
	polling := s.polling()
	w.polling.Store(&polling)
}

// Close ends the watching. It leaves behind a look at a file that does not
// answer.
func (w *Watcher) Close() error {
	w.once.Do(func() { close(w.quit) })
	select {
	case <-w.stopped:
		return w.closeErr
	case <-time.After(w.patience):
		return errSilent
	}
}

// ask has f run where the state is at home, and returns when it has, or when
// that is held up by a file which does not answer.
func (w *Watcher) ask(f func(*state)) {
	late := time.After(w.patience)
	done := make(chan struct{})
	select {
	case w.requests <- func(s *state) { defer close(done); f(s) }:
	case <-w.stopped:
		return
	case <-late:
		return
	}
	select {
	case <-done:
	case <-late:
	}
}

package watch

import (
	"sync"

	"github.com/fsnotify/fsnotify"
)

// queueMost is how many notices are kept until they are looked at; with more,
// they count as lost.
const queueMost = 1 << 16

// source is where the system's notices come from. It takes them as they come:
// while one waits to be taken, some systems cannot be asked for others.
type source struct {
	*fsnotify.Watcher
	// woken says that there is something to hear.
	woken chan struct{}
	quit  chan struct{}
	done  chan struct{}

	mu    sync.Mutex
	queue []fsnotify.Event
	lost  bool
}

func newSource() (*source, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	s := &source{Watcher: w, woken: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	go s.pump()
	return s, nil
}

func (s *source) pump() {
	defer close(s.done)
	for {
		select {
		case <-s.quit:
			return
		case e, open := <-s.Events:
			if !open {
				return
			}
			s.put(e, false)
		case _, open := <-s.Errors:
			if !open {
				return
			}
			// Whatever went wrong, notices may be missing.
			s.put(fsnotify.Event{}, true)
		}
	}
}

func (s *source) put(e fsnotify.Event, lost bool) {
	s.mu.Lock()
	if lost || len(s.queue) == queueMost {
		s.queue, s.lost = nil, true
	} else if !s.lost {
		s.queue = append(s.queue, e)
	}
	s.mu.Unlock()
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

// take returns what came since it was last called, or that notices were lost.
func (s *source) take() (queue []fsnotify.Event, lost bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	queue, lost = s.queue, s.lost
	s.queue, s.lost = nil, false
	return queue, lost
}

func (s *source) close() error {
	err := s.Close()
	close(s.quit)
	<-s.done
	return err
}

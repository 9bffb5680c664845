package guide

import (
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/container"
)

// Notice tells a face that there is something new. Exactly one of Changed,
// Output, Progress, Services, Log and Word is set.
type Notice struct {
	// Changed says that the view is newer; Seq is its last event.
	Changed bool
	Seq     int64
	// Run and Step are what Output and Progress are about.
	Run, Step string
	// Output is new output of a run; From is the number of its first line.
	Output []string
	From   int
	// Progress is how far a run has come.
	Progress *check.Progress
	// Services says that the services fare otherwise, or are done something with.
	Services bool
	// Log says which log of a service has grown.
	Log *container.LogNews
	// Word is what a person who looks elsewhere is told.
	Word *Word
}

// replaces reports whether a face that is told of n need not be told of an
// earlier notice any more: it asks for all that is new.
func (n Notice) replaces(earlier Notice) bool {
	switch {
	case n.Changed:
		return earlier.Changed
	case n.Services:
		return earlier.Services
	case n.Log != nil:
		return earlier.Log != nil && n.Log.Step == earlier.Log.Step && n.Log.Key == earlier.Log.Key
	default:
		return false
	}
}

// subscribers hands notices to every face, each at its own pace: a slow face
// holds up neither the guide nor another face.
type subscribers struct {
	mu     sync.Mutex
	queues map[*queue]struct{}
}

type queue struct {
	mu      sync.Mutex
	ready   *sync.Cond
	notices []Notice
	closed  bool
}

// Subscribe calls receive for every notice from now on, one at a time, until
// the returned function is called.
func (g *Guide) Subscribe(receive func(Notice)) (unsubscribe func()) {
	q := &queue{}
	q.ready = sync.NewCond(&q.mu)
	g.subscribers.mu.Lock()
	if g.subscribers.queues == nil {
		g.subscribers.queues = map[*queue]struct{}{}
	}
	g.subscribers.queues[q] = struct{}{}
	g.subscribers.mu.Unlock()
	go q.deliver(receive)
	return func() {
		g.subscribers.mu.Lock()
		delete(g.subscribers.queues, q)
		g.subscribers.mu.Unlock()
		q.close()
	}
}

func (s *subscribers) tell(n Notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for q := range s.queues {
		q.add(n)
	}
}

func (q *queue) add(n Notice) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if last := len(q.notices) - 1; last >= 0 && n.replaces(q.notices[last]) {
		q.notices[last] = n
		return
	}
	q.notices = append(q.notices, n)
	q.ready.Signal()
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.ready.Signal()
}

func (q *queue) deliver(receive func(Notice)) {
	for {
		q.mu.Lock()
		for len(q.notices) == 0 && !q.closed {
			q.ready.Wait()
		}
		if q.closed {
			q.mu.Unlock()
			return
		}
		n := q.notices[0]
		q.notices = q.notices[1:]
		q.mu.Unlock()
		receive(n)
	}
}

// notice keeps a sentence that a person should know under a topic; an empty
// sentence takes it back.
func (g *Guide) notice(topic, sentence string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.noticeLocked(topic, sentence)
}

func (g *Guide) noticeLocked(topic, sentence string) {
	if g.notices[topic] == sentence {
		return
	}
	if sentence == "" {
		delete(g.notices, topic)
	} else {
		g.notices[topic] = sentence
	}
	g.tellChangedLocked()
}

// tellChanged has every face read the view anew.
func (g *Guide) tellChanged() {
	g.mu.RLock()
	defer g.mu.RUnlock()
	g.tellChangedLocked()
}

func (g *Guide) tellChangedLocked() {
	g.subscribers.tell(Notice{Changed: true, Seq: g.state.Seq})
}

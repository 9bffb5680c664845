package container

import (
	"cmp"
	"sync"
)

// end is what is known of how a container ended.
type end struct {
	// at says which end it was, as the engine writes its time.
	at   string
	told told
	// code is the exit code; empty where it is not known.
	code string
}

// ends keeps what was learnt of the last ends of containers, by their IDs: the engine
// forgets its events once there are some hundred newer ones, which the looks of a few
// health checks are within minutes.
type ends struct {
	mu    sync.Mutex
	known map[string]end
}

// learn returns what is known of the end of a container, with what was learnt now.
func (e *ends) learn(id string, now end) end {
	// mostKept bounds it against containers that are gone.
	const mostKept = 256
	e.mu.Lock()
	defer e.mu.Unlock()
	was, ok := e.known[id]
	if ok && was.at == now.at {
		now.told, now.code = max(was.told, now.told), cmp.Or(now.code, was.code)
	}
	if e.known == nil || !ok && len(e.known) >= mostKept {
		e.known = map[string]end{}
	}
	e.known[id] = now
	return now
}

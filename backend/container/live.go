package container

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
)

const (
	// gather is how long is waited for more events before what they bear on is
	// looked at: starting a project makes many.
	gather = 40 * time.Millisecond
	// firstWait and lastWait bound how long is waited before an engine that went
	// away is asked again.
	firstWait, lastWait = 250 * time.Millisecond, 5 * time.Second
)

// Live follows the services of some compose files by the engine's own events:
// how they fare, and on request what they print and what they use.
type Live struct {
	engine *Engine
	specs  []ComposeSpec
	tell   Telling
	// look has what is said of all files looked at anew.
	look  chan struct{}
	tasks sync.WaitGroup

	mu       sync.Mutex
	sights   map[string]Sight
	projects map[string]*types.Project
	// hears says that the engine tells of changes now.
	hears bool
	// ended is what the containers, by the engine's ID, were told of their end since
	// they were started, and asked when those had ended of which that was looked up.
	ended map[string]told
	asked map[string]time.Time
	// changed is closed, and made anew, when a sight changes.
	changed chan struct{}
	speaks  speaking
	samples samples
	logs    map[logKey]*follower
	ctx     context.Context
}

// Telling is how a Live tells that there is something new. Its functions are
// called from several goroutines and return at once.
type Telling struct {
	// Changed is called when the services of a step fare otherwise.
	Changed func(step string)
	// Printed is called when a log that somebody reads has grown.
	Printed func(LogNews)
}

// NewLive returns what follows the services of compose files, each named by its
// Step. It does nothing before Run.
func (e *Engine) NewLive(specs []ComposeSpec, tell Telling) *Live {
	return &Live{
		engine: e, specs: specs, tell: tell, look: make(chan struct{}, 1), changed: make(chan struct{}),
		ended: map[string]told{}, asked: map[string]time.Time{}, sights: map[string]Sight{}, projects: map[string]*types.Project{}, speaks: speaking{}, samples: samples{}, logs: map[logKey]*follower{},
	}
}

// Run follows the services until ctx ends, through whatever becomes of the
// engine. It returns when everything that it started has ended.
func (l *Live) Run(ctx context.Context) {
	l.mu.Lock()
	l.ctx = ctx
	l.mu.Unlock()
	defer func() {
		// Nothing is begun any more that would have to be waited for.
		l.mu.Lock()
		l.ctx = nil
		l.mu.Unlock()
		l.tasks.Wait()
	}()
	for wait := firstWait; ; wait = min(2*wait, lastWait) {
		began := time.Now()
		err := l.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		l.lost(err)
		if time.Since(began) > lastWait {
			wait = firstWait
		}
		select {
		case <-ctx.Done():
			return
		case <-l.look:
		case <-time.After(wait):
		}
	}
}

// Look has everything looked at anew, as after a change of a compose file.
func (l *Live) Look() {
	select {
	case l.look <- struct{}{}:
	default:
	}
}

// Hears reports whether the engine tells of changes by itself now.
func (l *Live) Hears() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hears
}

// Await returns once something can be said of every file, or ctx ends.
func (l *Live) Await(ctx context.Context) error {
	for {
		l.mu.Lock()
		known := !slices.ContainsFunc(l.specs, func(spec ComposeSpec) bool { return !l.sights[spec.Step].Known() })
		changed := l.changed
		l.mu.Unlock()
		if known {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

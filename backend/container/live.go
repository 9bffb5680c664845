package container

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/volume"
)

const (
	// gather is how long is waited for more events before what they bear on is
	// looked at: starting a project makes many.
	gather = 40 * time.Millisecond
	// firstWait and lastWait bound how long is waited before an engine that went
	// away is asked again.
	firstWait, lastWait = 250 * time.Millisecond, 5 * time.Second
)

// Sight is what is known of the services of one compose file.
type Sight struct {
	// Services are its services by name, each once for each of its containers.
	Services []Service
	// At is when they were last seen so; zero means never.
	At time.Time
	// Reaches are what they may reach of this machine beyond their containers, one
	// sentence each.
	Reaches []string
	// Away says in the words of the engine's client why it cannot be asked; it is
	// empty while the services are as Services says.
	Away string
	// Problem says why the compose file cannot be read; it may be empty.
	Problem string
}

// Known reports whether something can be said yet.
func (s Sight) Known() bool { return !s.At.IsZero() || s.Away != "" || s.Problem != "" }

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

// Sight returns what is known of the services of a step.
func (l *Live) Sight(step string) Sight {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.sights[step]
	s.Services = slices.Clone(s.Services)
	return s
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

// telling returns the events after which a service may fare otherwise.
func telling() []events.Action {
	return []events.Action{
		events.ActionCreate, events.ActionStart, events.ActionStop, events.ActionDie, events.ActionDestroy, events.ActionOOM,
		events.ActionKill, events.ActionPause, events.ActionUnPause, events.ActionRename, events.ActionUpdate, events.ActionHealthStatus,
	}
}

// listen looks at all services, and again at those of a project whenever the
// engine tells of it. It returns when the engine tells no more.
func (l *Live) listen(ctx context.Context) error {
	s, err := l.engine.connect(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	wanted := []filters.KeyValuePair{filters.Arg("type", string(events.ContainerEventType))}
	for _, action := range telling() {
		wanted = append(wanted, filters.Arg("event", string(action)))
	}
	// What happens between this and the first look is in the stream already.
	messages, ended := s.api.Events(ctx, events.ListOptions{Filters: filters.NewArgs(wanted...)})
	// The stream ends with its context, and is waited for.
	defer func() {
		cancel()
		for range ended {
		}
	}()
	if err := l.lookAt(ctx, s, l.specs, true); err != nil {
		return l.engine.lost(ctx, s, err)
	}
	l.setHears(true)
	due := map[string]bool{}
	var soon <-chan time.Time
	anew := false
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-ended:
			if err == nil {
				err = errSilent
			}
			return l.engine.lost(ctx, s, err)
		case m := <-messages:
			l.heed(m)
			due[m.Actor.Attributes[api.ProjectLabel]] = true
			anew = anew || m.Action == events.ActionCreate
		case <-l.look:
			for _, spec := range l.specs {
				due[l.project(spec.Step)] = true
			}
			anew = true
		case <-soon:
			soon = nil
			if err := l.lookAt(ctx, s, l.among(due), anew); err != nil {
				return l.engine.lost(ctx, s, err)
			}
			clear(due)
			anew = false
		}
		if len(due) > 0 && soon == nil {
			soon = time.After(gather)
		}
	}
}

// heed notes which containers were told to end: of those the exit code says
// nothing, as it is whatever their program makes of the signal.
func (l *Live) heed(m events.Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch m.Action {
	case events.ActionKill, events.ActionStop:
		if tells := tellsToEnd(m); tells > l.ended[m.Actor.ID] {
			l.ended[m.Actor.ID] = tells
		}
	case events.ActionStart, events.ActionDestroy:
		delete(l.ended, m.Actor.ID)
		delete(l.asked, m.Actor.ID)
	}
}

// errSilent says that the engine ended the stream of its events.
var errSilent = errors.New("the engine ended the stream of its events")

// among returns the files whose projects are named.
func (l *Live) among(projects map[string]bool) []ComposeSpec {
	var specs []ComposeSpec
	for _, spec := range l.specs {
		if projects[l.project(spec.Step)] {
			specs = append(specs, spec)
		}
	}
	return specs
}

// project returns the name of the project of a step; empty while it is not known.
func (l *Live) project(step string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p := l.projects[step]; p != nil {
		return p.Name
	}
	return ""
}

// lookAt looks at the services of some files. anew has the files themselves read
// again.
func (l *Live) lookAt(ctx context.Context, s *session, specs []ComposeSpec, anew bool) error {
	for _, spec := range specs {
		l.mu.Lock()
		project, before := l.projects[spec.Step], l.sights[spec.Step]
		l.mu.Unlock()
		if project == nil || anew {
			var err error
			if project, err = l.engine.readProject(ctx, spec); err != nil {
				l.keep(spec.Step, nil, Sight{Problem: err.Error(), At: time.Now()})
				continue
			}
		}
		services, err := s.services(ctx, project, before.Services)
		if err != nil {
			return err
		}
		l.recall(ctx, s, services)
		l.excuse(services)
		l.keep(spec.Step, project, Sight{Services: services, Reaches: reaches(project), At: time.Now()})
	}
	return nil
}

// recall looks up, once for each end, which of those services that seem to have
// failed were told to end while nobody listened.
func (l *Live) recall(ctx context.Context, s *session, services []Service) {
	for _, service := range services {
		l.mu.Lock()
		known := l.ended[service.ID] > untold || l.asked[service.ID].Equal(service.Ended)
		l.mu.Unlock()
		if service.Mode != Failed || service.ID == "" || service.Ended.IsZero() || known {
			continue
		}
		found, err := s.inspect(ctx, service.ID)
		if err != nil {
			continue // It is looked at again with the next change.
		}
		tells := s.toldToEnd(ctx, &found)
		l.mu.Lock()
		l.asked[service.ID] = service.Ended
		if tells > untold {
			l.ended[service.ID] = tells
		}
		l.mu.Unlock()
	}
}

// excuse has those services read as stopped that ended since they were told to, and
// says of others that they were killed.
func (l *Live) excuse(services []Service) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range services {
		s := &services[i]
		switch tells := l.ended[s.ID]; {
		case s.Mode != Failed || s.OutOfMemory || s.Reason != "":
		case tells == askedToEnd:
			s.Mode = Stopped
		case s.Exit != killed:
		case tells == untold && s.MemoryLimit > 0:
			s.Reason = "It was killed, " + perhapsFor(s.MemoryLimit)
		default:
			s.Reason = "It was killed from outside"
		}
	}
}

// readProject reads the compose file of a spec as its fix does.
func (e *Engine) readProject(ctx context.Context, spec ComposeSpec) (*types.Project, error) {
	for _, file := range spec.Files {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return nil, errors.New("there is no " + filepath.Base(file))
		}
	}
	return e.load(ctx, spec)
}

// services returns the services of a project. before is what was known of them,
// for what need not be asked again.
func (s *session) services(ctx context.Context, project *types.Project, before []Service) ([]Service, error) {
	members, err := s.members(ctx, project)
	if err != nil {
		return nil, err
	}
	volumes := map[string]bool{}
	if slices.ContainsFunc(members, func(m member) bool { return m.container != nil && len(m.container.Mounts) > 0 }) {
		if volumes, err = s.volumes(ctx); err != nil {
			return nil, err
		}
	}
	services := make([]Service, 0, len(members))
	numbers := map[string]int{}
	for _, m := range members {
		service := serviceOf(project, m, volumes)
		if service.ID == "" {
			service.Number = numbers[m.service] + 1
		}
		numbers[m.service] = service.Number
		service.Several = service.Several || service.Number > 1
		if service.Mode == Failed {
			service.Last = lastOf(before, service)
			if service.Last == "" && m.container != nil {
				service.Last = s.lastLines(ctx, m.container)
			}
		}
		services = append(services, service)
	}
	return services, nil
}

// lastOf returns what a failed service had printed last, where that was read.
func lastOf(before []Service, now Service) string {
	for _, was := range before {
		if was.ID == now.ID && was.Ended.Equal(now.Ended) {
			return was.Last
		}
	}
	return ""
}

// volumes says of each volume of the engine that somebody named whether
// Firstlight made it.
func (s *session) volumes(ctx context.Context) (map[string]bool, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	found, err := s.api.VolumeList(ctx, volume.ListOptions{})
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, v := range found.Volumes {
		if !nameless(v.Name) {
			ours[v.Name] = v.Labels[StartedLabel] != ""
		}
	}
	return ours, nil
}

// keep keeps what was seen, and tells of it where it is new.
func (l *Live) keep(step string, project *types.Project, now Sight) {
	l.mu.Lock()
	if project != nil {
		l.projects[step] = project
	}
	l.speaks.put(now.Services)
	before := l.sights[step]
	l.sights[step] = now
	same := before
	same.At = now.At
	changed := !before.Known() || !reflect.DeepEqual(same, now)
	l.askLocked()
	if changed {
		l.changedLocked()
	}
	l.mu.Unlock()
	if changed {
		l.tell.Changed(step)
	}
}

// changedLocked wakes those who wait for a change. The caller holds l.mu.
func (l *Live) changedLocked() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// lost says of all services that they can no longer be seen; what was seen of
// them last stands.
func (l *Live) lost(err error) {
	l.setHears(false)
	for _, spec := range l.specs {
		now := l.Sight(spec.Step)
		// Whether there is a file says the disk, and it may have come meanwhile.
		now.Problem, now.Away = "", err.Error()
		l.keep(spec.Step, nil, now)
	}
}

func (l *Live) setHears(hears bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hears = hears
}

// find returns a service of a step; false where there is none.
func (l *Live) find(step string, key Key) (Service, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.sights[step].Services {
		if s.Key() == key {
			return s, true
		}
	}
	return Service{}, false
}

// present returns the services that have a container, by the engine's ID.
func (l *Live) present() map[string]Service {
	l.mu.Lock()
	defer l.mu.Unlock()
	found := map[string]Service{}
	for sight := range maps.Values(l.sights) {
		for _, s := range sight.Services {
			if s.ID != "" {
				found[s.ID] = s
			}
		}
	}
	return found
}

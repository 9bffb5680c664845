package container

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
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

// Sight returns what is known of the services of a step.
func (l *Live) Sight(step string) Sight {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.sights[step]
	s.Services = slices.Clone(s.Services)
	return s
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

package container

import (
	"context"
	"errors"
	"time"

	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"
)

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

// among returns the files whose projects are named, and those that tell no name as they
// cannot be read: anything may be of them.
func (l *Live) among(projects map[string]bool) []ComposeSpec {
	var specs []ComposeSpec
	for _, spec := range l.specs {
		if name := l.project(spec.Step); name == "" || projects[name] {
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

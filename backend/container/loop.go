package container

import (
	"context"
	"fmt"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"
)

const (
	// loopEnds is how often a container ends, while nothing else comes up, until
	// it is taken for one that will never stay.
	loopEnds = 3
	// loopUptime is how long the engine itself has a container run until it
	// takes its start for a success.
	loopUptime = 10 * time.Second
	// endsKept is how far back the engine is asked for the end of a container.
	endsKept = 10 * time.Minute
)

// loopError says that a service ends as often as it is started.
type loopError struct{ service string }

func (e *loopError) Error() string { return e.service + " stops again and again" }

// loops reports whether a container ends as often as the engine starts it.
func loops(c *container.InspectResponse) bool {
	if c.State.Restarting {
		return true
	}
	if !c.State.Running || c.RestartCount < loopEnds-1 {
		return false
	}
	started, err := time.Parse(time.RFC3339Nano, c.State.StartedAt)
	isYoung := err == nil && time.Since(started) < loopUptime
	return isYoung && (c.State.Health == nil || c.State.Health.Status != container.Healthy)
}

// watchLoops gives up for a project as soon as one of its services ends again
// and again while there is nothing left that it could be waiting for: compose
// itself would wait until its time is up. The returned function ends the
// watching.
func (s *session) watchLoops(ctx context.Context, project *types.Project, giveUp context.CancelCauseFunc) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	told, failed := s.api.Events(ctx, events.ListOptions{Filters: filters.NewArgs(
		filters.Arg("type", string(events.ContainerEventType)),
		filters.Arg("label", api.ProjectLabel+"="+project.Name),
		filters.Arg("event", string(events.ActionDie)),
		filters.Arg("event", string(events.ActionHealthStatus)),
	)})
	done := make(chan struct{})
	go func() {
		defer close(done)
		ends := map[string]int{}
		for {
			select {
			case e := <-told:
				service := e.Actor.Attributes[api.ServiceLabel]
				switch e.Action {
				case events.ActionHealthStatusHealthy:
					// Whoever ended for want of this one may stay now.
					clear(ends)
				case events.ActionDie:
					ends[e.Actor.ID]++
					if ends[e.Actor.ID] >= loopEnds && s.isAlone(ctx, project, service, e.Actor.ID) {
						giveUp(&loopError{service})
						return
					}
				}
			case <-failed:
				// Without the engine's word compose waits as long as it would anyway.
				return
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// isAlone reports whether a container is started again by the engine while no
// other service of the project is still coming up.
func (s *session) isAlone(ctx context.Context, project *types.Project, service, id string) bool {
	members, err := s.members(ctx, project)
	if err != nil {
		return false
	}
	again := false
	for _, m := range members {
		if m.service != service && m.state == starting {
			return false
		}
		if m.container != nil && m.container.ID == id {
			again = m.state == looping
		}
	}
	return again
}

// lastEnd says how a member that is started again and again ended last.
func (s *session) lastEnd(ctx context.Context, m member) string {
	state := m.container.State
	if state.OOMKilled {
		return "since it " + m.starved()
	}
	if !state.Running {
		return fmt.Sprintf("last with exit code %d", state.ExitCode)
	}
	// A container that runs no longer tells its last exit code; the engine's log
	// of events does.
	now := time.Now()
	ends := s.past(ctx, m.container.ID, now.Add(-endsKept), now, events.ActionDie)
	if len(ends) == 0 {
		return "as soon as it is started"
	}
	return "last with exit code " + ends[len(ends)-1].Actor.Attributes["exitCode"]
}

// isRestarting reports whether a service of a project is one that the engine has
// started anew, so that it may still come up.
func (s *session) isRestarting(ctx context.Context, project *types.Project) bool {
	members, err := s.members(ctx, project)
	if err != nil {
		return false
	}
	again := false
	for _, m := range members {
		switch {
		case m.state == looping, m.state == starting && m.container.RestartCount > 0:
			again = true
		case m.state >= halted:
			return false
		}
	}
	return again
}

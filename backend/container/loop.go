package container

import (
	"context"
	"errors"
	"slices"
	"strconv"
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
	// looksKept is how many looks of a health check the engine remembers.
	looksKept = 5
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
	return isYoung(c) && (c.State.Health == nil || c.State.Health.Status != container.Healthy)
}

// isYoung reports whether a container was started too short a while ago for its
// start to count as a success.
func isYoung(c *container.InspectResponse) bool {
	started := moment(c.State.StartedAt)
	return !started.IsZero() && time.Since(started) < loopUptime
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
		filters.Arg("event", string(events.ActionStart)),
		filters.Arg("event", string(events.ActionDie)),
		filters.Arg("event", string(events.ActionHealthStatus)),
	)})
	done := make(chan struct{})
	go func() {
		defer close(done)
		ends, began := map[string]int{}, map[string]time.Time{}
		for {
			select {
			case e := <-told:
				switch e.Action {
				case events.ActionStart:
					began[e.Actor.ID] = time.Unix(0, e.TimeNano)
				case events.ActionHealthStatusHealthy:
					// Whoever ended for want of this one may stay now.
					clear(ends)
				case events.ActionDie:
					ends[e.Actor.ID]++
					if ends[e.Actor.ID] >= loopEnds && s.isAlone(ctx, project, e.Actor.ID, began[e.Actor.ID]) {
						giveUp(&loopError{e.Actor.Attributes[api.ServiceLabel]})
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

// isAlone reports whether a container whose run began at a time, and has ended, is
// started again by the engine while no other service of the project is still coming
// up.
func (s *session) isAlone(ctx context.Context, project *types.Project, id string, began time.Time) bool {
	members, err := s.members(ctx, project)
	return err == nil && alone(members, id, began)
}

// alone is isAlone of members that were seen after the run had ended.
func alone(members []member, id string, began time.Time) bool {
	i := slices.IndexFunc(members, func(m member) bool { return m.container != nil && m.container.ID == id })
	if i < 0 || members[i].state != looping {
		return false
	}
	service := members[i].service
	for _, m := range members {
		switch {
		case m.service == service:
		case m.state == starting:
			return false
		// What waits for this one itself is not what it could be waiting for.
		case m.state == missing && !slices.Contains(m.needs, service):
			return false
		// It may have come up only after this one had found that it was not.
		case m.state == healthy && !began.IsZero() && healthySince(m.container.State.Health).After(began):
			return false
		}
	}
	return true
}

// healthySince returns when the health check of a container began to succeed; never,
// where that is longer ago than the engine remembers.
func healthySince(h *container.Health) time.Time {
	var since time.Time
	for i, look := range slices.Backward(h.Log) {
		if look.ExitCode != 0 {
			return since
		}
		since = look.End
		if i == 0 && len(h.Log) >= looksKept {
			return time.Time{}
		}
	}
	return since
}

// lastEnd says how a member that is started again and again ended last.
func (s *session) lastEnd(ctx context.Context, m member) string {
	state := m.container.State
	if state.OOMKilled {
		return "since it " + m.starved()
	}
	now := end{at: state.FinishedAt}
	if !state.Running || state.Restarting {
		now.code = strconv.Itoa(state.ExitCode)
	} else {
		// A container that runs no longer tells its last exit code; the engine's log
		// of events does.
		until := time.Now()
		if dead := s.past(ctx, m.container.ID, until.Add(-endsKept), until, events.ActionDie); len(dead) > 0 {
			now.code = dead[len(dead)-1].Actor.Attributes["exitCode"]
		}
	}
	code := s.ends.learn(m.container.ID, now).code
	if code == "" {
		return "as soon as it is started"
	}
	return m.lastCode(code)
}

// lastCode says with which exit code a member ended last.
func (m member) lastCode(code string) string {
	said := "last with exit code " + code
	if code == strconv.Itoa(killed) && m.perhapsStarved(killed) {
		said += ", " + m.perhaps()
	}
	return said
}

// mayRestart reports whether a service of a project is one that the engine has
// started anew, or may be starting anew, so that it may still come up.
func (s *session) mayRestart(ctx context.Context, project *types.Project) bool {
	members, err := s.members(ctx, project)
	// While it starts a container, the engine says nothing of it.
	return err == nil && restarting(members) || ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded)
}

// restarting reports whether one of the members was started anew by the engine, and
// may still come up.
func restarting(members []member) bool {
	again := false
	for _, m := range members {
		switch {
		case m.state == looping, m.state == starting && m.container.RestartCount > 0:
			again = true
		// It may be running by now, as it does for a moment each time.
		case m.state == running && m.container.RestartCount > 0 && isYoung(m.container):
			again = true
		case m.state >= halted:
			return false
		}
	}
	return again
}

package container

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"

	"firstlight/backend/check"
)

// state is how a service of a compose project fares. States are ordered from
// the best to the worst, so that the worst of many is the maximum. What Firstlight
// itself stopped, as the person asked it to, is at rest, and what ended with the engine
// lies idle: neither is a failure.
type state int

const (
	healthy state = iota
	running
	finished
	missing
	rested
	idle
	starting
	halted
	unhealthy
	looping
	exited
)

// member is a service of a compose project with one of its containers.
type member struct {
	service string
	state   state
	// needs are the services that it waits for, those that wait further back
	// included.
	needs []string
	// container is nil while the service has none.
	container *container.InspectResponse
}

// words says how the member fares, in a word or a few.
func (m member) words() string {
	switch m.state {
	case healthy:
		return "healthy"
	case running:
		return "running"
	case finished:
		return "done"
	case missing:
		return "not started"
	case rested:
		return "stopped by Firstlight"
	case idle:
		return fmt.Sprintf("stopped with exit code %d before Docker was restarted", m.container.State.ExitCode)
	case starting:
		return "starting"
	case halted:
		return m.container.State.Status
	case unhealthy:
		return "unhealthy"
	case looping:
		return "stops again and again"
	}
	return fmt.Sprintf("stopped with exit code %d", m.container.State.ExitCode)
}

// containers lists the containers of a project's services, running or not.
func (s *session) containers(ctx context.Context, project string) ([]container.Summary, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	return s.api.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(
		filters.Arg("label", api.ProjectLabel+"="+project),
		filters.Arg("label", api.OneoffLabel+"=False"),
		filters.Arg("label", api.ConfigHashLabel),
	)})
}

func (s *session) inspect(ctx context.Context, id string) (container.InspectResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, busyLimit)
	defer cancel()
	return s.api.ContainerInspect(ctx, id)
}

// members returns the services of a project, each with its containers, by name.
func (s *session) members(ctx context.Context, project *types.Project) ([]member, error) {
	listed, err := s.containers(ctx, project.Name)
	if err != nil {
		return nil, err
	}
	var members []member
	for _, name := range project.ServiceNames() {
		service := project.Services[name]
		wanted := service.GetScale()
		if service.Provider != nil {
			continue
		}
		needs := upstream(project, name)
		for _, summary := range listed {
			if summary.Labels[api.ServiceLabel] != name {
				continue
			}
			found, err := s.inspect(ctx, summary.ID)
			if errdefs.IsNotFound(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			m := member{service: name, state: judge(found.State, isAwaited(project, name)), needs: needs, container: &found}
			switch {
			case loops(&found):
				m.state = looping
			case m.state == exited && check.Ended(ctx, name, moment(found.State.FinishedAt)):
				m.state = rested
			case m.state == exited && s.ceased(ctx, &found):
				m.state = idle
			}
			members = append(members, m)
			wanted--
		}
		for range wanted {
			members = append(members, member{service: name, state: missing, needs: needs})
		}
	}
	slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(a.service, b.service) })
	return members, nil
}

// upstream returns the services that a service waits for, those that these wait
// for included.
func upstream(project *types.Project, name string) []string {
	var found []string
	for next := []string{name}; len(next) > 0; next = next[1:] {
		for need := range project.Services[next[0]].DependsOn {
			if !slices.Contains(found, need) {
				found, next = append(found, need), append(next, need)
			}
		}
	}
	return found
}

// isAwaited reports whether another service waits for the end of this one, as
// for a migration.
func isAwaited(project *types.Project, name string) bool {
	for _, service := range project.Services {
		if service.DependsOn[name].Condition == types.ServiceConditionCompletedSuccessfully {
			return true
		}
	}
	return false
}

func judge(s *container.State, awaited bool) state {
	switch s.Status {
	case container.StateRunning:
		if s.Health == nil {
			return running
		}
		switch s.Health.Status {
		case container.Healthy:
			return healthy
		case container.Unhealthy:
			return unhealthy
		case container.Starting:
			return starting
		}
		return running
	case container.StateExited:
		if awaited && s.ExitCode == 0 {
			return finished
		}
		return exited
	case container.StateCreated:
		if s.Error == "" {
			return missing
		}
		return halted
	case container.StatePaused:
		return halted
	}
	return exited
}

// ports says where the member's ports are published, such as
// "127.0.0.1:18080 → 8080/tcp".
func (m member) ports() string {
	if m.container == nil || m.container.NetworkSettings == nil {
		return ""
	}
	var published []string
	for inside, outside := range m.container.NetworkSettings.Ports {
		for _, o := range outside {
			published = append(published, fmt.Sprintf("%s:%s → %s", o.HostIP, o.HostPort, inside))
		}
	}
	slices.Sort(published)
	return strings.Join(published, ", ")
}

package container

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/volume"

	"firstlight/backend/check"
)

// lookAt looks at the services of some files. anew has the files themselves read
// again.
func (l *Live) lookAt(ctx context.Context, s *session, specs []ComposeSpec, anew bool) error {
	for _, spec := range specs {
		l.mu.Lock()
		project, before := l.projects[spec.Step], l.sights[spec.Step]
		l.mu.Unlock()
		// A file that could not be read is not read by what it was before.
		if project == nil || anew || before.Problem != "" {
			var err error
			if project, err = l.engine.readProject(ctx, spec); err != nil {
				problem := err.Error() + s.leftBehind(ctx, spec)
				l.keep(spec.Step, nil, Sight{Problem: problem, At: time.Now()})
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

// leftBehind says which containers still run that Firstlight started for a step whose
// file cannot be read, and how they are stopped; empty where none do.
func (s *session) leftBehind(ctx context.Context, spec ComposeSpec) string {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	found, err := s.api.ContainerList(ctx, container.ListOptions{Filters: filters.NewArgs(
		filters.Arg("label", StartedLabel), filters.Arg("label", StepLabel+"="+spec.Step), filters.Arg("label", OnboardingLabel+"="+spec.Onboarding),
	)})
	var names []string
	for _, c := range found {
		if len(c.Names) > 0 {
			names = append(names, strings.TrimPrefix(c.Names[0], "/"))
		}
	}
	slices.Sort(names)
	// What cannot be asked now is asked with the next change.
	if err != nil || len(names) == 0 {
		return ""
	}
	return fmt.Sprintf(". What Firstlight started from it still runs: %s. To stop it: %s",
		strings.Join(names, ", "), check.Run(append([]string{"docker", "stop"}, names...)...))
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
		if tells == untold && s.ceased(ctx, &found) {
			tells = askedToEnd
		}
		l.mu.Lock()
		l.asked[service.ID] = service.Ended
		if tells > untold {
			l.ended[service.ID] = tells
		}
		l.mu.Unlock()
	}
}

// excuse has those services read as stopped that ended since they were told to, and
// says of others that they were killed. By whom is known only where the engine told of
// it; and where it did not, the code may also be the program's own.
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
		case tells == untold:
			s.Reason = "It seems to have been killed"
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

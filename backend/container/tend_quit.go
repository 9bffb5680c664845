package container

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
)

// StopOurs stops what Firstlight started of the services that are followed, each
// with the time that it has to end, all at once. What it started from another clone
// is that one's to stop. It returns the names of the services that it stopped; what
// ctx leaves no time for stays as it is.
func (l *Live) StopOurs(ctx context.Context) ([]string, error) {
	projects := l.read()
	if len(projects) == 0 {
		return nil, nil
	}
	s, err := l.engine.connect(ctx)
	if err != nil {
		return nil, err
	}
	found, err := s.api.ContainerList(ctx, container.ListOptions{Filters: filters.NewArgs(filters.Arg("label", StartedLabel), filters.Arg("label", api.ProjectLabel))})
	if err != nil {
		return nil, l.engine.lost(ctx, s, err)
	}
	var (
		mu      sync.Mutex
		stopped []string
		errs    []error
		all     sync.WaitGroup
	)
	for _, c := range found {
		if !slices.ContainsFunc(projects[c.Labels[api.ProjectLabel]], func(project *types.Project) bool {
			_, other := otherClone(project, c.Labels)
			return !other
		}) {
			continue
		}
		all.Go(func() {
			err := s.api.ContainerStop(ctx, c.ID, container.StopOptions{})
			mu.Lock()
			defer mu.Unlock()
			switch name := c.Labels[api.ServiceLabel]; {
			case err == nil:
				stopped = append(stopped, name)
			case !errdefs.IsNotFound(err):
				errs = append(errs, fmt.Errorf("stopping %s: %w", name, err))
			}
		})
	}
	all.Wait()
	slices.Sort(stopped)
	return slices.Compact(stopped), errors.Join(errs...)
}

// read returns the projects that are followed, by name, as they were last read. Two
// steps whose folders are called the same share a name.
func (l *Live) read() map[string][]*types.Project {
	l.mu.Lock()
	defer l.mu.Unlock()
	read := map[string][]*types.Project{}
	for _, project := range l.projects {
		read[project.Name] = append(read[project.Name], project)
	}
	return read
}

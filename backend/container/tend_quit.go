package container

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
)

// StopOurs stops what Firstlight started of the services that are followed, each
// with the time that it has to end, all at once. It returns the names of the
// services that it stopped; what ctx leaves no time for stays as it is.
func (l *Live) StopOurs(ctx context.Context) ([]string, error) {
	var projects []string
	for _, spec := range l.specs {
		if name := l.project(spec.Step); name != "" && !slices.Contains(projects, name) {
			projects = append(projects, name)
		}
	}
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
		if !slices.Contains(projects, c.Labels[api.ProjectLabel]) {
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

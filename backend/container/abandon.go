package container

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/network"
	"github.com/docker/docker/api/types/volume"
)

const (
	// abandonLimit bounds the removal of what a cancelled run created.
	abandonLimit = 20 * time.Second
	// settle is how long the engine may still be carrying out a request whose
	// caller has gone.
	settle = 300 * time.Millisecond
)

// stock is what a project has at the engine at one moment.
type stock struct {
	// containers are the project's containers, by their ID.
	containers map[string]container.Summary
	// networks and volumes are those of the project by their name; the value
	// says whether Firstlight made them.
	networks, volumes map[string]bool
}

// stock lists what the project has at the engine.
func (s *session) stock(ctx context.Context, project string) (stock, error) {
	had := stock{containers: map[string]container.Summary{}, networks: map[string]bool{}, volumes: map[string]bool{}}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	label := filters.NewArgs(filters.Arg("label", api.ProjectLabel+"="+project))
	containers, err := s.api.ContainerList(ctx, container.ListOptions{All: true, Filters: label})
	if err != nil {
		return stock{}, err
	}
	for _, c := range containers {
		had.containers[c.ID] = c
	}
	networks, err := s.api.NetworkList(ctx, network.ListOptions{Filters: label})
	if err != nil {
		return stock{}, err
	}
	for _, n := range networks {
		had.networks[n.Name] = n.Labels[StartedLabel] != ""
	}
	volumes, err := s.api.VolumeList(ctx, volume.ListOptions{Filters: label})
	if err != nil {
		return stock{}, err
	}
	for _, v := range volumes.Volumes {
		had.volumes[v.Name] = v.Labels[StartedLabel] != ""
	}
	return had, nil
}

// abandon removes what a run created that was cancelled: its containers that
// were not up yet, and the networks and volumes that nothing uses. What was
// there before stays, and so does what had come up.
func (s *session) abandon(ctx context.Context, project string, before stock, say func(string)) error {
	ctx, cancel := context.WithTimeout(ctx, abandonLimit)
	defer cancel()
	// The engine finishes what it was asked before the cancel, so that a
	// container may appear after the first look.
	for quiet := 0; quiet < 2; {
		removed, err := s.removeNew(ctx, project, before, say)
		if err != nil {
			return fmt.Errorf("removing what had been started: %w", err)
		}
		quiet++
		if removed > 0 {
			quiet = 0
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("removing what had been started: %w", ctx.Err())
		case <-time.After(settle):
		}
	}
	now, err := s.stock(ctx, project)
	if err != nil {
		return fmt.Errorf("looking for what had been created: %w", err)
	}
	var errs []error
	for name, ours := range now.networks {
		if _, ok := before.networks[name]; ours && !ok {
			errs = append(errs, unlessInUse(s.api.NetworkRemove(ctx, name)))
		}
	}
	for name, ours := range now.volumes {
		if _, ok := before.volumes[name]; ours && !ok {
			errs = append(errs, unlessInUse(s.api.VolumeRemove(ctx, name, false)))
		}
	}
	return errors.Join(errs...)
}

// removeNew removes the containers of the project that we started, that were
// not there before and that are not up.
func (s *session) removeNew(ctx context.Context, project string, before stock, say func(string)) (removed int, err error) {
	now, err := s.stock(ctx, project)
	if err != nil {
		return 0, err
	}
	for id, c := range now.containers {
		if _, ok := before.containers[id]; ok || c.Labels[StartedLabel] == "" {
			continue
		}
		found, err := s.inspect(ctx, id)
		if errdefs.IsNotFound(err) {
			continue
		}
		if err != nil {
			return removed, err
		}
		if state := judge(found.State, false); state == healthy || state == running {
			continue
		}
		err = s.api.ContainerRemove(ctx, id, container.RemoveOptions{Force: true, RemoveVolumes: true})
		if err != nil && !errdefs.IsNotFound(err) && !errdefs.IsConflict(err) {
			return removed, err
		}
		removed++
		say(fmt.Sprintf("Removed %s, which was not up yet.", strings.TrimPrefix(found.Name, "/")))
	}
	return removed, nil
}

// unlessInUse keeps an error unless it says that something is used or gone.
func unlessInUse(err error) error {
	if err == nil || errdefs.IsNotFound(err) || errdefs.IsConflict(err) || errdefs.IsPermissionDenied(err) {
		return nil
	}
	return err
}

package container

import (
	"context"
	"strings"

	"github.com/docker/docker/api/types/container"
)

// Holder names the container that publishes a TCP port of this machine, and
// says whether Firstlight started it. The name is empty when no container
// publishes the port; the error says that the engine could not be asked.
func (e *Engine) Holder(ctx context.Context, port int) (name string, ours bool, err error) {
	s, err := e.connect(ctx)
	if err != nil {
		return "", false, err
	}
	asking, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	containers, err := s.api.ContainerList(asking, container.ListOptions{})
	if err != nil {
		return "", false, e.lost(ctx, s, err)
	}
	for _, c := range containers {
		for _, p := range c.Ports {
			if int(p.PublicPort) != port || p.Type != "tcp" || len(c.Names) == 0 {
				continue
			}
			return strings.TrimPrefix(c.Names[0], "/"), c.Labels[StartedLabel] != "", nil
		}
	}
	return "", false, nil
}

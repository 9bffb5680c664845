package container

import (
	"context"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/network"
)

// ceased reports whether a container ended before the engine was started the last time.
// Then it most likely ended with the engine, whose last word to it may have had it end
// with any exit code; and if it did not, what is wrong with it shows once it is started.
func (s *session) ceased(ctx context.Context, c *container.InspectResponse) bool {
	if c.State.OOMKilled || c.State.Error != "" {
		return false
	}
	ended := moment(c.State.FinishedAt)
	return !ended.IsZero() && ended.Before(s.began(ctx))
}

// began returns when the engine was started, as the network says that it makes anew each
// time; zero where there is none such, or where it cannot be asked.
func (s *session) began(ctx context.Context) time.Time {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	bridge, err := s.api.NetworkInspect(ctx, network.NetworkBridge, network.InspectOptions{})
	if err != nil {
		return time.Time{}
	}
	return bridge.Created
}

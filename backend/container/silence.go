package container

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/docker/compose/v5/pkg/api"
)

// silenceAfter is how long nothing may be heard of services that start until that
// is told.
const silenceAfter = 20 * time.Second

// tellSilence says what is waited for when nothing has been heard for a while, and
// again, less and less often, while that lasts. The returned function ends it.
func (c *composeCheck) tellSilence(ctx context.Context, r raising, say func(string)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		after := c.engine.silence
		ticker := time.NewTicker(after / 4)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			quiet := r.report.quiet()
			switch {
			case quiet < c.engine.silence:
				after = c.engine.silence
			case quiet >= after:
				after *= 2
				say(c.awaited(ctx, r, quiet.Round(time.Second)))
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// awaited says what nothing has been heard of.
func (c *composeCheck) awaited(ctx context.Context, r raising, quiet time.Duration) string {
	if pulled := r.report.pulling(); len(pulled) > 0 {
		return fmt.Sprintf("Nothing has come of the %s for %s. The registry or the network is slow; cancelling loses nothing that came whole.", strings.Join(pulled, " and the "), quiet)
	}
	members, err := r.session.members(ctx, r.project)
	if err != nil {
		return fmt.Sprintf("Docker has not answered for %s.", quiet)
	}
	for _, m := range members {
		if m.state != starting {
			continue
		}
		if said, _, _ := strings.Cut(m.ailment(), "\n"); said != "" {
			return fmt.Sprintf("Nothing has happened for %s. %s is not healthy yet, and its health check says: %s", quiet, m.service, said)
		}
		return fmt.Sprintf("Nothing has happened for %s. %s is not healthy yet, and its health check has not answered.", quiet, m.service)
	}
	return fmt.Sprintf("Nothing has happened for %s.", quiet)
}

// quiet returns how long nothing has been heard.
func (r *report) quiet() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Since(r.heard)
}

// pulling returns what a person calls the images that are being pulled, sorted.
func (r *report) pulling() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var images []string
	for resource, word := range r.said {
		if strings.HasPrefix(word, api.StatusPulling) {
			images = append(images, r.called(resource))
		}
	}
	slices.Sort(images)
	return images
}

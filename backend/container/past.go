package container

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"
)

// past returns what happened to a container in a while that is over, as far as the
// engine still knows: it remembers some hundred events, and none from before it was
// started itself.
func (s *session) past(ctx context.Context, id string, since, until time.Time, actions ...events.Action) []events.Message {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	wanted := []filters.KeyValuePair{filters.Arg("container", id)}
	for _, action := range actions {
		wanted = append(wanted, filters.Arg("event", string(action)))
	}
	moment := func(t time.Time) string { return fmt.Sprintf("%d.%09d", t.Unix(), t.Nanosecond()) }
	if now := time.Now(); until.After(now) {
		until = now // The engine would wait for what is yet to come.
	}
	told, failed := s.api.Events(ctx, events.ListOptions{Since: moment(since), Until: moment(until), Filters: filters.NewArgs(wanted...)})
	var all []events.Message
	for {
		select {
		case m := <-told:
			all = append(all, m)
		case <-failed:
			return all
		}
	}
}

// toldToEnd reports whether a container that has ended was told to: then its exit
// code says nothing, as it is whatever its program makes of the signal.
func (s *session) toldToEnd(ctx context.Context, c *container.InspectResponse) bool {
	began, ended := moment(c.State.StartedAt), moment(c.State.FinishedAt)
	if began.IsZero() || ended.Before(began) {
		return false
	}
	// The engine notes the end of a program a moment after it.
	const settled = 2 * time.Second
	return slices.ContainsFunc(s.past(ctx, c.ID, began, ended.Add(settled), events.ActionKill), func(m events.Message) bool {
		return slices.Contains(ending(), m.Actor.Attributes["signal"])
	})
}

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

// told is what a container was told before it ended.
type told int

const (
	// untold: as far as is known it ended by itself, or was killed by another than
	// the engine.
	untold told = iota
	// killedByWord: it was killed, and not asked to end before.
	killedByWord
	// askedToEnd: its exit code says nothing, as it is whatever its program makes of
	// the signal, or the engine's where it did not heed that in time.
	askedToEnd
)

// tellsToEnd says what an event tells a container that is about to end.
func tellsToEnd(m events.Message) told {
	switch signal := m.Actor.Attributes["signal"]; {
	case m.Action == events.ActionStop, m.Action == events.ActionKill && slices.Contains(asking(), signal):
		return askedToEnd
	case m.Action == events.ActionKill && slices.Contains(killing(), signal):
		return killedByWord
	default:
		return untold
	}
}

// asking returns the signals that ask a program to end, as engines write them, and
// killing those that leave it no choice.
func asking() []string  { return []string{"2", "3", "15", "SIGINT", "SIGQUIT", "SIGTERM"} }
func killing() []string { return []string{"9", "SIGKILL"} }

// toldToEnd returns what a container was told that has ended.
func (s *session) toldToEnd(ctx context.Context, c *container.InspectResponse) told {
	began, ended := moment(c.State.StartedAt), moment(c.State.FinishedAt)
	if began.IsZero() || ended.Before(began) {
		return untold
	}
	// The engine notes the end of a program a moment after it.
	const settled = 2 * time.Second
	most := untold
	for _, m := range s.past(ctx, c.ID, began, ended.Add(settled), events.ActionKill, events.ActionStop) {
		most = max(most, tellsToEnd(m))
	}
	return s.ends.learn(c.ID, end{at: c.State.FinishedAt, told: most}).told
}

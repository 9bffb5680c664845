package container

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/client"
)

func TestWhatWasLearntOfAnEndIsOfThatEnd(t *testing.T) {
	t.Parallel()
	var e ends
	e.learn("lamp", end{at: "1", told: killedByWord})
	if got, want := e.learn("lamp", end{at: "1", code: "137"}), (end{"1", killedByWord, "137"}); got != want {
		t.Errorf("known is %+v, want %+v", got, want)
	}
	if got, want := e.learn("lamp", end{at: "1"}), (end{"1", killedByWord, "137"}); got != want {
		t.Errorf("what is not told again is forgotten: %+v", got)
	}
	if got, want := e.learn("lamp", end{at: "2"}), (end{at: "2"}); got != want {
		t.Errorf("of another end it says %+v", got)
	}
	for i := range 1000 {
		e.learn(fmt.Sprint(i), end{at: "1"})
	}
	if n := len(e.known); n > 256 {
		t.Errorf("%d ends are kept", n)
	}
}

// TestHowAContainerEndedLastIsRemembered has an engine that tells of its events once.
func TestHowAContainerEndedLastIsRemembered(t *testing.T) {
	t.Parallel()
	asked := 0
	engine := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked > 1 {
			return
		}
		if err := json.NewEncoder(w).Encode(events.Message{Action: events.ActionDie, Actor: events.Actor{Attributes: map[string]string{"exitCode": "3"}}}); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(engine.Close)
	api, err := client.NewClientWithOpts(client.WithHost("tcp://"+strings.TrimPrefix(engine.URL, "http://")), client.WithVersion("1.41"))
	if err != nil {
		t.Fatal(err)
	}
	s := &session{api: api, ends: new(ends)}
	lamp := seen("lamp", looping, func(c *container.InspectResponse) {
		c.State.Running, c.State.FinishedAt = true, "2026-01-01T12:00:00Z"
	})
	for range 2 {
		if got, want := s.lastEnd(t.Context(), lamp), "last with exit code 3"; got != want {
			t.Errorf("it ended %q, want %q", got, want)
		}
	}
	lamp.container.State.FinishedAt = "2026-01-01T12:00:05Z"
	if got, want := s.lastEnd(t.Context(), lamp), "as soon as it is started"; got != want {
		t.Errorf("another time it ended %q, want %q", got, want)
	}
	lamp.container.State.Restarting, lamp.container.State.ExitCode = true, 4
	if got, want := s.lastEnd(t.Context(), lamp), "last with exit code 4"; got != want {
		t.Errorf("while it is restarted it ended %q, want %q", got, want)
	}
	if asked != 3 {
		t.Errorf("the engine was asked %d times", asked)
	}
}

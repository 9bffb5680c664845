package network_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"firstlight/backend/network"
	"firstlight/backend/process"
)

// TestTheWayFollowsTheEnvironment holds that a proxy which is chosen later is gone
// through as well.
func TestTheWayFollowsTheEnvironment(t *testing.T) {
	serve := func(name string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("By", name) }))
		t.Cleanup(s.Close)
		return s.URL
	}
	b := newBench(t)
	runner := process.New(b.env)
	transport := network.New(network.Config{Runner: runner}).Transport()
	defer transport.CloseIdleConnections()
	first, second := serve("first"), serve("second")
	for _, way := range []struct{ proxy, by string }{{first, "first"}, {second, "second"}} {
		if !runner.SetEnv(append(runner.Env(), "HTTP_PROXY="+way.proxy)) {
			t.Error("another environment reads as the same")
		}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://host.corp.example/", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
		if got := answer.Header.Get("By"); got != way.by {
			t.Errorf("it went through %q, want %q", got, way.by)
		}
	}
}

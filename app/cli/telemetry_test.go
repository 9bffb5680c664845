package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// startCollector starts what takes telemetry at $COLLECTOR and lets in who has the
// key: collector KEY.
func startCollector(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: collector KEY")
	}
	var taken atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		switch {
		case err != nil || len(body) == 0 || !strings.HasPrefix(r.URL.Path, "/v1/"):
			w.WriteHeader(http.StatusBadRequest)
		case r.Header.Get("Key") != args[0]:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			taken.Add(1)
		}
	}))
	ts.Setenv("COLLECTOR", server.URL)
	ts.Defer(server.Close)
	ts.Value(collectorOf{}).(*collector).taken = &taken
}

// collector counts what a script sent.
type collector struct{ taken *atomic.Int32 }

// collectorOf is the value under which a script keeps its collector.
type collectorOf struct{}

// tookNothing checks that nothing was sent so far, or with ! that something was.
func tookNothing(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 0 {
		ts.Fatalf("usage: took-nothing")
	}
	if n := ts.Value(collectorOf{}).(*collector).taken.Load(); (n > 0) != neg {
		ts.Fatalf("%d requests were taken", n)
	}
}

func TestPlural(t *testing.T) {
	if got := plural(1, "request waits", "requests wait") + ", " + plural(2, "request waits", "requests wait"); got != "1 request waits, 2 requests wait" {
		t.Errorf("got %q", got)
	}
}

package guide_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	metricspb "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/collector/trace/v1"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/share/telemetry"
)

// backend is the other side: it keeps what it takes.
type backend struct {
	*httptest.Server
	t testing.TB

	mu      sync.Mutex
	bodies  [][]byte
	traces  []*tracepb.ExportTraceServiceRequest
	metrics []*metricspb.ExportMetricsServiceRequest
	// refuse answers in its place where it is set, and reports whether it did.
	refuse func(w http.ResponseWriter, r *http.Request) bool
}

func newBackend(t testing.TB) *backend {
	t.Helper()
	b := &backend{t: t}
	b.Server = httptest.NewServer(b)
	t.Cleanup(b.Close)
	return b
}

// ServeHTTP takes a request.
func (b *backend) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err == nil && r.Header.Get("Content-Encoding") == "gzip" {
		var unpacked *gzip.Reader
		if unpacked, err = gzip.NewReader(bytes.NewReader(body)); err == nil {
			body, err = io.ReadAll(unpacked)
		}
	}
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.refuse != nil && b.refuse(w, r) {
		return
	}
	var traces tracepb.ExportTraceServiceRequest
	var metrics metricspb.ExportMetricsServiceRequest
	switch {
	case strings.HasSuffix(r.URL.Path, "/v1/traces"):
		err = proto.Unmarshal(body, &traces)
		b.traces = append(b.traces, &traces)
	case strings.HasSuffix(r.URL.Path, "/v1/metrics"):
		err = proto.Unmarshal(body, &metrics)
		b.metrics = append(b.metrics, &metrics)
	default:
		b.t.Errorf("a request to %s", r.URL.Path)
	}
	if err != nil {
		b.t.Errorf("a request to %s that cannot be read: %v", r.URL.Path, err)
	}
	b.bodies = append(b.bodies, body)
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func (b *backend) refusing(refuse func(http.ResponseWriter, *http.Request) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refuse = refuse
}

// requests returns how many requests were taken.
func (b *backend) requests() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.bodies)
}

// spans returns how often each span was taken, by name and id.
func (b *backend) spans() map[string]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	times := map[string]int{}
	for _, request := range b.traces {
		for _, resource := range request.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				for _, s := range scope.Spans {
					times[s.Name+" "+hex.EncodeToString(s.SpanId)]++
				}
			}
		}
	}
	return times
}

// names returns the names of the spans, sorted, and fails where one came twice.
func (b *backend) names() []string {
	b.t.Helper()
	var names []string
	for span, times := range b.spans() {
		name, _, _ := strings.Cut(span, " ")
		names = append(names, name)
		if times > 1 {
			b.t.Errorf("the span %s was sent %d times", span, times)
		}
	}
	slices.Sort(names)
	return names
}

// telling returns a face whose environment names a place.
func (w *world) telling(env ...string) *guide.Guide {
	w.t.Helper()
	g := w.guideWith(func(c *guide.Config) { c.Env, c.Version = func() []string { return env }, "v1.2.3" })
	if err := g.Open(w.t.Context(), guide.Options{Source: "test"}); err != nil {
		w.t.Fatalf("opening the journey: %v", err)
	}
	w.t.Cleanup(func() {
		if v, err := g.Telemetry(context.WithoutCancel(w.t.Context())); err == nil && w.t.Failed() {
			w.t.Logf("it stood at %+v with %d waiting", v.Record, len(v.Waiting))
		}
	})
	return g
}

func endpoint(url string) string { return "OTEL_EXPORTER_OTLP_ENDPOINT=" + url }

func agree(t testing.TB, g *guide.Guide, allowed ...string) guide.TelemetryPreview {
	t.Helper()
	p, err := g.PreviewTelemetry(t.Context(), allowed)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.AgreeTelemetry(t.Context(), p.Token); err != nil {
		t.Fatal(err)
	}
	return p
}

func telemetryOf(t testing.TB, g *guide.Guide) guide.TelemetryView {
	t.Helper()
	v, err := g.Telemetry(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func shut(t testing.TB, g *guide.Guide) {
	t.Helper()
	if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func TestNothingLeavesAndNothingIsQueuedWithoutAYes(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"))
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	w.make("one")
	eventually(t, "one holds", func() bool { return view(t, g).State.Holds("one") })
	if _, err := g.PreviewTelemetry(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := g.SendTelemetry(t.Context()); !errors.Is(err, guide.ErrNoConsent) {
		t.Errorf("sending: %v, want ErrNoConsent", err)
	}
	if v := telemetryOf(t, g); v.Consent != guide.ConsentUnasked || len(v.Waiting) != 0 {
		t.Errorf("it stands at %s with %d waiting", v.Consent, len(v.Waiting))
	}
	shut(t, g)
	if n := b.requests(); n != 0 {
		t.Errorf("%d requests left without a yes", n)
	}
}

// TestWhatIsPreviewedIsWhatIsSent holds the bytes that arrive against those shown.
func TestWhatIsPreviewedIsWhatIsSent(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	p := agree(t, g)
	if _, err := g.SendTelemetry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(p.Requests) != 2 || b.requests() < 2 {
		t.Fatalf("%d requests were shown and %d sent, want the spans and the figures", len(p.Requests), b.requests())
	}
	for i, r := range p.Requests {
		if len(b.bodies[i]) != r.Bytes {
			t.Errorf("%d bytes of %s were sent, %d shown", len(b.bodies[i]), r.Signal, r.Bytes)
		}
		if !strings.HasPrefix(r.URL, b.URL+"/v1/") || !json.Valid(r.JSON) {
			t.Errorf("shown to go to %s: %s", r.URL, r.JSON)
		}
	}
	if err := g.AgreeTelemetry(t.Context(), p.Token); !errors.Is(err, guide.ErrPreviewChanged) {
		t.Errorf("a second yes to one preview: %v", err)
	}
}

func TestEachStepIsSentOnceWhenItEnds(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "the first step was sent", func() bool { return slices.Equal(b.names(), []string{"one"}) })
	run, err := g.Fix(t.Context(), "two", "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	eventually(t, "the rest was sent", func() bool { return slices.Equal(b.names(), []string{"fix", "onboarding", "one", "two"}) })
	shut(t, g)
	n := b.requests()
	// A finished onboarding has no more to tell.
	again := w.telling(endpoint(b.URL))
	settle(t, again)
	shut(t, again)
	if b.requests() != n {
		t.Errorf("%d requests more after the onboarding had finished", b.requests()-n)
	}
}

// TestTwoFacesAtOnceSendOnce has two programs on one record.
func TestTwoFacesAtOnceSendOnce(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"), step("two"), step("three"))
	one := w.telling(endpoint(b.URL))
	settle(t, one)
	agree(t, one)
	two := w.telling(endpoint(b.URL))
	settle(t, two)
	for _, name := range []string{"one", "two", "three"} {
		w.make(name)
		eventually(t, name+" holds for both", func() bool { return view(t, one).State.Holds(name) && view(t, two).State.Holds(name) })
	}
	eventually(t, "all was sent", func() bool { return slices.Equal(b.names(), []string{"onboarding", "one", "three", "two"}) })
	shut(t, one)
	shut(t, two)
	b.names()
}

// TestOfflineThenOnline closes the face while nobody answers, and opens it again.
func TestOfflineThenOnline(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	b.refusing(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "it was tried", func() bool { v := telemetryOf(t, g); return len(v.Waiting) > 0 && v.Waiting[0].Attempts > 0 })
	w.make("two")
	eventually(t, "two holds", func() bool { return view(t, g).State.Holds("two") })
	shut(t, g)
	b.refusing(nil)
	w.ahead.Store(int64(time.Hour))
	again := w.telling(endpoint(b.URL))
	settle(t, again)
	eventually(t, "all was sent", func() bool { return slices.Equal(b.names(), []string{"onboarding", "one", "two"}) })
	eventually(t, "nothing waits", func() bool { return len(telemetryOf(t, again).Waiting) == 0 })
}

func TestWhenTheOtherSideAsksToBeLeftAlone(t *testing.T) {
	t.Parallel()
	b, w := newBackend(t), newWorld(t, step("one"))
	var tries atomic.Int32
	b.refusing(func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/v1/traces") {
			tries.Add(1)
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	})
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "it was tried", func() bool { v := telemetryOf(t, g); return len(v.Waiting) > 0 && v.Waiting[0].Said != "" })
	waiting := telemetryOf(t, g).Waiting[0]
	if wait := waiting.DueAt.Sub(w.now()); wait < 9*time.Minute || wait > 10*time.Minute {
		t.Errorf("it is tried again in %v, want ten minutes", wait)
	}
	b.refusing(nil)
	w.ahead.Store(int64(9 * time.Minute))
	time.Sleep(3 * time.Second)
	if got := b.names(); len(got) != 0 {
		t.Errorf("%v was sent before its time", got)
	}
	w.ahead.Store(int64(11 * time.Minute))
	eventually(t, "it was sent", func() bool { return slices.Contains(b.names(), "one") })
	if n := tries.Load(); n != 1 {
		t.Errorf("it was tried %d times", n)
	}
}

func TestWhatIsRefusedIsToldAndNotTriedForEver(t *testing.T) {
	t.Parallel()
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	var tries atomic.Int32
	b.refusing(func(w http.ResponseWriter, _ *http.Request) bool {
		tries.Add(1)
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "no key")
		return true
	})
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "it was refused", func() bool {
		v := telemetryOf(t, g)
		return len(v.Waiting) == 2 && v.Waiting[0].Refused && v.Waiting[1].Refused
	})
	w.ahead.Store(int64(24 * time.Hour))
	time.Sleep(3 * time.Second)
	v := telemetryOf(t, g)
	if !strings.Contains(v.Record.Said, "401 Unauthorized: no key") {
		t.Errorf("it is told as %q", v.Record.Said)
	}
	if n := tries.Load(); n > 4 {
		t.Errorf("it was tried %d times", n)
	}
	b.refusing(nil)
	sent, err := g.SendTelemetry(t.Context())
	if err != nil || sent.Taken == 0 {
		t.Fatalf("sent %+v, %v", sent, err)
	}
	if !slices.Contains(b.names(), "one") {
		t.Errorf("after the person asked there are %v", b.names())
	}
}

func TestWhatIsTakenInPartIsToldAndNotRepeated(t *testing.T) {
	t.Parallel()
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	answer, err := proto.Marshal(&tracepb.ExportTraceServiceResponse{PartialSuccess: &tracepb.ExportTracePartialSuccess{RejectedSpans: 1, ErrorMessage: "too old"}})
	if err != nil {
		t.Fatal(err)
	}
	var tries atomic.Int32
	b.refusing(func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/v1/traces") {
			return false
		}
		tries.Add(1)
		w.Header().Set("Content-Type", "application/x-protobuf")
		_, _ = w.Write(answer)
		return true
	})
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "it was answered", func() bool { return telemetryOf(t, g).Record.Rejected == 1 })
	w.ahead.Store(int64(24 * time.Hour))
	time.Sleep(3 * time.Second)
	if n := tries.Load(); n != 1 {
		t.Errorf("it was sent %d times", n)
	}
}

// TestAChangedPlaceAsksAgain holds that a yes to one place is none to another.
// What keeps everything at home may stand in the start files of the person's shell.
func TestNothingIsSentBeforeHerEnvironmentIsKnown(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"), step("two"))
	w.journey.Telemetry = &journey.Telemetry{Endpoint: b.URL}
	g := w.telling()
	settle(t, g)
	agree(t, g)
	eventually(t, "figures were sent", func() bool { return b.requests() > 0 })
	shut(t, g)
	n := b.requests()

	w.make("one")
	ready := make(chan struct{})
	var known atomic.Bool
	again := w.guideWith(func(c *guide.Config) {
		c.Ready = ready
		c.Env = func() []string {
			if known.Load() {
				return []string{"OTEL_SDK_DISABLED=true"}
			}
			return nil
		}
	})
	if err := again.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is told that the shell is waited for", func() bool { return view(t, again).Notices["shell"] != "" })
	known.Store(true)
	close(ready)
	eventually(t, "one holds", func() bool { return view(t, again).State.Holds("one") })
	settle(t, again)
	shut(t, again)
	if b.requests() != n {
		t.Errorf("%d requests were sent although her environment says that nothing is to be", b.requests()-n)
	}
}

func TestAChangedPlaceAsksAgain(t *testing.T) {
	first, second, w := newBackend(t), newBackend(t), newWorld(t, step("one"), step("two"))
	w.journey.Telemetry = &journey.Telemetry{Endpoint: first.URL}
	g := w.telling()
	settle(t, g)
	eventually(t, "the person is asked", func() bool {
		return strings.Contains(view(t, g).Notices["telemetry"], strings.TrimPrefix(first.URL, "http://"))
	})
	agree(t, g)
	eventually(t, "figures were sent", func() bool { return first.requests() > 0 })
	if notice := view(t, g).Notices["telemetry"]; notice != "" {
		t.Errorf("after the answer it still says %q", notice)
	}
	shut(t, g)
	n := first.requests()

	w.journey.Telemetry = &journey.Telemetry{Endpoint: second.URL}
	w.make("one")
	again := w.telling()
	settle(t, again)
	eventually(t, "the person is asked again", func() bool { return strings.Contains(view(t, again).Notices["telemetry"], "has changed") })
	if v := telemetryOf(t, again); v.Consent != guide.ConsentChanged {
		t.Errorf("it stands at %s", v.Consent)
	}
	shut(t, again)
	if first.requests() != n || second.requests() != 0 {
		t.Errorf("%d requests to the first place and %d to the second without a yes", first.requests()-n, second.requests())
	}
	last := w.telling()
	settle(t, last)
	agree(t, last)
	eventually(t, "it was sent to the second place", func() bool { return slices.Contains(second.names(), "one") })
}

func TestANoEndsItAndALaterYesGoesOn(t *testing.T) {
	t.Parallel()
	b, w := newBackend(t), newWorld(t, step("one"), step("two"), step("three"))
	w.make("one")
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "the first step was sent", func() bool { return slices.Equal(b.names(), []string{"one"}) })
	if err := g.EndTelemetry(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := b.requests()
	w.make("two")
	eventually(t, "two holds", func() bool { return view(t, g).State.Holds("two") })
	time.Sleep(3 * time.Second)
	if v := telemetryOf(t, g); v.Consent != guide.ConsentNo || len(v.Waiting) != 0 || b.requests() != n {
		t.Errorf("after a no it stands at %s, %d wait and %d were sent", v.Consent, len(v.Waiting), b.requests()-n)
	}
	agree(t, g)
	eventually(t, "it goes on", func() bool { return slices.Equal(b.names(), []string{"one", "two"}) })
}

func TestWhatKeepsEverythingAtHome(t *testing.T) {
	b, w := newBackend(t), newWorld(t, step("one"))
	g := w.telling(endpoint(b.URL))
	settle(t, g)
	agree(t, g)
	eventually(t, "figures were sent", func() bool { return b.requests() > 0 })
	shut(t, g)
	n := b.requests()
	w.make("one")
	for name, env := range map[string][]string{
		"disabled": {endpoint(b.URL), "OTEL_SDK_DISABLED=true"}, "nowhere": nil, "not understood": {endpoint(b.URL), "OTEL_EXPORTER_OTLP_TIMEOUT=soon"},
	} {
		t.Run(name, func(t *testing.T) {
			w := w
			g := w.telling(env...)
			settle(t, g)
			if _, err := g.SendTelemetry(t.Context()); err == nil {
				t.Error("it was sent")
			}
			var wrong *telemetry.SettingError
			if _, err := g.PreviewTelemetry(t.Context(), nil); (name == "not understood") != errors.As(err, &wrong) {
				t.Errorf("a preview: %v", err)
			}
			shut(t, g)
			if b.requests() != n {
				t.Errorf("%d requests left", b.requests()-n)
			}
		})
	}
}

func TestAnAllowanceThatThereIsNot(t *testing.T) {
	w := newWorld(t, step("one"))
	g := w.telling()
	var wrong *guide.AllowanceError
	if _, err := g.PreviewTelemetry(t.Context(), []string{"everything"}); !errors.As(err, &wrong) {
		t.Errorf("err = %v, want an *AllowanceError", err)
	}
	p, err := g.PreviewTelemetry(t.Context(), []string{"titles"})
	if err != nil || len(p.Requests) == 0 || p.Requests[0].URL != "" {
		t.Fatalf("a preview with nowhere to send to: %+v, %v", p, err)
	}
	if err := g.AgreeTelemetry(t.Context(), p.Token); !errors.Is(err, guide.ErrNowhere) {
		t.Errorf("a yes with nowhere to send to: %v", err)
	}
}

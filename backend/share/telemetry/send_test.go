package telemetry_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metricspb "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/proto"

	"firstlight/backend/share/otlp"
	"firstlight/backend/share/telemetry"
)

func sender(t testing.TB, d telemetry.Destination) *telemetry.Sender {
	t.Helper()
	if d.Timeout == 0 {
		d.Timeout = second10
	}
	if d.Signal == "" {
		d.Signal = otlp.Traces
	}
	s, err := telemetry.NewSender(d, "v1", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func encoded(t testing.TB, m proto.Message) string {
	t.Helper()
	body, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestWhatAnAnswerMeans(t *testing.T) {
	const pb = "application/x-protobuf"
	some := encoded(t, &tracepb.ExportTraceServiceResponse{PartialSuccess: &tracepb.ExportTracePartialSuccess{RejectedSpans: 2, ErrorMessage: "too old"}})
	points := encoded(t, &metricspb.ExportMetricsServiceResponse{PartialSuccess: &metricspb.ExportMetricsPartialSuccess{RejectedDataPoints: 3, ErrorMessage: "out of order"}})
	tests := []struct {
		name   string
		signal otlp.Signal
		status int
		header map[string]string
		body   string
		want   telemetry.Answer
	}{
		{"taken", otlp.Traces, 200, map[string]string{"Content-Type": pb}, "", telemetry.Answer{Outcome: telemetry.Taken, Status: 200}},
		{"taken by something that says so otherwise", otlp.Traces, 202, nil, "<html>", telemetry.Answer{Outcome: telemetry.Taken, Status: 202}},
		{"taken in part", otlp.Traces, 200, map[string]string{"Content-Type": pb}, some, telemetry.Answer{Outcome: telemetry.Taken, Status: 200, Rejected: 2, Said: "too old"}},
		{"points taken in part", otlp.Metrics, 200, map[string]string{"Content-Type": pb}, points, telemetry.Answer{Outcome: telemetry.Taken, Status: 200, Rejected: 3, Said: "out of order"}},
		{"taken in part, in JSON", otlp.Traces, 200, map[string]string{"Content-Type": "application/json; charset=utf-8"}, `{"partialSuccess":{"rejectedSpans":"1","errorMessage":"no","more":1}}`, telemetry.Answer{Outcome: telemetry.Taken, Status: 200, Rejected: 1, Said: "no"}},
		{"too many", otlp.Traces, 429, map[string]string{"Retry-After": "30"}, "", telemetry.Answer{Outcome: telemetry.Later, Status: 429, After: 30 * time.Second, Said: "SERVER answers 429 Too Many Requests"}},
		{"unavailable until", otlp.Traces, 503, map[string]string{"Retry-After": "Mon, 02 Mar 2026 09:01:00 GMT", "Date": "Mon, 02 Mar 2026 09:00:00 GMT"}, "", telemetry.Answer{Outcome: telemetry.Later, Status: 503, After: time.Minute, Said: "SERVER answers 503 Service Unavailable"}},
		{"unavailable until long ago", otlp.Traces, 503, map[string]string{"Retry-After": "Mon, 02 Mar 2026 08:01:00 GMT", "Date": "Mon, 02 Mar 2026 09:00:00 GMT"}, "", telemetry.Answer{Outcome: telemetry.Later, Status: 503, Said: "SERVER answers 503 Service Unavailable"}},
		{"unavailable for years", otlp.Traces, 503, map[string]string{"Retry-After": "999999999999"}, "", telemetry.Answer{Outcome: telemetry.Later, Status: 503, After: 24 * time.Hour, Said: "SERVER answers 503 Service Unavailable"}},
		{"unavailable for some time", otlp.Traces, 502, map[string]string{"Retry-After": "soon"}, "", telemetry.Answer{Outcome: telemetry.Later, Status: 502, Said: "SERVER answers 502 Bad Gateway"}},
		{"gateway", otlp.Traces, 504, nil, "", telemetry.Answer{Outcome: telemetry.Later, Status: 504, Said: "SERVER answers 504 Gateway Timeout"}},
		{"bad", otlp.Traces, 400, map[string]string{"Content-Type": pb}, encoded(t, &status.Status{Code: 3, Message: "no\nresource"}), telemetry.Answer{Outcome: telemetry.Refused, Status: 400, Said: "SERVER answers 400 Bad Request: no resource"}},
		{"not let in", otlp.Traces, 401, map[string]string{"Content-Type": "text/plain"}, "no such key s3cret-key\nmore", telemetry.Answer{Outcome: telemetry.Refused, Status: 401, Said: "SERVER answers 401 Unauthorized: no such key [redacted]"}},
		{"broken", otlp.Traces, 500, map[string]string{"Content-Type": "text/html"}, "<html>", telemetry.Answer{Outcome: telemetry.Refused, Status: 500, Said: "SERVER answers 500 Internal Server Error"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for name, value := range tt.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			defer server.Close()
			got := sender(t, telemetry.Destination{Signal: tt.signal, URL: server.URL, Headers: []telemetry.Header{{Name: "Authorization", Value: "s3cret-key"}}}).Send(context.Background(), nil)
			got.Said = strings.ReplaceAll(got.Said, server.URL, "SERVER")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNothingIsSentOnToAnotherPlace(t *testing.T) {
	var others int
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { others++ }))
	defer other.Close()
	for _, code := range []int{301, 302, 307, 308} {
		server := httptest.NewServer(http.RedirectHandler(other.URL, code))
		got := sender(t, telemetry.Destination{URL: server.URL}).Send(context.Background(), []byte("x"))
		server.Close()
		if got.Outcome != telemetry.Refused || !strings.Contains(got.Said, other.URL) {
			t.Errorf("%d: %+v, want it refused with the address", code, got)
		}
	}
	if others > 0 {
		t.Errorf("%d requests went to a place that nobody agreed to", others)
	}
}

func TestWhatIsSentIsTheBody(t *testing.T) {
	body := []byte(encoded(t, &tracepb.ExportTraceServiceRequest{}))
	type request struct{ kind, encoding, key, body, method, agent string }
	var got request
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if r.Header.Get("Content-Encoding") == "gzip" {
			unpacked, err := gzip.NewReader(bytes.NewReader(text))
			if err != nil {
				t.Error(err)
				return
			}
			if text, err = io.ReadAll(unpacked); err != nil {
				t.Error(err)
			}
		}
		got = request{r.Header.Get("Content-Type"), r.Header.Get("Content-Encoding"), r.Header.Get("Api-Key"), string(text), r.Method, r.UserAgent()}
	}))
	defer server.Close()
	headers := []telemetry.Header{{Name: "api-key", Value: "k"}, {Name: "Content-Type", Value: "text/plain"}}
	tests := []struct {
		name string
		to   telemetry.Destination
		want request
	}{
		{"plain", telemetry.Destination{}, request{"application/x-protobuf", "", "k", string(body), "POST", "firstlight/v1"}},
		{"packed", telemetry.Destination{Gzip: true}, request{"application/x-protobuf", "gzip", "k", string(body), "POST", "firstlight/v1"}},
		{"in JSON", telemetry.Destination{JSON: true, Gzip: true}, request{"application/json", "gzip", "k", "{}\n", "POST", "firstlight/v1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.to.URL, tt.to.Headers = server.URL, headers
			if answer := sender(t, tt.to).Send(context.Background(), body); answer.Outcome != telemetry.Taken {
				t.Fatalf("answer %+v", answer)
			}
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestTLSWithAnAuthorityOfOnesOwn(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "ca.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := sender(t, telemetry.Destination{URL: server.URL}).Send(context.Background(), nil); got.Outcome != telemetry.Later || !strings.Contains(got.Said, "OTEL_EXPORTER_OTLP_CERTIFICATE") {
		t.Errorf("without the authority: %+v", got)
	}
	if got := sender(t, telemetry.Destination{URL: server.URL, Authorities: file}).Send(context.Background(), nil); got.Outcome != telemetry.Taken {
		t.Errorf("with it: %+v", got)
	}
	if err := os.WriteFile(file, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := telemetry.NewSender(telemetry.Destination{URL: server.URL, Authorities: file}, "", nil); err == nil {
		t.Error("a file without a certificate is taken for one")
	}
}

func TestWhereNobodyAnswersItIsSentLater(t *testing.T) {
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer silent.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for name, tt := range map[string]struct{ url, said string }{
		"silent": {silent.URL, "did not answer within 50ms"}, "gone": {gone.URL, "refused"},
		"no such name": {"http://firstlight.invalid/", "its name is not known here"},
	} {
		got := sender(t, telemetry.Destination{URL: tt.url, Timeout: 50 * time.Millisecond}).Send(context.Background(), nil)
		if name == "no such name" && strings.Contains(got.Said, "did not answer") {
			continue // A resolver may take longer to say so.
		}
		if got.Outcome != telemetry.Later || !strings.Contains(got.Said, tt.said) {
			t.Errorf("%s: %+v, want it later and %q", name, got, tt.said)
		}
	}
}

func TestBackoffGrowsAndIsBounded(t *testing.T) {
	for _, tt := range []struct {
		attempts int
		least    time.Duration
	}{{1, 5 * time.Second}, {2, 10 * time.Second}, {5, 80 * time.Second}, {9, 15 * time.Minute}, {1000, 15 * time.Minute}} {
		for _, chance := range []float64{0, 0.5, 0.99} {
			got := telemetry.Backoff(tt.attempts, chance)
			if got < tt.least*3/4 || got > tt.least*5/4 {
				t.Errorf("after %d attempts: %v, want about %v", tt.attempts, got, tt.least)
			}
		}
	}
}

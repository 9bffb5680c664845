package telemetry

import (
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	metricspb "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"firstlight/backend/share/otlp"
)

// The types of a request and its answer.
const (
	protobuf = "application/x-protobuf"
	jsonType = "application/json"
)

// Outcome is what became of a request.
type Outcome string

// The outcomes.
const (
	// Taken: it arrived, and is not to be sent again.
	Taken Outcome = "taken"
	// Later: it may be sent again, after a while.
	Later Outcome = "later"
	// Refused: it would be refused again.
	Refused Outcome = "refused"
)

// Answer is what became of a request.
type Answer struct {
	Outcome Outcome
	// Status is the HTTP status; 0 where there was no answer.
	Status int
	// After is how long the other side asks to be left alone; 0 where it does not.
	After time.Duration
	// Rejected is how many spans or points of a request that was taken were not.
	Rejected int
	// Said is why it was not taken, or not all of it; empty where it was.
	Said string
}

// saidLimit is how much of what the other side says is kept, in bytes.
const saidLimit = 300

func (s *Sender) answer(response *http.Response, body []byte) Answer {
	a := Answer{Status: response.StatusCode}
	switch code := response.StatusCode; {
	case code >= 200 && code < 300:
		a.Outcome = Taken
		a.Rejected, a.Said = s.partial(response, body)
		return a
	case code == http.StatusTooManyRequests, code == http.StatusBadGateway, code == http.StatusServiceUnavailable, code == http.StatusGatewayTimeout:
		a.Outcome = Later
		a.After = after(response.Header.Get("Retry-After"), response.Header.Get("Date"))
	case code >= 300 && code < 400:
		a.Outcome = Refused
		a.Said = s.plain(fmt.Sprintf("%s sends on to %s. Nothing goes there unasked; name that address instead", s.to.Origin(), response.Header.Get("Location")))
		return a
	default:
		a.Outcome = Refused
	}
	a.Said = fmt.Sprintf("%s answers %d %s", s.to.Origin(), response.StatusCode, http.StatusText(response.StatusCode))
	if why := s.why(response, body); why != "" {
		a.Said += ": " + why
	}
	return a
}

// partial returns how much of a request was not taken, and why. An answer that
// cannot be read says that all of it was.
func (s *Sender) partial(response *http.Response, body []byte) (rejected int, said string) {
	switch s.to.Signal {
	case otlp.Traces:
		var answer tracepb.ExportTraceServiceResponse
		if decode(response, body, &answer) {
			rejected, said = int(answer.GetPartialSuccess().GetRejectedSpans()), answer.GetPartialSuccess().GetErrorMessage()
		}
	case otlp.Metrics:
		var answer metricspb.ExportMetricsServiceResponse
		if decode(response, body, &answer) {
			rejected, said = int(answer.GetPartialSuccess().GetRejectedDataPoints()), answer.GetPartialSuccess().GetErrorMessage()
		}
	}
	if rejected < 0 {
		rejected = 0
	}
	return rejected, s.plain(said)
}

// why returns the reason that the other side gives.
func (s *Sender) why(response *http.Response, body []byte) string {
	var given status.Status
	if decode(response, body, &given) && given.GetMessage() != "" {
		return s.plain(given.GetMessage())
	}
	if kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); kind != "text/plain" {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(body)), "\n")
	return s.plain(first)
}

func decode(response *http.Response, body []byte, into proto.Message) bool {
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	switch kind {
	case protobuf:
		return proto.Unmarshal(body, into) == nil
	case jsonType:
		return protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(body, into) == nil
	default:
		return false
	}
}

// plain returns one line of bounded length of what the other side says, without
// the secrets that it was sent.
func (s *Sender) plain(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	for _, h := range s.to.Headers {
		if len(h.Value) >= 4 {
			text = strings.ReplaceAll(text, h.Value, "[redacted]")
		}
	}
	if len(text) <= saidLimit {
		return text
	}
	end := saidLimit
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// longestAfter is the most that another side can ask to be left alone.
const longestAfter = 24 * time.Hour

// after reads how long to wait: a number of seconds, or a moment by the clock of
// the other side, which also says what that is.
func after(text, date string) time.Duration {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		return bounded(time.Duration(min(seconds, int64(longestAfter/time.Second))) * time.Second)
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(date)
	if err != nil {
		return 0
	}
	return bounded(until.Sub(now))
}

func bounded(d time.Duration) time.Duration { return max(0, min(d, longestAfter)) }

// Backoff returns how long to wait before a request is sent again that was sent so
// many times: twice as long each time, between 5 seconds and 15 minutes, spread by
// chance, which lies in [0, 1), so that not all machines come back at once.
func Backoff(attempts int, chance float64) time.Duration {
	const least, most = 5 * time.Second, 15 * time.Minute
	wait := most
	if attempts < 10 {
		wait = min(most, least<<max(0, attempts-1))
	}
	return time.Duration(float64(wait) * (0.75 + chance/2))
}

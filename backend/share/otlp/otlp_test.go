package otlp_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"firstlight/backend/check"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/progress"
	"firstlight/backend/share"
	"firstlight/backend/share/otlp"
	"firstlight/backend/share/otlp/otlptest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func grace() *share.Scrubber {
	return share.NewScrubber(share.Person{Home: "/home/grace", User: "grace", Names: []string{"Acme"}})
}

var scrubber = grace()

func source(o share.Onboarding, allowed ...otlp.Allowance) otlp.Source {
	s := otlp.Source{
		Onboarding: o.Wordless(), Allowed: allowed,
		Resource: otlp.Resource{Version: "v1.2.3", System: "linux", Attributes: []otlp.Attribute{{Name: "team", Value: "payments"}, {Name: "service.instance.id", Value: "grace-laptop"}}},
		Personal: func(name string) bool { return scrubber.Scrub(name) != name },
	}
	if len(allowed) > 0 {
		s.Onboarding = o.Redacted(scrubber, true)
	}
	return s
}

func told(t testing.TB, s otlp.Source) string {
	t.Helper()
	var text strings.Builder
	telemetry := otlp.Read(s)
	for _, b := range append(telemetry.Trace(0, 500), telemetry.Metrics(time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC))) {
		body, err := otlp.JSON(b.Signal, b.Body)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&text, "// %s, %d items, up to event %d\n%s", b.Signal, b.Items, b.Upto, body)
	}
	return text.String()
}

func TestWhatACollectorIsTold(t *testing.T) {
	tests := []struct {
		file    string
		allowed []otlp.Allowance
	}{
		{"default.json", nil},
		{"allowed.json", otlp.Allowances()},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := told(t, source(otlptest.Days(), tt.allowed...))
			golden := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNothingPersonalLeavesUnlessAllowed looks for everything that tells of the
// person, and for every text at all.
func TestNothingPersonalLeavesUnlessAllowed(t *testing.T) {
	personal := []string{"grace", "Grace", "Acme", "10.1.2.3", "/home", "my own reason", "0123456789abcdef"}
	words := map[otlp.Allowance][]string{
		otlp.Titles: {"Payments at", "Docker answers", "Your machine", "ask-say-hello", `"start"`},
		otlp.Said:   {"sudoers"},
		otlp.Notes:  {"It hurt", "Thank you"},
	}
	check := func(text string, allowed ...otlp.Allowance) {
		t.Helper()
		for _, word := range personal {
			if strings.Contains(text, word) {
				t.Errorf("with %v it tells %q", allowed, word)
			}
		}
		for a, tells := range words {
			for _, word := range tells {
				if got, want := strings.Contains(text, word), slices.Contains(allowed, a); got != want {
					t.Errorf("with %v: tells %q: %v, want %v", allowed, word, got, want)
				}
			}
		}
	}
	check(told(t, source(otlptest.Days())))
	for _, a := range otlp.Allowances() {
		check(told(t, source(otlptest.Days(), a)), a)
	}
}

// traced returns all spans of batches.
func traced(t testing.TB, batches []otlp.Batch) []*tracepb.Span {
	t.Helper()
	var spans []*tracepb.Span
	for _, b := range batches {
		var data tracepb.TracesData
		if err := proto.Unmarshal(b.Body, &data); err != nil {
			t.Fatal(err)
		}
		got := data.ResourceSpans[0].ScopeSpans[0].Spans
		if len(got) != b.Items {
			t.Errorf("a batch of %d says that it has %d", len(got), b.Items)
		}
		spans = append(spans, got...)
	}
	return spans
}

// TestEachSpanIsTakenOnce reads simulated onboardings as they grow, and holds that
// what ended between two readings makes up the whole, each span once and the same.
func TestEachSpanIsTakenOnce(t *testing.T) {
	undone := 0
	for n := range 60 {
		o := simulated(n)
		whole := traced(t, otlp.Read(source(o)).Trace(0, 1000))
		var parts []*tracepb.Span
		cursor := 0
		for _, upto := range []int{1, 7, len(o.Events) / 3, len(o.Events) / 2, len(o.Events)} {
			so := o
			so.Events = o.Events[:max(upto, cursor)]
			for _, b := range otlp.Read(source(so)).Trace(cursor, 3) {
				parts = append(parts, traced(t, []otlp.Batch{b})...)
				if b.Upto <= cursor {
					t.Fatalf("a batch goes up to %d after %d", b.Upto, cursor)
				}
				cursor = b.Upto
			}
		}
		if diff := cmp.Diff(whole, parts, cmp.Comparer(func(a, b *tracepb.Span) bool { return proto.Equal(a, b) })); diff != "" {
			t.Fatalf("onboarding %d (-whole +parts):\n%s", n, diff)
		}
		known := map[string]bool{"": true}
		for _, s := range whole {
			id := hex.EncodeToString(s.SpanId)
			if known[id] {
				t.Fatalf("onboarding %d has the span %s twice", n, id)
			}
			known[id] = true
			if s.EndTimeUnixNano < s.StartTimeUnixNano {
				t.Errorf("the span %s ends before it begins", s.Name)
			}
			if number(s.Attributes, "firstlight.step.pass") > 1 {
				undone++
			}
		}
		for _, s := range whole {
			finished := whole[len(whole)-1].Name == "onboarding"
			if finished && !known[hex.EncodeToString(s.ParentSpanId)] {
				t.Errorf("onboarding %d: the parent of %s is missing", n, s.Name)
			}
		}
	}
	if undone == 0 {
		t.Error("no step was undone; the test tells nothing of those")
	}
}

// simulated is a simulated onboarding in which steps come undone.
func simulated(n int) share.Onboarding {
	s := insighttest.Make(7, n, 60, 40)
	var events []progress.Event
	for i, e := range s.Events {
		events = append(events, e)
		if e.Kind == progress.Observed && e.Finding.Status == check.OK && (i+n)%3 == 0 {
			gone, back := e, e
			f := check.Fail("x/gone", "Gone")
			gone.Finding = &f
			events = append(events, gone, back)
		}
	}
	return share.Onboarding{ID: s.ID, Track: s.Track, Events: events}
}

func number(attributes []*commonpb.KeyValue, name string) int64 {
	for _, a := range attributes {
		if a.Key == name {
			return a.Value.GetIntValue()
		}
	}
	return 0
}

func seconds(attributes []*commonpb.KeyValue) (sum float64) {
	for _, a := range attributes {
		if strings.HasPrefix(a.Key, "firstlight.time.") {
			sum += a.Value.GetDoubleValue()
		}
	}
	return sum
}

// TestTheTimesAddUp holds the spans and the metrics against what progress says.
func TestTheTimesAddUp(t *testing.T) {
	finished := 0
	for n := range 60 {
		o := simulated(n)
		state := progress.Fold(o.Events)
		telemetry := otlp.Read(source(o))
		if telemetry.Finished() {
			finished++
			root := traced(t, telemetry.Trace(0, 1000))
			last := root[len(root)-1]
			elapsed := float64(last.EndTimeUnixNano-last.StartTimeUnixNano) / 1e9
			want := state.Spent.Total().Seconds()
			if got := seconds(last.Attributes); math.Abs(got-want) > 1e-6 || math.Abs(elapsed-want) > 1e-6 {
				t.Errorf("onboarding %d took %v, of which the root tells %v in a span of %v", n, want, got, elapsed)
			}
		}
		figures := metrics(t, telemetry.Metrics(state.Until()))
		var steps float64
		for _, s := range state.Steps[:state.Way] {
			steps += s.Spent.Total().Seconds()
		}
		for name, want := range map[string]float64{
			"firstlight.onboarding.time": state.Spent.Total().Seconds(), "firstlight.step.time": steps,
			"firstlight.step.attempts": total(state, func(s progress.Step) int { return s.Attempts }),
			"firstlight.step.failures": total(state, func(s progress.Step) int { return s.Failures }),
			"firstlight.step.retries":  total(state, func(s progress.Step) int { return max(0, s.Attempts-1) }),
		} {
			if math.Abs(figures[name]-want) > 1e-6 {
				t.Errorf("onboarding %d: %s is %v, want %v", n, name, figures[name], want)
			}
		}
	}
	if finished == 0 {
		t.Error("no onboarding finished; the test tells nothing of roots")
	}
}

func total(s *progress.State, of func(progress.Step) int) (sum float64) {
	for _, step := range s.Steps[:s.Way] {
		sum += float64(of(step))
	}
	return sum
}

// metrics returns the sum over all points of each metric.
func metrics(t testing.TB, b otlp.Batch) map[string]float64 {
	t.Helper()
	var data metricspb.MetricsData
	if err := proto.Unmarshal(b.Body, &data); err != nil {
		t.Fatal(err)
	}
	sums := map[string]float64{}
	for _, m := range data.ResourceMetrics[0].ScopeMetrics[0].Metrics {
		points := m.GetGauge().GetDataPoints()
		if m.GetSum() != nil {
			points = m.GetSum().GetDataPoints()
		}
		for _, p := range points {
			sums[m.Name] += p.GetAsDouble() + float64(p.GetAsInt())
		}
	}
	return sums
}

// TestNoSumEverFalls reads onboardings as they grow.
func TestNoSumEverFalls(t *testing.T) {
	for n := range 6 {
		o := simulated(n)
		before := map[string]float64{}
		for upto := 1; upto <= len(o.Events); upto += 3 {
			so := o
			so.Events = o.Events[:upto]
			now := metrics(t, otlp.Read(source(so)).Metrics(so.Events[upto-1].At))
			for _, i := range otlp.Instruments() {
				if i.Adds && now[i.Name] < before[i.Name]-1e-9 {
					t.Fatalf("onboarding %d: %s falls from %v to %v with event %d", n, i.Name, before[i.Name], now[i.Name], upto)
				}
			}
			before = now
		}
	}
}

// TestWhatIsTakenBackIsToldNoMore takes back what was not told yet: the number of what
// was said does not fall.
func TestWhatIsTakenBackIsToldNoMore(t *testing.T) {
	o := otlptest.Days()
	said := 0
	for i := range o.Events {
		o.Events[i].Seq = int64(i + 1)
		if said == 0 && o.Events[i].Kind == progress.Noted {
			said = i + 1
		}
	}
	whole := otlp.Read(source(o, otlp.Notes))
	back := slices.Insert(slices.Clone(o.Events), said, progress.Event{At: o.Events[said-1].At, Kind: progress.Withdrawn, Of: int64(said)})
	o.Events = progress.Hushed(back)
	hushed := otlp.Read(source(o, otlp.Notes))
	if got, want := len(traced(t, hushed.Trace(0, 1000))), len(traced(t, whole.Trace(0, 1000)))-1; got != want {
		t.Errorf("%d spans are told, want %d", got, want)
	}
	now := o.Events[len(o.Events)-1].At
	if got, want := metrics(t, hushed.Metrics(now)), metrics(t, whole.Metrics(now)); got["firstlight.onboarding.notes"] != want["firstlight.onboarding.notes"] {
		t.Errorf("%v notes are counted, and %v were", got, want)
	}
}

// TestTheJSONIsAllThatIsInTheBytes reads the JSON back, and gets the same bytes.
func TestTheJSONIsAllThatIsInTheBytes(t *testing.T) {
	telemetry := otlp.Read(source(otlptest.Days(), otlp.Allowances()...))
	for _, b := range append(telemetry.Trace(0, 500), telemetry.Metrics(time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC))) {
		text, err := otlp.JSON(b.Signal, b.Body)
		if err != nil {
			t.Fatal(err)
		}
		var data proto.Message = &tracepb.TracesData{}
		if b.Signal == otlp.Metrics {
			data = &metricspb.MetricsData{}
		}
		if err := protojson.Unmarshal(unhexed(t, text), data); err != nil {
			t.Fatal(err)
		}
		back, err := proto.MarshalOptions{Deterministic: true}.Marshal(data)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(back, b.Body) {
			t.Errorf("the JSON of %s makes other bytes", b.Signal)
		}
	}
}

func unhexed(t testing.TB, text []byte) []byte {
	t.Helper()
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(at any) {
		switch at := at.(type) {
		case []any:
			for _, v := range at {
				walk(v)
			}
		case map[string]any:
			for k, v := range at {
				walk(v)
				if slices.Contains([]string{"traceId", "spanId", "parentSpanId"}, k) {
					raw, err := hex.DecodeString(v.(string))
					if err != nil {
						t.Fatal(err)
					}
					at[k] = base64.StdEncoding.EncodeToString(raw)
				}
			}
		}
	}
	walk(tree)
	out, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAStepThatComesAndGoesIsBounded has a claim flap for days.
func TestAStepThatComesAndGoesIsBounded(t *testing.T) {
	o := otlptest.Days()
	o.Events = o.Events[:13]
	last := o.Events[12].At
	for i := range 500 {
		f := check.Fail("docker/silent", "Silent")
		if i%2 == 1 {
			f = check.Hold("Answers")
		}
		last = last.Add(time.Minute)
		o.Events = append(o.Events, progress.Event{At: last, Kind: progress.Observed, Session: "a", Step: "docker", Finding: &f})
	}
	passes := 0
	for _, s := range traced(t, otlp.Read(source(o)).Trace(0, 1000)) {
		if s.Name == "docker" {
			passes++
		}
	}
	if passes != 20 {
		t.Errorf("%d spans of the step, want 20", passes)
	}
}

package otlp_test

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	"google.golang.org/protobuf/proto"

	"firstlight/backend/journey"
	"firstlight/backend/share/otlp"
	"firstlight/backend/share/otlp/otlptest"
)

// inPrometheus returns what Prometheus calls a metric.
func inPrometheus(i otlp.Instrument) string {
	name := strings.ReplaceAll(i.Name, ".", "_")
	if i.Unit == "s" {
		name += "_seconds"
	}
	if i.Adds {
		name += "_total"
	}
	return name
}

// queries returns every query of the dashboard to Prometheus.
func queries(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../../assets/grafana/firstlight.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Type    string
			Targets []struct{ Expr, Query string }
		}
		Templating struct{ List []struct{ Definition string } }
	}
	if err := json.Unmarshal(text, &dashboard); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range dashboard.Panels {
		for _, q := range p.Targets {
			if q.Expr == "" && q.Query == "" {
				t.Errorf("the panel %q asks for nothing", p.Title)
			}
			if q.Expr != "" {
				all = append(all, q.Expr)
			}
		}
	}
	for _, v := range dashboard.Templating.List {
		if v.Definition != "" {
			all = append(all, v.Definition)
		}
	}
	return all
}

// TestTheDashboardAsksForWhatIsTold holds every metric, attribute and value that the
// dashboard asks for against those that there are.
func TestTheDashboardAsksForWhatIsTold(t *testing.T) {
	metrics, labels := map[string]bool{}, map[string]bool{}
	for _, i := range otlp.Instruments() {
		metrics[inPrometheus(i)] = false
	}
	values := map[string][]string{"firstlight_milestone": nil, "firstlight_time_kind": {"hands_on", "machine", "waiting", "away"}}
	for _, m := range journey.Milestones() {
		values["firstlight_milestone"] = append(values["firstlight_milestone"], string(m))
	}
	for _, a := range pointAttributes(t) {
		labels[strings.ReplaceAll(a, ".", "_")] = true
	}
	words := regexp.MustCompile(`\bfirstlight_[a-z_]+`)
	matched := regexp.MustCompile(`(firstlight_[a-z_]+)=~?"([^"$]+)"`)
	asked := queries(t)
	if len(asked) < 15 {
		t.Fatalf("the dashboard asks only %d questions", len(asked))
	}
	for _, query := range asked {
		for _, word := range words.FindAllString(query, -1) {
			if _, ok := metrics[word]; ok {
				metrics[word] = true
			} else if !labels[word] {
				t.Errorf("%s\nasks for %s, which is neither a metric nor an attribute", query, word)
			}
		}
		for _, m := range matched.FindAllStringSubmatch(query, -1) {
			for _, value := range strings.Split(m[2], "|") {
				if !slices.Contains(values[m[1]], value) {
					t.Errorf("%s\nasks for %s %q, which there is not", query, m[1], value)
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(metrics)) {
		if !metrics[name] {
			t.Errorf("nothing shows %s", name)
		}
	}
}

// pointAttributes returns the names of the attributes of all points.
func pointAttributes(t *testing.T) []string {
	t.Helper()
	var data metricspb.MetricsData
	told := otlp.Read(source(otlptest.Days()))
	if err := proto.Unmarshal(told.Metrics(otlptest.Days().Events[20].At).Body, &data); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, m := range data.ResourceMetrics[0].ScopeMetrics[0].Metrics {
		for _, p := range append(m.GetGauge().GetDataPoints(), m.GetSum().GetDataPoints()...) {
			for _, a := range p.Attributes {
				names[a.Key] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// TestEverythingThatLeavesIsNamed looks for every span, attribute, metric and
// allowance in the documentation.
func TestEverythingThatLeavesIsNamed(t *testing.T) {
	text, err := os.ReadFile("../../../docs/telemetry.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	note := func(attributes []*commonpb.KeyValue) {
		for _, a := range attributes {
			named[a.Key] = true
		}
	}
	for _, s := range traced(t, otlp.Read(source(otlptest.Days(), otlp.Allowances()...)).Trace(0, 500)) {
		note(s.Attributes)
		if s.Name == "onboarding" || s.Name == "fix" || s.Name == "check" || s.Name == "note" || s.Name == "thanks" {
			named[s.Name] = true
		}
	}
	for _, a := range pointAttributes(t) {
		named[a] = true
	}
	for _, i := range otlp.Instruments() {
		named[i.Name], named[inPrometheus(i)] = true, true
		if !i.Adds && !strings.Contains(string(text), "`"+i.Name+"` | gauge") || i.Adds && !strings.Contains(string(text), "`"+i.Name+"` | sum") {
			t.Errorf("docs/telemetry.md does not say what kind %s is", i.Name)
		}
	}
	for _, a := range otlp.Allowances() {
		named[string(a)] = true
	}
	for _, own := range []string{"service.name", "service.version", "service.instance.id", "os.type"} {
		named[own] = true
	}
	if len(named) < 40 {
		t.Fatalf("only %d names are looked for", len(named))
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		// The four kinds of time are named together.
		if kind, ok := strings.CutPrefix(name, "firstlight.time."); ok && kind != "kind" {
			name = "firstlight.time.*"
		}
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/telemetry.md does not name `%s`", name)
		}
	}
}

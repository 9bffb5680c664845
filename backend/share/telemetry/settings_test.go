package telemetry_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/journey"
	"firstlight/backend/share/otlp"
	"firstlight/backend/share/telemetry"
)

const second10 = 10 * time.Second

func TestWhereItGoes(t *testing.T) {
	asked := &journey.Telemetry{Endpoint: "https://otel.acme.example/in", Attributes: []journey.Attribute{{Name: "team", Value: "payments"}, {Name: "site", Value: "Bern"}}}
	both := func(base, from string) []telemetry.Destination {
		return []telemetry.Destination{
			{Signal: otlp.Traces, URL: base + "/v1/traces", From: from, Timeout: second10},
			{Signal: otlp.Metrics, URL: base + "/v1/metrics", From: from, Timeout: second10},
		}
	}
	tests := []struct {
		name    string
		env     []string
		journey *journey.Telemetry
		want    telemetry.Settings
	}{
		{"nothing is named", []string{"PATH=/bin", "OTEL_EXPORTER_OTLP_ENDPOINT=", "OTEL_SERVICE_NAME= "}, nil, telemetry.Settings{}},
		{"the journey names it", nil, asked, telemetry.Settings{
			Destinations: both("https://otel.acme.example/in", "journey"), Attributes: []otlp.Attribute{{Name: "team", Value: "payments"}, {Name: "site", Value: "Bern"}},
		}},
		{
			"the environment goes first", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318/", "OTEL_RESOURCE_ATTRIBUTES=team=core%20team, service.name=hires"}, asked,
			telemetry.Settings{
				Destinations: both("http://localhost:4318", "OTEL_EXPORTER_OTLP_ENDPOINT"), Service: "hires",
				Attributes: []otlp.Attribute{{Name: "team", Value: "core team"}, {Name: "site", Value: "Bern"}},
			},
		},
		{
			"a signal of its own",
			[]string{
				"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://traces.example", "OTEL_EXPORTER_OTLP_TIMEOUT=2500", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT=900000",
				"OTEL_EXPORTER_OTLP_COMPRESSION=gzip", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://10.0.0.1:9090/api/v1/otlp/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_COMPRESSION=none",
				"OTEL_EXPORTER_OTLP_HEADERS=api-key=s%3Dcret,x=y", "OTEL_EXPORTER_OTLP_METRICS_HEADERS=X-Scope-OrgID=one", "OTEL_EXPORTER_OTLP_PROTOCOL=http/json",
				"OTEL_EXPORTER_OTLP_CERTIFICATE=/ca.pem", "OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE=/me.pem", "OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY=/me.key", "OTEL_SERVICE_NAME=hires",
			}, nil,
			telemetry.Settings{Service: "hires", Destinations: []telemetry.Destination{
				{
					Signal: otlp.Traces, URL: "https://traces.example/", From: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Timeout: time.Minute, Gzip: true, JSON: true,
					Headers: []telemetry.Header{{Name: "api-key", Value: "s=cret"}, {Name: "x", Value: "y"}}, Authorities: "/ca.pem", Certificate: "/me.pem", Key: "/me.key",
				},
				{
					Signal: otlp.Metrics, URL: "http://10.0.0.1:9090/api/v1/otlp/v1/metrics", From: "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Timeout: 2500 * time.Millisecond, JSON: true,
					Headers: []telemetry.Header{{Name: "X-Scope-OrgID", Value: "one"}}, Authorities: "/ca.pem",
				},
			}},
		},
		{"one signal alone", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://[::1]:4318", "OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=prometheus,otlp"}, nil, telemetry.Settings{
			Destinations: both("http://[::1]:4318", "OTEL_EXPORTER_OTLP_ENDPOINT")[1:],
		}},
		{"it is disabled", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318", "OTEL_SDK_DISABLED=True"}, nil, telemetry.Settings{
			Disabled: true, Destinations: both("http://localhost:4318", "OTEL_EXPORTER_OTLP_ENDPOINT"),
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := telemetry.Read(tt.env, tt.journey)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			if want := len(tt.want.Destinations) > 0 && !tt.want.Disabled; got.Sends() != want {
				t.Errorf("sends: %v, want %v", got.Sends(), want)
			}
		})
	}
}

func TestASettingThatCannotBeUnderstoodIsToldWithoutItsValue(t *testing.T) {
	tests := []struct{ env, variable, problem string }{
		{"OTEL_EXPORTER_OTLP_ENDPOINT=otel.example:4318", "OTEL_EXPORTER_OTLP_ENDPOINT", "is not an address"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=https://me:hunter2@otel.example", "OTEL_EXPORTER_OTLP_ENDPOINT", "a password in it"},
		{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://otel.example/?key=hunter2", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "a question mark"},
		{"OTEL_EXPORTER_OTLP_TIMEOUT=hunter2", "OTEL_EXPORTER_OTLP_TIMEOUT", "milliseconds"},
		{"OTEL_EXPORTER_OTLP_TRACES_TIMEOUT=0", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "above 0"},
		{"OTEL_EXPORTER_OTLP_COMPRESSION=hunter2", "OTEL_EXPORTER_OTLP_COMPRESSION", "neither gzip nor none"},
		{"OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "OTEL_EXPORTER_OTLP_PROTOCOL", "port 4318"},
		{"OTEL_EXPORTER_OTLP_HEADERS=a=b,Bearer hunter2", "OTEL_EXPORTER_OTLP_HEADERS", "its part 2"},
		{"OTEL_EXPORTER_OTLP_HEADERS=a=hunter2%0d%0aHost: x", "OTEL_EXPORTER_OTLP_HEADERS", "not percent-encoded"},
		{"OTEL_RESOURCE_ATTRIBUTES=a=hunter2%zz", "OTEL_RESOURCE_ATTRIBUTES", "not percent-encoded"},
	}
	for _, tt := range tests {
		t.Run(tt.env, func(t *testing.T) {
			_, err := telemetry.Read([]string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318", tt.env}, nil)
			var wrong *telemetry.SettingError
			if !errors.As(err, &wrong) || wrong.Variable != tt.variable || !strings.Contains(wrong.Problem, tt.problem) {
				t.Fatalf("err = %v, want one of %s that %s", err, tt.variable, tt.problem)
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("it tells the value: %v", err)
			}
		})
	}
}

// TestAnotherSubjectIsAnotherQuestion holds that a yes to one thing is none to
// another, and that a secret which is renewed asks nobody.
func TestAnotherSubjectIsAnotherQuestion(t *testing.T) {
	base := []string{"OTEL_EXPORTER_OTLP_ENDPOINT=https://a.example", "OTEL_EXPORTER_OTLP_HEADERS=key=one", "OTEL_RESOURCE_ATTRIBUTES=team=x"}
	subject := func(more []string, allowed ...string) string {
		s, err := telemetry.Read(append(base[:len(base):len(base)], more...), nil)
		if err != nil {
			t.Fatal(err)
		}
		return s.Subject(allowed)
	}
	was := subject(nil, "titles", "said")
	if got := subject([]string{"OTEL_EXPORTER_OTLP_HEADERS=key=two", "OTEL_EXPORTER_OTLP_TIMEOUT=5"}, "said", "titles"); got != was {
		t.Error("a renewed secret asks again")
	}
	for name, got := range map[string]string{
		"another place":             subject([]string{"OTEL_EXPORTER_OTLP_ENDPOINT=https://b.example"}, "titles", "said"),
		"another place of a signal": subject([]string{"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://b.example"}, "titles", "said"),
		"a further header":          subject([]string{"OTEL_EXPORTER_OTLP_HEADERS=key=one,b=c"}, "titles", "said"),
		"another attribute":         subject([]string{"OTEL_RESOURCE_ATTRIBUTES=team=grace"}, "titles", "said"),
		"another service":           subject([]string{"OTEL_SERVICE_NAME=grace"}, "titles", "said"),
		"who may vouch":             subject([]string{"OTEL_EXPORTER_OTLP_CERTIFICATE=/x"}, "titles", "said"),
		"more allowed":              subject(nil, "titles", "said", "notes"),
		"less allowed":              subject(nil, "titles"),
	} {
		if got == was {
			t.Errorf("%s does not ask again", name)
		}
	}
}

func TestWhatCanBeReadOnTheWay(t *testing.T) {
	for url, want := range map[string]bool{
		"https://otel.example/v1/traces": false, "http://localhost:4318/v1/traces": false, "http://127.0.0.1/": false, "http://[::1]:1/": false,
		"http://otel.example/v1/traces": true, "http://10.0.0.1/": true, "http://localhost.example/": true,
	} {
		if got := (telemetry.Destination{URL: url}).Open(); got != want {
			t.Errorf("%s: %v, want %v", url, got, want)
		}
	}
}

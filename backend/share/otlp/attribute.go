package otlp

import (
	"strings"
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	resourcepb "go.opentelemetry.io/proto/otlp/resource/v1"

	"firstlight/backend/progress"
)

// schema is the version of OpenTelemetry's own names that are used.
const schema = "https://opentelemetry.io/schemas/1.37.0"

// scopeName says what made the figures.
const scopeName = "firstlight/onboarding"

func text(name, value string) *commonpb.KeyValue {
	// What is configured may be in any encoding, and one wrong byte would keep the
	// whole request from being written.
	name, value = strings.ToValidUTF8(name, "\uFFFD"), strings.ToValidUTF8(value, "\uFFFD")
	return &commonpb.KeyValue{Key: name, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_StringValue{StringValue: value}}}
}

func whole(name string, value int) *commonpb.KeyValue {
	return &commonpb.KeyValue{Key: name, Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_IntValue{IntValue: int64(value)}}}
}

// kind is one of the four kinds of time.
type kind struct {
	name string
	time time.Duration
}

func kinds(s progress.Split) []kind {
	return []kind{
		{string(progress.ModeHandsOn), s.HandsOn}, {string(progress.ModeMachine), s.Machine},
		{string(progress.ModeWaiting), s.Waiting}, {string(progress.ModeAway), s.Away},
	}
}

// times returns a split as attributes, in seconds.
func times(s progress.Split) []*commonpb.KeyValue {
	var attributes []*commonpb.KeyValue
	for _, k := range kinds(s) {
		attributes = append(attributes, &commonpb.KeyValue{
			Key:   "firstlight.time." + k.name,
			Value: &commonpb.AnyValue{Value: &commonpb.AnyValue_DoubleValue{DoubleValue: k.time.Seconds()}},
		})
	}
	return attributes
}

// resource returns what the figures are of. What was configured does not take the
// place of what tells one onboarding from another.
func (t *Telemetry) resource() *resourcepb.Resource {
	r := t.source.Resource
	service := r.Service
	if service == "" {
		service = "firstlight"
	}
	own := []*commonpb.KeyValue{
		text("service.name", service), text("service.version", r.Version), text("service.instance.id", t.ids.instance()), text("os.type", r.System),
	}
	taken := map[string]bool{}
	for _, a := range own {
		taken[a.Key] = true
	}
	for _, a := range r.Attributes {
		if !taken[a.Name] {
			taken[a.Name] = true
			own = append(own, text(a.Name, a.Value))
		}
	}
	return &resourcepb.Resource{Attributes: own}
}

func (t *Telemetry) scope() *commonpb.InstrumentationScope {
	return &commonpb.InstrumentationScope{Name: scopeName, Version: t.source.Resource.Version}
}

func nanos(at time.Time) uint64 { return uint64(max(0, at.UnixNano())) }

package otlp

import (
	"cmp"
	"maps"
	"slices"
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"

	"firstlight/backend/progress"
)

// Instrument is a metric that an onboarding is told by.
type Instrument struct {
	// Name, Unit and Description are as a collector is told them; units are those
	// of UCUM.
	Name, Unit, Description string
	// Adds says that it is a sum that only grows, from the start of the onboarding
	// on; else it is a gauge.
	Adds bool
}

// The instruments.
const (
	onboardingTime     = "firstlight.onboarding.time"
	onboardingFinished = "firstlight.onboarding.finished"
	onboardingNotes    = "firstlight.onboarding.notes"
	onboardingThanks   = "firstlight.onboarding.thanks"
	milestoneTime      = "firstlight.milestone.time"
	stepTime           = "firstlight.step.time"
	stepHeld           = "firstlight.step.held"
	stepAttempts       = "firstlight.step.attempts"
	stepRetries        = "firstlight.step.retries"
	stepFailures       = "firstlight.step.failures"
)

// Instruments lists every metric that there is. All sums are cumulative, and an
// onboarding is the only writer of its own: one that is sent twice says the same
// twice and adds nothing.
func Instruments() []Instrument {
	return []Instrument{
		{onboardingTime, "s", "Time since the journey was first opened, until it finished.", true},
		{onboardingFinished, "{onboarding}", "1 once every step has held, and 0 until then.", false},
		{onboardingNotes, "{note}", "Lines that the person wrote of what hurt.", true},
		{onboardingThanks, "{note}", "Thank-you notes that she wrote.", true},
		{milestoneTime, "s", "Time from the start until the milestone was reached.", false},
		{stepTime, "s", "Time that went into the step.", true},
		{stepHeld, "{step}", "1 once the step has held, and 0 until then.", false},
		{stepAttempts, "{attempt}", "Fixes and costly checks of the step that were started.", true},
		{stepRetries, "{attempt}", "Attempts after one by which the claim had not come to hold.", true},
		{stepFailures, "{failure}", "Attempts that did not end well.", true},
	}
}

// Metrics returns the figures of the onboarding, told at a moment. They count the
// time up to the last event: what is counted beyond it may turn out to have been
// otherwise, and no sum may ever fall.
func (t *Telemetry) Metrics(now time.Time) Batch {
	state := t.state
	w := writer{t: t, now: nanos(now), since: min(nanos(state.StartedAt), nanos(now)), points: map[string][]*metricspb.NumberDataPoint{}}
	finished := 0
	if t.Finished() {
		finished = 1
	}
	w.whole(onboardingFinished, finished)
	w.whole(onboardingNotes, t.counts.notes)
	w.whole(onboardingThanks, t.counts.thanks)
	w.times(onboardingTime, state.Spent)
	for _, m := range state.Milestones {
		if !m.At.IsZero() && !m.Earlier {
			w.times(milestoneTime, m.Spent, text("firstlight.milestone", string(m.Name)))
		}
	}
	for _, s := range state.Steps[:state.Way] {
		w.step(s)
	}
	return w.batch()
}

// writer gathers points.
type writer struct {
	t          *Telemetry
	now, since uint64
	points     map[string][]*metricspb.NumberDataPoint
	n          int
}

func (w *writer) step(s progress.Step) {
	step := []*commonpb.KeyValue{text("firstlight.step", w.t.source.name(s.PlanStep)), text("firstlight.step.kind", string(s.Kind))}
	held := 0
	if !s.HeldAt.IsZero() {
		held = 1
	}
	w.whole(stepHeld, held, step...)
	w.times(stepTime, s.Spent, step...)
	if s.Attempts > 0 {
		w.whole(stepAttempts, s.Attempts, step...)
		w.whole(stepRetries, s.Retries, step...)
	}
	for _, f := range slices.SortedFunc(maps.Keys(w.t.counts.failures), func(a, b failure) int { return cmp.Compare(a.known, b.known) }) {
		if f.step == s.ID {
			w.whole(stepFailures, w.t.counts.failures[f], append(slices.Clip(step), text("firstlight.failure", cmp.Or(f.known, "unrecognised")))...)
		}
	}
}

// times adds a point for each kind of time that there was any of.
func (w *writer) times(name string, s progress.Split, attributes ...*commonpb.KeyValue) {
	for _, k := range kinds(s) {
		if k.time > 0 {
			p := w.point(append(slices.Clip(attributes), text("firstlight.time.kind", k.name)))
			p.Value = &metricspb.NumberDataPoint_AsDouble{AsDouble: k.time.Seconds()}
			w.add(name, p)
		}
	}
}

func (w *writer) whole(name string, value int, attributes ...*commonpb.KeyValue) {
	p := w.point(attributes)
	p.Value = &metricspb.NumberDataPoint_AsInt{AsInt: int64(value)}
	w.add(name, p)
}

// point returns a point that says of which onboardings it is one: what does not
// change as long as the onboarding lasts, so that its series never breaks in two.
func (w *writer) point(attributes []*commonpb.KeyValue) *metricspb.NumberDataPoint {
	attributes = append(slices.Clip(attributes), text("firstlight.journey.version", w.t.version))
	if track := w.t.source.Onboarding.Track; track != "" {
		attributes = append(attributes, text("firstlight.track", track))
	}
	return &metricspb.NumberDataPoint{Attributes: attributes, TimeUnixNano: w.now}
}

func (w *writer) add(name string, p *metricspb.NumberDataPoint) {
	w.points[name] = append(w.points[name], p)
	w.n++
}

func (w *writer) batch() Batch {
	var metrics []*metricspb.Metric
	for _, i := range Instruments() {
		points := w.points[i.Name]
		if len(points) == 0 {
			continue
		}
		m := &metricspb.Metric{Name: i.Name, Unit: i.Unit, Description: i.Description}
		if i.Adds {
			for _, p := range points {
				p.StartTimeUnixNano = w.since
			}
			m.Data = &metricspb.Metric_Sum{Sum: &metricspb.Sum{
				DataPoints: points, IsMonotonic: true, AggregationTemporality: metricspb.AggregationTemporality_AGGREGATION_TEMPORALITY_CUMULATIVE,
			}}
		} else {
			m.Data = &metricspb.Metric_Gauge{Gauge: &metricspb.Gauge{DataPoints: points}}
		}
		metrics = append(metrics, m)
	}
	return w.t.batch(Metrics, w.t.events, w.n, &metricspb.MetricsData{ResourceMetrics: []*metricspb.ResourceMetrics{{
		Resource: w.t.resource(), SchemaUrl: schema,
		ScopeMetrics: []*metricspb.ScopeMetrics{{Scope: w.t.scope(), Metrics: metrics}},
	}}})
}

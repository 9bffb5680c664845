package otlp

import (
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// span is a span that has ended, and the number of the event that ended it.
type span struct {
	event int
	*tracepb.Span
}

func (f *follower) add(s *tracepb.Span) {
	s.TraceId, s.Kind = f.ids.trace(), tracepb.Span_SPAN_KIND_INTERNAL
	// A sampled span of a trace that begins here.
	s.Flags = uint32(tracepb.SpanFlags_SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK) | 1
	f.spans = append(f.spans, span{f.events, s})
}

// between gives a span its beginning and its end, never one before the other: what
// was asked may say that something happened before anybody saw that it began.
func between(s *tracepb.Span, since, until time.Time) *tracepb.Span {
	if since.IsZero() || since.After(until) {
		since = until
	}
	s.StartTimeUnixNano, s.EndTimeUnixNano = nanos(since), nanos(until)
	return s
}

// pass returns the span of a passage of a step that has just come to hold.
func (f *follower) pass(i int, p *passage, at time.Time) *tracepb.Span {
	s := f.state.Steps[i]
	until := at
	if p.n == 1 && !s.HeldAt.IsZero() {
		until = s.HeldAt
	}
	outcome := "held"
	switch {
	case s.Finding.Status == check.Muted:
		outcome, until = "muted", at
	case s.Finding.Attested:
		outcome = "attested"
	}
	now := tallyOf(s)
	attributes := []*commonpb.KeyValue{
		text("firstlight.step", f.source.name(s.PlanStep)),
		text("firstlight.step.kind", string(s.Kind)),
		whole("firstlight.step.number", i+1),
		whole("firstlight.stage.number", f.stage(i)),
		whole("firstlight.step.pass", p.n),
		text("firstlight.step.outcome", outcome),
		whole("firstlight.step.attempts", now.attempts-p.told.attempts),
		whole("firstlight.step.failures", now.failures-p.told.failures),
	}
	if s.Milestone != "" {
		attributes = append(attributes, text("firstlight.milestone", string(s.Milestone)))
	}
	attributes = append(attributes, times(less(now.spent, p.told.spent))...)
	if f.source.allows(Titles) {
		attributes = append(attributes, text("firstlight.step.title", s.Title), text("firstlight.stage", s.Stage))
		if !f.source.personal(s.ID) {
			attributes = append(attributes, text("firstlight.step.id", s.ID))
		}
	}
	return between(&tracepb.Span{
		Name: f.source.name(s.PlanStep), SpanId: f.ids.pass(s.PlanStep, p.n), ParentSpanId: f.ids.root(), Attributes: attributes,
	}, p.since, until)
}

// stage returns the number of the stage that a step of the way belongs to.
func (f *follower) stage(i int) int {
	n := 1
	for k := 1; k <= i; k++ {
		if f.state.Steps[k].Stage != f.state.Steps[k-1].Stage {
			n++
		}
	}
	return n
}

// work returns the span of a run that has ended.
func (f *follower) work(s progress.PlanStep, w work, e progress.Event) *tracepb.Span {
	name := "fix"
	if w.use == progress.UseObserve {
		name = "check"
	}
	attributes := []*commonpb.KeyValue{
		text("firstlight.step", f.source.name(s)),
		text("firstlight.step.kind", string(s.Kind)),
		text("firstlight.work.outcome", string(e.Work.Outcome)),
	}
	if e.Work.Known != nil {
		attributes = append(attributes, text("firstlight.failure", e.Work.Known.ID))
	}
	if f.source.allows(Titles) && e.Work.Fix != "" {
		attributes = append(attributes, text("firstlight.fix", e.Work.Fix))
	}
	out := &tracepb.Span{Name: name, SpanId: f.ids.work(e.Work.Run), ParentSpanId: w.parent, Attributes: attributes}
	if e.Work.Outcome == progress.Failed || e.Work.Outcome == progress.Lost {
		out.Status = &tracepb.Status{Code: tracepb.Status_STATUS_CODE_ERROR}
		if f.source.allows(Said) {
			out.Status.Message = e.Work.Reason
		}
	}
	return between(out, w.since, e.At)
}

// note returns the span, of no length, of what a person said.
func (f *follower) note(e progress.Event, n int) *tracepb.Span {
	name := "note"
	if e.Kind == progress.Thanked {
		name = "thanks"
	}
	attributes := []*commonpb.KeyValue{text("firstlight.note", e.Note)}
	if s, ok := f.state.Step(e.Step); ok {
		attributes = append(attributes, text("firstlight.step", f.source.name(s.PlanStep)), text("firstlight.step.kind", string(s.Kind)))
	}
	return between(&tracepb.Span{Name: name, SpanId: f.ids.note(n), ParentSpanId: f.ids.root(), Attributes: attributes}, e.At, e.At)
}

// onboarding returns the span of an onboarding that has just finished.
func (f *follower) onboarding() *tracepb.Span {
	s := f.state
	attempts, failures := 0, 0
	for _, step := range s.Steps[:s.Way] {
		attempts, failures = attempts+step.Attempts, failures+step.Failures
	}
	attributes := []*commonpb.KeyValue{
		text("firstlight.journey.version", shortHash(s.Plan.Hash)),
		whole("firstlight.steps", s.Way),
		whole("firstlight.step.attempts", attempts),
		whole("firstlight.step.failures", failures),
	}
	if f.source.Onboarding.Track != "" {
		attributes = append(attributes, text("firstlight.track", f.source.Onboarding.Track))
	}
	attributes = append(attributes, times(s.Spent)...)
	if f.source.allows(Titles) {
		attributes = append(attributes, text("firstlight.journey", s.Plan.Name))
	}
	root := &tracepb.Span{Name: "onboarding", SpanId: f.ids.root(), Attributes: attributes}
	for _, m := range s.Milestones {
		if !m.At.IsZero() && !m.Earlier {
			root.Events = append(root.Events, &tracepb.Span_Event{
				Name: string(m.Name), TimeUnixNano: nanos(m.At), Attributes: times(m.Spent),
			})
		}
	}
	// Where the clock was set, the time elapsed is right and the hour of the start
	// is not.
	return between(root, s.StartedAt.Add(s.Shift()), s.FinishedAt)
}

// Trace returns the spans that ended after the first so many events: requests of
// at most so many spans each, with the number of events that each goes up to.
func (t *Telemetry) Trace(after, most int) []Batch {
	var batches []Batch
	var spans []*tracepb.Span
	flush := func(upto int) {
		if len(spans) > 0 {
			batches = append(batches, t.batch(Traces, upto, len(spans), &tracepb.TracesData{ResourceSpans: []*tracepb.ResourceSpans{{
				Resource: t.resource(), SchemaUrl: schema,
				ScopeSpans: []*tracepb.ScopeSpans{{Scope: t.scope(), Spans: spans}},
			}}}))
		}
		spans = nil
	}
	upto := after
	for _, s := range t.spans {
		if s.event <= after {
			continue
		}
		// What one event ended goes together, so that a batch ends between events.
		if len(spans) >= most && s.event > upto {
			flush(upto)
		}
		spans, upto = append(spans, s.Span), s.event
	}
	flush(t.events)
	return batches
}

// less returns the split without what was told before.
func less(now, before progress.Split) progress.Split {
	return progress.Split{
		HandsOn: now.HandsOn - before.HandsOn, Machine: now.Machine - before.Machine,
		Waiting: now.Waiting - before.Waiting, Away: now.Away - before.Away,
	}
}

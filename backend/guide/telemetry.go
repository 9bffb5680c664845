package guide

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"firstlight/backend/progress"
	"firstlight/backend/share"
	"firstlight/backend/share/otlp"
	"firstlight/backend/share/telemetry"
	"firstlight/backend/store"
)

// Consent is what the person answered to the question whether telemetry may leave.
type Consent string

// The answers. Nothing leaves, and nothing is queued, but after a yes.
const (
	ConsentUnasked Consent = "unasked"
	ConsentYes     Consent = "yes"
	ConsentNo      Consent = "no"
	// ConsentChanged: she said yes to something else than what would be sent now.
	ConsentChanged Consent = "changed"
)

// TelemetryView is what a face may show of the telemetry of an onboarding.
type TelemetryView struct {
	Consent Consent
	// Settings say where it goes; Problem says why they do not, and nothing is sent.
	Settings telemetry.Settings
	Problem  string
	// Record is what was answered and what became of it.
	Record store.Telemetry
	// Waiting are the requests that wait, the oldest first.
	Waiting []store.TelemetryBatch
	// Steps tell which steps the names stand for that leave.
	Steps []otlp.Step
}

// TelemetryPreview is exactly what would be sent after a yes.
type TelemetryPreview struct {
	// Token names the preview: a yes is one to it.
	Token    string
	Requests []TelemetryRequest

	subject string
	allowed []otlp.Allowance
	told    int
	telling []store.TelemetryBatch
	upto    int
}

// TelemetryRequest is one request, as it is or would be sent.
type TelemetryRequest struct {
	Signal otlp.Signal
	// URL is where it goes; empty where nothing is configured.
	URL string
	// Items is how many spans or points it holds, Bytes how large its body is, and
	// SHA256 what that adds up to.
	Items, Bytes int
	SHA256       string
	// Waiting says that it is in the queue already.
	Waiting bool
	// JSON is all that is in the body.
	JSON []byte
}

// The errors of telemetry that a face may want to tell apart.
var (
	// ErrNowhere says that no place is configured to send to.
	ErrNowhere = errors.New("there is nowhere to send telemetry to")
	// ErrNoConsent says that the person has not agreed to what would be sent.
	ErrNoConsent = errors.New("nobody has agreed that telemetry is sent")
	// ErrPreviewChanged says that a preview is not the last one that was shown.
	ErrPreviewChanged = errors.New("what would be sent is not what you were shown")
)

// AllowanceError says that there is no such allowance.
type AllowanceError struct{ Name string }

// Error names those that there are.
func (e *AllowanceError) Error() string {
	return fmt.Sprintf("there is no %q to allow; there is %v", e.Name, otlp.Allowances())
}

// spansAtOnce is how many spans a request holds about: some 200 KB of them.
const spansAtOnce = 500

// queueRoom bounds what waits of one onboarding. A day offline makes some dozens
// of requests of a few kilobytes.
func queueRoom() store.TelemetryLimit { return store.TelemetryLimit{Batches: 512, Bytes: 4 << 20} }

// telling is what is known of the telemetry of the open onboarding.
type telling struct {
	onboarding store.Onboarding
	settings   telemetry.Settings
	problem    error
	record     store.Telemetry
	// named says that the journey itself asks for telemetry.
	named bool
}

func (g *Guide) telling(ctx context.Context) (telling, error) {
	g.mu.RLock()
	open, t := g.open, telling{onboarding: g.onboarding, named: g.journey.Telemetry != nil}
	asked := g.journey.Telemetry
	g.mu.RUnlock()
	if !open {
		return t, ErrNotOpen
	}
	t.settings, t.problem = telemetry.Read(g.cfg.Env(), asked)
	var err error
	if t.record, err = g.cfg.Store.Telemetry(ctx, t.onboarding.ID); err != nil {
		return t, fmt.Errorf("reading what may be sent: %w", err)
	}
	return t, nil
}

func (t telling) subject() string { return t.settings.Subject(t.record.Allowed) }

func (t telling) consent() Consent {
	switch {
	case !t.record.Asked:
		return ConsentUnasked
	case !t.record.On:
		return ConsentNo
	case t.record.Subject != t.subject():
		return ConsentChanged
	default:
		return ConsentYes
	}
}

// sends reports whether telemetry leaves now.
func (t telling) sends() bool {
	return t.problem == nil && t.settings.Sends() && t.consent() == ConsentYes
}

func (t telling) allowed() []otlp.Allowance {
	allowed := make([]otlp.Allowance, 0, len(t.record.Allowed))
	for _, name := range t.record.Allowed {
		allowed = append(allowed, otlp.Allowance(name))
	}
	return allowed
}

// Telemetry returns what may be sent of the open onboarding, where it goes and what
// became of it.
func (g *Guide) Telemetry(ctx context.Context) (TelemetryView, error) {
	t, err := g.telling(ctx)
	if err != nil {
		return TelemetryView{}, err
	}
	v := TelemetryView{Consent: t.consent(), Settings: t.settings, Record: t.record}
	if t.problem != nil {
		v.Problem = t.problem.Error()
	}
	if v.Waiting, err = g.cfg.Store.TelemetryQueue(ctx, t.onboarding.ID); err != nil {
		return v, fmt.Errorf("reading what is to be sent: %w", err)
	}
	told, err := g.readTelemetry(ctx, t, nil)
	if err != nil {
		return v, err
	}
	v.Steps = told.Steps()
	g.mu.RLock()
	defer g.mu.RUnlock()
	for i := range v.Steps {
		// Here the titles are hers to see.
		step, _ := g.state.Step(v.Steps[i].ID)
		v.Steps[i].Title = step.Title
	}
	return v, nil
}

// readTelemetry returns what the record amounts to for a collector, redacted as far
// as nothing else is allowed.
func (g *Guide) readTelemetry(ctx context.Context, t telling, allowed []otlp.Allowance) (*otlp.Telemetry, error) {
	events, err := g.cfg.Store.Events(ctx, t.onboarding.ID, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	scrubber := g.Scrubber(ctx)
	o := share.Onboarding{ID: t.onboarding.ID, Track: t.onboarding.Track, Events: progress.Hushed(events)}
	if len(allowed) == 0 {
		o = o.Wordless()
	} else {
		o = o.Redacted(scrubber, true)
	}
	return otlp.Read(otlp.Source{
		Onboarding: o, Allowed: allowed, Personal: func(name string) bool { return scrubber.Scrub(name) != name },
		Resource: otlp.Resource{Service: t.settings.Service, Version: g.cfg.Version, System: runtime.GOOS, Attributes: t.settings.Attributes},
	}), nil
}

// due returns the requests that tell of what ended after what was told, and of how
// the figures stand now.
func (t telling) due(told *otlp.Telemetry, now time.Time) []store.TelemetryBatch {
	var batches []store.TelemetryBatch
	if t.goes(otlp.Traces) {
		for _, b := range told.Trace(t.record.Told, spansAtOnce) {
			batches = append(batches, t.batch(b))
		}
	}
	return append(batches, t.figures(told, now)...)
}

// figures returns the request that tells how the figures stand now.
func (t telling) figures(told *otlp.Telemetry, now time.Time) []store.TelemetryBatch {
	if !t.goes(otlp.Metrics) {
		return nil
	}
	b := t.batch(told.Metrics(now))
	b.Replaces = true
	return []store.TelemetryBatch{b}
}

// goes reports whether a signal goes anywhere, or would where nothing does yet.
func (t telling) goes(s otlp.Signal) bool {
	_, goes := t.settings.To(s)
	return goes || len(t.settings.Destinations) == 0
}

func (t telling) batch(b otlp.Batch) store.TelemetryBatch {
	return store.TelemetryBatch{Onboarding: t.onboarding.ID, Signal: string(b.Signal), Upto: b.Upto, Items: b.Items, Body: b.Body}
}

// PreviewTelemetry returns exactly what would be sent after a yes that allows what
// is named, and keeps it for that yes.
func (g *Guide) PreviewTelemetry(ctx context.Context, allowed []string) (TelemetryPreview, error) {
	t, err := g.telling(ctx)
	if err != nil {
		return TelemetryPreview{}, err
	}
	if t.problem != nil {
		return TelemetryPreview{}, t.problem
	}
	p := TelemetryPreview{subject: t.settings.Subject(allowed), told: t.record.Told, Requests: []TelemetryRequest{}}
	for _, name := range allowed {
		a := otlp.Allowance(name)
		if !slices.Contains(otlp.Allowances(), a) {
			return TelemetryPreview{}, &AllowanceError{Name: name}
		}
		p.allowed = append(p.allowed, a)
	}
	waiting, err := g.cfg.Store.TelemetryQueue(ctx, t.onboarding.ID)
	if err != nil {
		return TelemetryPreview{}, fmt.Errorf("reading what is to be sent: %w", err)
	}
	told, err := g.readTelemetry(ctx, t, p.allowed)
	if err != nil {
		return TelemetryPreview{}, err
	}
	if p.upto = told.Events(); !told.Over(t.record.Told) {
		p.telling = t.due(told, g.clockNow())
	}
	if len(p.telling) > 0 {
		// The new figures go in the place of those that wait.
		waiting = slices.DeleteFunc(waiting, func(b store.TelemetryBatch) bool { return b.Signal == string(otlp.Metrics) })
	}
	all := sha256.New()
	fmt.Fprintln(all, p.subject)
	for i, b := range slices.Concat(waiting, p.telling) {
		sum := sha256.Sum256(b.Body)
		_, _ = all.Write(sum[:])
		r := TelemetryRequest{Signal: otlp.Signal(b.Signal), Items: b.Items, Bytes: len(b.Body), SHA256: hex.EncodeToString(sum[:]), Waiting: i < len(waiting)}
		if d, ok := t.settings.To(r.Signal); ok {
			r.URL = d.URL
		}
		if r.JSON, err = otlp.JSON(r.Signal, b.Body); err != nil {
			return TelemetryPreview{}, err
		}
		p.Requests = append(p.Requests, r)
	}
	p.Token = hex.EncodeToString(all.Sum(nil))
	g.mu.Lock()
	g.previewed = &p
	g.mu.Unlock()
	return p, nil
}

// AgreeTelemetry records the person's yes to the preview with the token, which must
// be the last that she was shown, and queues exactly what it shows. What ends from
// then on follows by itself.
func (g *Guide) AgreeTelemetry(ctx context.Context, token string) error {
	t, err := g.telling(ctx)
	if err != nil {
		return err
	}
	g.mu.Lock()
	p := g.previewed
	g.previewed = nil
	g.mu.Unlock()
	if t.problem != nil {
		return t.problem
	}
	if !t.settings.Sends() {
		return ErrNowhere
	}
	names := []string{}
	if p != nil {
		for _, a := range p.allowed {
			names = append(names, string(a))
		}
	}
	if p == nil || p.Token != token || p.subject != t.settings.Subject(names) {
		return ErrPreviewChanged
	}
	if err := g.cfg.Store.AnswerTelemetry(ctx, t.onboarding.ID, p.subject, names); err != nil {
		return fmt.Errorf("keeping your answer: %w", err)
	}
	// Where another program was faster, what was shown is queued already.
	if _, err := g.cfg.Store.QueueTelemetry(ctx, t.onboarding.ID, p.subject, p.told, max(p.told, p.upto), p.telling, queueRoom()); err != nil {
		return fmt.Errorf("queueing what is to be sent: %w", err)
	}
	g.notice(telemetryTopic, "")
	return nil
}

// EndTelemetry records the person's no, and gives up what waits. Nothing leaves this
// program any more once it returns.
func (g *Guide) EndTelemetry(ctx context.Context) error {
	t, err := g.telling(ctx)
	if err != nil {
		return err
	}
	defer g.sending.hold()()
	if err := g.cfg.Store.EndTelemetry(ctx, t.onboarding.ID, t.subject()); err != nil {
		return fmt.Errorf("keeping your answer: %w", err)
	}
	g.notice(telemetryTopic, "")
	return nil
}

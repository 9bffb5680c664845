package app

import (
	"firstlight/backend/guide"
	"firstlight/backend/share/otlp"
)

// Telemetry is what may be sent of the onboarding, where it goes and what became of
// it, as a face shows it.
type Telemetry struct {
	Consent guide.Consent `json:"consent"`
	// Problem says which setting cannot be understood; Disabled that the environment
	// keeps everything at home. Nothing is sent then.
	Problem  string `json:"problem"`
	Disabled bool   `json:"disabled"`
	// Destinations are where it goes; empty where nothing is configured.
	Destinations []Destination    `json:"destinations"`
	Service      string           `json:"service"`
	Attributes   []otlp.Attribute `json:"attributes"`
	// Allowed are the allowances that were given, of those that there are.
	Allowed    []string    `json:"allowed"`
	Allowances []Allowance `json:"allowances"`
	AnsweredAt string      `json:"answered_at"`
	// Waiting are the requests in the queue, the oldest first.
	Waiting []Waiting `json:"waiting"`
	// Sent, Rejected and Dropped count spans and points; SentAt is empty where none
	// was sent. Said is what was said last where not everything was taken.
	Sent     int    `json:"sent"`
	SentAt   string `json:"sent_at"`
	Rejected int    `json:"rejected"`
	Dropped  int    `json:"dropped"`
	Said     string `json:"said"`
	// Steps tell which steps the names stand for that leave.
	Steps []otlp.Step `json:"steps"`
}

// Destination is where a signal goes.
type Destination struct {
	Signal otlp.Signal `json:"signal"`
	URL    string      `json:"url"`
	// From is the variable that names it, or "journey".
	From string `json:"from"`
	// Headers are the names of what goes with each request.
	Headers []string `json:"headers"`
	// Open says that what is sent can be read on the way.
	Open bool `json:"open"`
}

// Allowance is something that may leave beyond what always does.
type Allowance struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Waiting is a request in the queue. DueAt is empty where it was refused, and is not
// sent again by itself.
type Waiting struct {
	Signal   otlp.Signal `json:"signal"`
	Items    int         `json:"items"`
	Bytes    int         `json:"bytes"`
	QueuedAt string      `json:"queued_at"`
	DueAt    string      `json:"due_at"`
	Attempts int         `json:"attempts"`
	Refused  bool        `json:"refused"`
	Said     string      `json:"said"`
}

// TelemetryPreview is exactly what would be sent after a yes to its token.
type TelemetryPreview struct {
	Token    string             `json:"token"`
	Requests []TelemetryRequest `json:"requests"`
}

// TelemetryRequest is one request: Text is all of its body, as JSON.
type TelemetryRequest struct {
	Signal otlp.Signal `json:"signal"`
	URL    string      `json:"url"`
	Items  int         `json:"items"`
	// Bytes and SHA256 are those of the body in Protobuf.
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	// Queued says that it waits in the queue already.
	Queued bool   `json:"queued"`
	Text   string `json:"text"`
}

// TelemetrySent says what became of requests that were sent: how many were taken,
// refused and put off, and of how many spans and points.
type TelemetrySent struct {
	Taken    int    `json:"taken"`
	Refused  int    `json:"refused"`
	Later    int    `json:"later"`
	Items    int    `json:"items"`
	Rejected int    `json:"rejected"`
	Said     string `json:"said"`
}

// Telemetry returns what may be sent of the onboarding, where it goes and what
// became of it.
func (a *App) Telemetry() (Telemetry, error) {
	g, err := a.started()
	if err != nil {
		return Telemetry{}, err
	}
	v, err := g.Telemetry(a.ctx)
	if err != nil {
		return Telemetry{}, explain(err)
	}
	return telemetryOf(v), nil
}

// PreviewTelemetry returns exactly what would be sent after a yes that allows what
// is named.
func (a *App) PreviewTelemetry(allowed []string) (TelemetryPreview, error) {
	g, err := a.started()
	if err != nil {
		return TelemetryPreview{}, err
	}
	p, err := g.PreviewTelemetry(a.ctx, allowed)
	if err != nil {
		return TelemetryPreview{}, explain(err)
	}
	shown := TelemetryPreview{Token: p.Token, Requests: []TelemetryRequest{}}
	for _, r := range p.Requests {
		shown.Requests = append(shown.Requests, TelemetryRequest{
			Signal: r.Signal, URL: r.URL, Items: r.Items, Bytes: r.Bytes, SHA256: r.SHA256, Queued: r.Waiting, Text: string(r.JSON),
		})
	}
	return shown, nil
}

// AgreeTelemetry says yes to the preview that was shown last, by its token.
func (a *App) AgreeTelemetry(token string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.AgreeTelemetry(a.ctx, token))
}

// EndTelemetry says no: nothing is sent any more, and what waits is given up.
func (a *App) EndTelemetry() error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.EndTelemetry(a.ctx))
}

// SendTelemetry sends everything that waits now, also what was put off or refused.
func (a *App) SendTelemetry() (TelemetrySent, error) {
	g, err := a.started()
	if err != nil {
		return TelemetrySent{}, err
	}
	sent, err := g.SendTelemetry(a.ctx)
	return TelemetrySent(sent), explain(err)
}

func telemetryOf(v guide.TelemetryView) Telemetry {
	t := Telemetry{
		Consent: v.Consent, Problem: v.Problem, Disabled: v.Settings.Disabled, Destinations: []Destination{}, Service: v.Settings.Service,
		Attributes: list(v.Settings.Attributes), Allowed: list(v.Record.Allowed), Allowances: []Allowance{}, AnsweredAt: moment(v.Record.AnsweredAt),
		Waiting: []Waiting{}, Sent: v.Record.Sent, SentAt: moment(v.Record.SentAt), Rejected: v.Record.Rejected, Dropped: v.Record.Dropped,
		Said: v.Record.Said, Steps: list(v.Steps),
	}
	if t.Service == "" {
		t.Service = "firstlight"
	}
	for _, d := range v.Settings.Destinations {
		t.Destinations = append(t.Destinations, Destination{Signal: d.Signal, URL: d.URL, From: d.From, Headers: d.HeaderNames(), Open: d.Open()})
	}
	for _, a := range otlp.Allowances() {
		t.Allowances = append(t.Allowances, Allowance{Name: string(a), Title: allowanceTitle(a)})
	}
	for _, b := range v.Waiting {
		w := Waiting{
			Signal: otlp.Signal(b.Signal), Items: b.Items, Bytes: len(b.Body), QueuedAt: moment(b.QueuedAt), DueAt: moment(b.DueAt),
			Attempts: b.Attempts, Refused: b.Refused, Said: b.Said,
		}
		if b.Refused {
			w.DueAt = ""
		}
		t.Waiting = append(t.Waiting, w)
	}
	return t
}

func allowanceTitle(a otlp.Allowance) string {
	switch a {
	case otlp.Titles:
		return "the names of the journey, its stages and its fixes, and the titles and IDs of its steps"
	case otlp.Said:
		return "the last line that a failed fix or check printed, with names, machines and addresses taken out"
	case otlp.Notes:
		return "what you said of steps, and your thanks"
	default:
		return string(a)
	}
}

package share

import (
	"fmt"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// moments is how a moment stands in the file.
const moments = "2006-01-02T15:04:05.000Z"

// header is what the file says of the onboarding.
type header struct {
	ID    string `json:"id"`
	Track string `json:"track,omitempty"`
}

// ending closes the file.
type ending struct {
	Events int    `json:"events"`
	SHA256 string `json:"sha256"`
}

// wireEvent is an event as it stands in the file: what is not here does not leave
// the machine.
type wireEvent struct {
	At        string            `json:"at"`
	Kind      progress.Kind     `json:"kind"`
	Session   string            `json:"session,omitempty"`
	Step      string            `json:"step,omitempty"`
	Plan      *wirePlan         `json:"plan,omitempty"`
	Finding   *wireFinding      `json:"finding,omitempty"`
	Work      *wireWork         `json:"work,omitempty"`
	Since     string            `json:"since,omitempty"`
	Until     string            `json:"until,omitempty"`
	ShiftMS   int64             `json:"shift_ms,omitempty"`
	Milestone journey.Milestone `json:"milestone,omitempty"`
	Note      string            `json:"note,omitempty"`
	Score     int               `json:"score,omitempty"`
	Rehearsed bool              `json:"rehearsed,omitempty"`
}

type wirePlan struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
	// BaselineMS is in whole milliseconds.
	BaselineMS map[journey.Milestone]int64 `json:"baseline_ms,omitempty"`
	Asks       bool                        `json:"asks,omitempty"`
	Steps      []progress.PlanStep         `json:"steps"`
}

type wireFinding struct {
	Status   check.Status `json:"status"`
	Code     string       `json:"code,omitempty"`
	Summary  string       `json:"summary,omitempty"`
	Said     string       `json:"said,omitempty"`
	Pending  bool         `json:"pending,omitempty"`
	Shared   bool         `json:"shared,omitempty"`
	Waiting  bool         `json:"waiting,omitempty"`
	At       string       `json:"at,omitempty"`
	Attested bool         `json:"attested,omitempty"`
	Known    string       `json:"known,omitempty"`
}

type wireWork struct {
	Run     string           `json:"run"`
	Use     progress.Use     `json:"use,omitempty"`
	Fix     string           `json:"fix,omitempty"`
	Outcome progress.Outcome `json:"outcome,omitempty"`
	Said    string           `json:"said,omitempty"`
	Known   string           `json:"known,omitempty"`
}

func toWire(e progress.Event) wireEvent {
	w := wireEvent{
		At: moment(e.At), Kind: e.Kind, Session: e.Session, Step: e.Step, Since: moment(e.Since), Until: moment(e.Until),
		ShiftMS: e.Shift.Milliseconds(), Milestone: e.Milestone, Note: e.Note, Score: e.Score, Rehearsed: e.Rehearsed,
	}
	if p := e.Plan; p != nil {
		w.Plan = &wirePlan{Name: p.Name, Hash: p.Hash, BaselineMS: inMilliseconds(p.Baseline), Asks: p.Asks, Steps: p.Steps}
	}
	if f := e.Finding; f != nil {
		w.Finding = &wireFinding{
			Status: f.Status, Code: f.Code, Summary: f.Summary, Said: f.Detail, Pending: f.Pending, Shared: f.Shared,
			Waiting: f.Waiting, At: moment(f.At), Attested: f.Attested, Known: knownID(f.Known),
		}
	}
	if k := e.Work; k != nil {
		w.Work = &wireWork{Run: k.Run, Use: k.Use, Fix: k.Fix, Outcome: k.Outcome, Said: k.Reason, Known: knownID(k.Known)}
	}
	return w
}

func (w wireEvent) event() (e progress.Event, err error) {
	e = progress.Event{
		Kind: w.Kind, Session: w.Session, Step: w.Step, Shift: time.Duration(w.ShiftMS) * time.Millisecond,
		Milestone: w.Milestone, Note: w.Note, Score: w.Score, Rehearsed: w.Rehearsed,
	}
	for name, at := range map[string]struct {
		text string
		to   *time.Time
	}{"at": {w.At, &e.At}, "since": {w.Since, &e.Since}, "until": {w.Until, &e.Until}} {
		if *at.to, err = parsed(at.text); err != nil {
			return e, fmt.Errorf("%s: %w", name, err)
		}
	}
	if p := w.Plan; p != nil {
		e.Plan = &progress.Plan{Name: p.Name, Hash: p.Hash, Baseline: durations(p.BaselineMS), Asks: p.Asks, Steps: p.Steps}
	}
	if f := w.Finding; f != nil {
		e.Finding = &check.Finding{
			Status: f.Status, Code: f.Code, Summary: f.Summary, Detail: f.Said, Pending: f.Pending, Shared: f.Shared,
			Waiting: f.Waiting, Attested: f.Attested, Known: known(f.Known),
		}
		if e.Finding.At, err = parsed(f.At); err != nil {
			return e, fmt.Errorf("finding.at: %w", err)
		}
	}
	if k := w.Work; k != nil {
		e.Work = &progress.Work{Run: k.Run, Use: k.Use, Fix: k.Fix, Outcome: k.Outcome, Reason: k.Said, Known: known(k.Known)}
	}
	if e.Kind == progress.Approved {
		// What was approved stays at home; that it was is a sign of the person.
		e.Approval = &journey.Approval{}
	}
	return e, nil
}

func inMilliseconds(took map[journey.Milestone]time.Duration) map[journey.Milestone]int64 {
	if len(took) == 0 {
		return nil
	}
	ms := map[journey.Milestone]int64{}
	for name, d := range took {
		ms[name] = d.Milliseconds()
	}
	return ms
}

func durations(ms map[journey.Milestone]int64) map[journey.Milestone]time.Duration {
	if len(ms) == 0 {
		return nil
	}
	took := map[journey.Milestone]time.Duration{}
	for name, n := range ms {
		// What is out of bounds is refused, and must not come to lie within them.
		took[name] = time.Duration(min(max(n, -1), maxBaseline.Milliseconds()+1)) * time.Millisecond
	}
	return took
}

func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(moments)
}

func parsed(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(moments, text)
	if err != nil || at.Year() < 1970 || at.Year() > 9998 || strings.TrimSpace(text) != text {
		return time.Time{}, fmt.Errorf("%.40q is not a moment such as 2026-03-02T09:00:00.000Z", text)
	}
	return at, nil
}

func knownID(k *check.KnownFailure) string {
	if k == nil {
		return ""
	}
	return k.ID
}

func known(id string) *check.KnownFailure {
	if id == "" {
		return nil
	}
	return &check.KnownFailure{ID: id}
}

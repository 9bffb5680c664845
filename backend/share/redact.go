package share

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// saidLimit is how much of what was reported of a failure leaves the machine, in
// bytes: enough to know it again.
const saidLimit = 200

// Redacted returns the onboarding without what is personal in it: sessions and
// runs are numbered, the evidence and all but the last line of what failed is left
// out, as are the commands approved and the reasons of mutes, and every text is
// scrubbed. Her notes go with it only where she wants them to.
func (o Onboarding) Redacted(s *Scrubber, notes bool) Onboarding {
	r := redaction{scrubber: s, sessions: map[string]string{}, runs: map[string]string{}}
	redacted := Onboarding{ID: o.ID, Track: o.Track, Events: make([]progress.Event, 0, len(o.Events))}
	for _, e := range o.Events {
		if !notes && e.Kind.Opinion() {
			continue
		}
		redacted.Events = append(redacted.Events, r.event(e))
	}
	return redacted
}

// Wordless returns the onboarding redacted and without any words: no text, no title
// and no name of the journey or of a stage, only what is one of a few.
func (o Onboarding) Wordless() Onboarding { return o.Redacted(nil, true) }

type redaction struct {
	// scrubber is nil where no words are to be left at all.
	scrubber       *Scrubber
	sessions, runs map[string]string
}

func (r redaction) event(e progress.Event) progress.Event {
	since := e.Since
	if since.After(e.At) && e.Kind != progress.Dated {
		// So it may read in a record from before clocks that are set were noticed.
		since = e.At
	}
	out := progress.Event{
		At: e.At, Kind: e.Kind, Session: numbered(r.sessions, "s", e.Session), Step: e.Step, Since: since, Until: e.Until,
		Shift: e.Shift, Milestone: e.Milestone, Score: e.Score, Rehearsed: e.Rehearsed,
	}
	switch e.Kind {
	case progress.Noted, progress.Thanked, progress.Pulsed:
		out.Note = r.line(e.Note, noteLimit)
	case progress.Approved:
		out.Approval = &journey.Approval{}
	}
	if e.Plan != nil {
		out.Plan = r.plan(*e.Plan)
	}
	if f := e.Finding; f != nil {
		out.Finding = &check.Finding{
			Status: f.Status, Code: f.Code, Summary: r.line(f.Summary, saidLimit), Detail: r.said(f.Detail), Pending: f.Pending,
			Shared: f.Shared, Waiting: f.Waiting, At: f.At, Attested: f.Attested, Known: known(knownID(f.Known)),
		}
		if f.Holds() {
			out.Finding.Detail = ""
		}
	}
	if w := e.Work; w != nil {
		out.Work = &progress.Work{
			Run: numbered(r.runs, "r", w.Run), Use: w.Use, Fix: w.Fix, Outcome: w.Outcome, Reason: r.said(w.Reason), Known: known(knownID(w.Known)),
		}
	}
	return out
}

func (r redaction) plan(p progress.Plan) *progress.Plan {
	plan := &progress.Plan{Name: r.line(p.Name, textLimit), Hash: p.Hash, Baseline: p.Baseline, Asks: p.Asks, Steps: make([]progress.PlanStep, 0, len(p.Steps))}
	for _, step := range p.Steps {
		step.Title, step.Stage = r.line(step.Title, textLimit), r.line(step.Stage, textLimit)
		plan.Steps = append(plan.Steps, step)
	}
	return plan
}

// said returns the last line of what was reported that says something.
func (r redaction) said(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return r.line(lines[len(lines)-1], saidLimit)
}

// line returns a text as one scrubbed line of at most so many bytes.
func (r redaction) line(text string, limit int) string {
	if r.scrubber == nil {
		return ""
	}
	return cut(r.scrubber.Scrub(strings.TrimSpace(plain(text))), limit)
}

// plain returns a line without what a terminal would act on.
func plain(line string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, line)
}

// numbered returns the number of a name in the order in which names came up.
func numbered(numbers map[string]string, letter, name string) string {
	if name == "" {
		return ""
	}
	if _, ok := numbers[name]; !ok {
		numbers[name] = fmt.Sprint(letter, len(numbers)+1)
	}
	return numbers[name]
}

// cut returns the beginning of a text, at most so many bytes.
func cut(text string, limit int) string {
	text = strings.ToValidUTF8(text, "�")
	if len(text) <= limit {
		return text
	}
	end := limit - len("…")
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

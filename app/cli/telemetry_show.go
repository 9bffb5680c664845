package main

import (
	"fmt"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// showTelemetry prints what was answered, where it goes and what waits.
func showTelemetry(s *screen.Screen, t app.Telemetry) {
	s.Line(s.Bold("Telemetry"))
	s.Text(0, answered(t))
	s.Gap()
	showDestinations(s, t)
	showAllowances(s, t)
	showWaiting(s, t)
	showNames(s, t)
}

// answered says whether anything leaves, and what to do about it.
func answered(t app.Telemetry) string {
	switch {
	case t.Problem != "":
		return "Nothing is sent: " + wording.Clean(t.Problem) + "."
	case t.Disabled:
		return "Nothing is sent: OTEL_SDK_DISABLED is true."
	case t.Consent == guide.ConsentYes && len(t.Destinations) > 0:
		return "On, since you said yes " + at(t.AnsweredAt) + ". To end it: firstlight telemetry off"
	case t.Consent == guide.ConsentNo:
		return "Off, since you said no " + at(t.AnsweredAt) + ". Nothing leaves."
	case len(t.Destinations) == 0:
		return "Nothing is sent: neither the journey nor OTEL_EXPORTER_OTLP_ENDPOINT names a place."
	case t.Consent == guide.ConsentChanged:
		return "Nothing leaves: what you said yes to has changed. To see it and to answer again: firstlight telemetry on"
	default:
		return "Nothing leaves, since you have not said yes. To see all of it and to answer: firstlight telemetry on"
	}
}

func at(moment string) string {
	when, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ""
	}
	return "on " + when.Local().Format("Mon 2 Jan 2006 at 15:04")
}

func showDestinations(s *screen.Screen, t app.Telemetry) {
	for _, d := range t.Destinations {
		from := "named by " + d.From
		if d.From == "journey" {
			from = "named by the journey"
		}
		s.Hang(screen.Pad(string(d.Signal), 8)+" ", "to "+wording.Clean(d.URL)+", "+from)
		if len(d.Headers) > 0 {
			s.Text(9, "with "+wording.Clean(strings.Join(d.Headers, ", ")))
		}
		if d.Open {
			s.Text(9, "It is not encrypted: whoever is on the way can read it.")
		}
	}
	if len(t.Destinations) == 0 {
		return
	}
	as := "as the service " + wording.Clean(t.Service)
	for _, a := range t.Attributes {
		as += ", " + wording.Clean(a.Name+"="+a.Value)
	}
	s.Text(9, as)
}

func showAllowances(s *screen.Screen, t app.Telemetry) {
	if t.Consent != guide.ConsentYes {
		return
	}
	s.Gap()
	if len(t.Allowed) == 0 {
		s.Text(0, "You allowed nothing beyond what always leaves, which docs/telemetry.md names.")
	}
	for _, a := range t.Allowances {
		for _, name := range t.Allowed {
			if name == a.Name {
				s.Text(0, "You allowed "+a.Name+": "+a.Title+".")
			}
		}
	}
}

func showWaiting(s *screen.Screen, t app.Telemetry) {
	s.Gap()
	if t.SentAt != "" {
		s.Text(0, fmt.Sprintf("Sent so far: %s, the last %s.", plural(t.Sent, "span or figure", "spans and figures"), at(t.SentAt)))
	}
	bytes, refused := 0, 0
	for _, w := range t.Waiting {
		bytes += w.Bytes
		if w.Refused {
			refused++
		}
	}
	if len(t.Waiting) == 0 {
		s.Text(0, "Nothing waits to be sent.")
	} else {
		s.Text(0, fmt.Sprintf("%s to be sent, in %s.", plural(len(t.Waiting), "request waits", "requests wait"), wording.Size(int64(bytes))))
	}
	if refused > 0 {
		s.Text(0, fmt.Sprintf("%s refused. To try again: firstlight telemetry send", plural(refused, "of them was", "of them were")))
	}
	if t.Rejected > 0 {
		s.Text(0, fmt.Sprintf("%s not taken by the other side.", plural(t.Rejected, "span or figure was", "spans and figures were")))
	}
	if t.Dropped > 0 {
		s.Text(0, fmt.Sprintf("%s dropped, the oldest first, since too much waited.", plural(t.Dropped, "span or figure was", "spans and figures were")))
	}
	if t.Said != "" {
		s.Text(0, "What was said last: "+wording.Clean(t.Said)+".")
	}
}

// showNames says which steps go by another name than their own.
func showNames(s *screen.Screen, t app.Telemetry) {
	first := true
	for _, step := range t.Steps {
		if step.Name == step.ID {
			continue
		}
		if first {
			s.Gap()
			s.Text(0, "These steps go by another name, since theirs may say too much:")
			first = false
		}
		s.Hang("  "+screen.Pad(step.Name, 22)+"  ", wording.Clean(step.Title))
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/progress"
)

// wayOfSomeone is the way of one of many simulated people, beside the others.
func wayOfSomeone(t *testing.T, n, people int) app.Timeline {
	t.Helper()
	var team []insight.Onboarding
	for i := range people {
		o := insighttest.Make(1, i, max(people, n+1), 0)
		team = append(team, insight.RollUp(o.ID, o.Track, o.Events))
	}
	o := insighttest.Make(1, n, max(people, n+1), 0)
	own := insight.RollUp(o.ID, o.Track, o.Events)
	return app.TimelineFrom(guide.Way{
		Timeline: progress.TimelineOf(o.Events, o.Events[len(o.Events)-1].At), Track: o.Track, Now: o.Events[len(o.Events)-1].At,
		Beside: insight.BesideOf(team, own),
	})
}

func TestTimelines(t *testing.T) {
	for name, line := range map[string]app.Timeline{
		"timeline.txt":       wayOfSomeone(t, 3, 40),
		"timeline-alone.txt": wayOfSomeone(t, 7, 0),
		"timeline-few.txt":   wayOfSomeone(t, 5, 8),
	} {
		screens(t, name, func(s *screen.Screen) { showTimeline(s, line) })
	}
	var out bytes.Buffer
	if err := (&cli{stdout: &out}).encode(timelineReport{reportVersion, wayOfSomeone(t, 7, 0)}); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out.Bytes()) {
		t.Errorf("no JSON: %s", out.String())
	}
	golden(t, "timeline.json", out.Bytes())
}

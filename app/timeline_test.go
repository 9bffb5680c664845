package app

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/progress"
)

func TestTheTimelineStandsBesideThatOfOthers(t *testing.T) {
	const people = 40
	team := insighttest.Crowd(people)
	o := insighttest.Make(1, 3, people, 0)
	w := guide.Way{Timeline: progress.TimelineOf(o.Events, o.Events[len(o.Events)-1].At), Track: o.Track, Beside: insight.BesideOf(team, team[3])}
	shown := TimelineFrom(w)
	if shown.LengthMS != w.Length.Milliseconds() || len(shown.Stages) != 4 || shown.People == 0 || len(shown.Longest) == 0 || len(shown.Pauses) == 0 {
		t.Fatalf("it shows %d ms, %d stages, %d people", shown.LengthMS, len(shown.Stages), shown.People)
	}
	sum := shown.Elsewhere.Spent
	for _, stage := range shown.Stages {
		for _, step := range stage.Steps {
			for _, i := range step.Intervals {
				switch d := i.ToMS - i.FromMS; i.Kind {
				case progress.ModeHandsOn:
					sum.HandsOnMS += d
				case progress.ModeMachine:
					sum.MachineMS += d
				case progress.ModeWaiting:
					sum.WaitingMS += d
				case progress.ModeAway:
					sum.AwayMS += d
				}
			}
			if step.Others == nil || step.Others.People == 0 || step.OthersWaiting == nil {
				t.Errorf("beside %s stands %+v", step.ID, step.Others)
			}
		}
	}
	if sum != shown.Spent {
		t.Errorf("the intervals add up to %+v, the whole is %+v", sum, shown.Spent)
	}
	if m := shown.Milestones[0]; m.Title != "Machine ready" || m.Others == nil || m.OthersWorked == nil || m.WorkedMS == 0 {
		t.Errorf("the first milestone: %+v", m)
	}
	for _, at := range []time.Duration{0, time.Hour} {
		if w.Moment(at) != w.StartedAt.Add(at) {
			t.Errorf("at %s the clock says %s", at, w.Moment(at))
		}
	}
}

// TestATimelineHasNoNull keeps lists that are empty from reading null.
func TestATimelineHasNoNull(t *testing.T) {
	text, err := json.Marshal(TimelineFrom(guide.Way{}))
	if err != nil || strings.Contains(string(text), "null") {
		t.Errorf("%s, %v", text, err)
	}
}

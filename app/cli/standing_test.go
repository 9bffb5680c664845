package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestWhatIsLookedAtIsSaidToBe(t *testing.T) {
	run := &app.Run{Use: string(progress.UseObserve)}
	for want, step := range map[string]app.Step{
		"Not looked at yet": {},
		"Being looked at":   {Run: run},
		"It is there":       {Status: "ok", Summary: "It is there", Run: run},
	} {
		if got := seen(step); got != want {
			t.Errorf("%+v reads %q, want %q", step, got, want)
		}
	}
}

func TestAnEndOfBeforeIsNotToldAsOneOfNow(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	const then = "2026-03-03T09:30:00Z"
	const told = ", when it was run on Tue 3 Mar 2026 09:30"
	for name, test := range map[string]struct {
		step app.Step
		want string
	}{
		"it could not be told": {app.Step{Kind: journey.Run, Status: check.Unknown, SeenAt: then}, told},
		"it failed":            {app.Step{Kind: journey.Run, Status: check.Failing, SeenAt: then}, told},
		"it is not made yet":   {app.Step{Kind: journey.Run, Status: check.Failing, Pending: true, SeenAt: then}, ""},
		"it holds":             {app.Step{Kind: journey.Run, Status: check.OK, SeenAt: then}, ""},
		"it was just run":      {app.Step{Kind: journey.Run, Status: check.Unknown, SeenAt: "2026-03-04T11:59:50Z"}, ""},
		"it is looked at":      {app.Step{Kind: journey.Docker, Status: check.Failing, SeenAt: then}, ""},
		"it never was":         {app.Step{Kind: journey.Run}, ""},
	} {
		if got := lastRun(test.step, now); got != test.want {
			t.Errorf("%s: it says %q, want %q", name, got, test.want)
		}
	}
}

// TestColumnsHold has a title that is longer than its column.
func TestColumnsHold(t *testing.T) {
	long := app.Step{ID: "compose-payments-and-more", Title: "Everything that payments rests on is up and healthy", Summary: "All 3 of them are"}
	short := app.Step{ID: "go", Title: "Go", Summary: "Go 1.26"}
	for width, want := range map[int]string{
		0:  "to come Everything that payments rests on…  compose-payments-and-more  All 3 of them are\nto come Go                                  go                        Go 1.26\n",
		80: "? Everything that payme…  compose-payments-and-more  All 3 of them are\n? Go                      go                        Go 1.26\n",
	} {
		var out bytes.Buffer
		var o screen.Options
		if width > 0 {
			o.Width = func() int { return width }
		}
		s := screen.New(&out, o)
		c := columnsOf(s, []app.Step{long, short})
		for _, step := range []app.Step{long, short} {
			s.Faint(c.lead(s, step), step.Summary)
		}
		if out.String() != want {
			t.Errorf("in %d columns it reads\n%s, want\n%s", width, out.String(), want)
		}
	}
}

func TestNoPartOfTheTimeReadsAsNothing(t *testing.T) {
	t.Parallel()
	for want, spent := range map[string]app.Spent{
		"hands-on 9s":              {HandsOnMS: 8700, MachineMS: 600},
		"hands-on 8s, waiting 2s":  {HandsOnMS: 8200, WaitingMS: 1800},
		"less than a second":       {HandsOnMS: 400, MachineMS: 450},
		"machine 1s":               {HandsOnMS: 500, MachineMS: 550},
		"hands-on 40s, machine 1s": {HandsOnMS: 40_100, MachineMS: 800, AwayMS: 200},
	} {
		all := time.Duration(spent.HandsOnMS+spent.MachineMS+spent.WaitingMS+spent.AwayMS) * time.Millisecond
		if got := split(spent, all); got != want {
			t.Errorf("%+v reads %q, want %q", spent, got, want)
		}
	}
}

func TestNothingIsSaidToHoldThatIsMuted(t *testing.T) {
	t.Parallel()
	for want, statuses := range map[string][]check.Status{
		"Everything holds.":            {check.OK, check.OK},
		"All that is not muted holds.": {check.OK, check.Muted},
		"2 of 3 steps hold.":           {check.OK, check.Muted, check.Failing},
	} {
		var stage app.Stage
		for _, status := range statuses {
			stage.Steps = append(stage.Steps, app.Step{Status: status})
		}
		if got := soFar(app.State{Stages: []app.Stage{stage}}); !strings.HasPrefix(got, want) {
			t.Errorf("%v reads %q, want %q", statuses, got, want)
		}
	}
}

func TestWhenAMilestoneWasReached(t *testing.T) {
	for want, m := range map[string]app.Milestone{
		"From before you began":     {ElapsedMS: 120_000, Earlier: true},
		"At once":                   {ElapsedMS: 999},
		"After 2m0s: hands-on 2m0s": {ElapsedMS: 120_000, Spent: app.Spent{HandsOnMS: 120_000}},
	} {
		if got := reached(m); got != want {
			t.Errorf("%+v reads %q, want %q", m, got, want)
		}
	}
}

package main

import (
	"testing"
	"time"

	"firstlight/app"
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

func TestNoPartOfTheTimeReadsAsNothing(t *testing.T) {
	t.Parallel()
	for want, spent := range map[string]app.Spent{
		"hands-on 9s":              {HandsOnMS: 8700, MachineMS: 600},
		"hands-on 8s, waiting 2s":  {HandsOnMS: 8200, WaitingMS: 1800},
		"less than a second":       {HandsOnMS: 300},
		"machine 1s":               {HandsOnMS: 400, MachineMS: 450},
		"hands-on 40s, machine 1s": {HandsOnMS: 40_100, MachineMS: 600, AwayMS: 200},
	} {
		all := time.Duration(spent.HandsOnMS+spent.MachineMS+spent.WaitingMS+spent.AwayMS) * time.Millisecond
		if got := split(spent, all); got != want {
			t.Errorf("%+v reads %q, want %q", spent, got, want)
		}
	}
}

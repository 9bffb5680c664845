package main

import (
	"testing"

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

package main

import (
	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// showLeft prints what is left for the person: the steps that do not hold, each
// with the command that goes on with it.
func showLeft(s *screen.Screen, state app.State, o guide.Options) {
	first := true
	for _, step := range steps(state) {
		if holds(step) {
			continue
		}
		if first {
			first = false
			s.Gap()
			s.Line(s.Bold("Left for you"))
		}
		s.Hang("  "+s.Mark(step.Status, step.Pending)+" ", wording.Clean(step.Title)+": "+why(step))
		if step.Status != check.Blocked && len(step.Fixes) > 0 {
			showCommands(s, "    ", []string{fixCommandLine(step, step.Fixes[0].ID, o)})
		}
	}
	if !first {
		s.Gap()
		s.Text(0, "Go on at any time with: "+goOn(o))
	}
}

// why says why a step does not hold: what went wrong last, or what was seen.
func why(step app.Step) string {
	text := seen(step)
	if run := trouble(step); run != nil && run.Outcome == "failed" {
		ended := run.Reason
		if run.Known != nil {
			ended = run.Known.Cause
		}
		text += ". The last try ended with: " + wording.Clean(ended)
	}
	return text
}

// goOn returns the command that goes on with the journey.
func goOn(o guide.Options) string {
	args := []string{"firstlight", "run"}
	if o.Source != "" {
		args = append(args, o.Source)
	}
	if o.Track != "" {
		args = append(args, "--track", o.Track)
	}
	return check.Run(args...).String()
}

package main

import (
	"fmt"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// showStanding prints the steps, the milestones and where the time went.
func showStanding(s *screen.Screen, state app.State, o guide.Options) {
	showTitle(s, state)
	showSteps(s, state)
	showMilestones(s, state)
	s.Gap()
	s.Text(0, soFar(state))
	if state.Approval.Needed {
		s.Text(0, "This journey's commands wait for you to approve them.")
	}
	for _, notice := range state.Notices {
		s.Text(0, wording.Clean(notice))
	}
	if step, ok := stepOf(state, state.Current); ok {
		s.Gap()
		s.Text(0, "Next: "+wording.Clean(step.Title)+". Go on with: "+goOn(o))
	}
}

func showTitle(s *screen.Screen, state app.State) {
	s.Line(s.Bold(wording.Clean(state.Journey.Name)))
	where := "From " + wording.Clean(state.Journey.Source)
	if state.Journey.Track != "" {
		where += ", track " + wording.Clean(state.Journey.Track)
	}
	if began, err := time.Parse(time.RFC3339, state.Onboarding.StartedAt); err == nil {
		where += ", begun " + began.Local().Format("Mon 2 Jan 2006 15:04")
	}
	s.Faint("", where)
}

func showSteps(s *screen.Screen, state app.State) {
	c := columnsOf(s, steps(state))
	for _, stage := range state.Stages {
		s.Gap()
		s.Line(s.Bold(wording.Clean(stage.Name)))
		for _, step := range stage.Steps {
			s.Faint("  "+c.lead(s, step), summaryOf(step))
		}
	}
}

// columns are the widths of what stands before what was seen of a step: its title, and
// its ID, which other commands take.
type columns struct{ titles, ids int }

// columnsOf returns columns that leave room for what was seen: titles give way, as an ID
// has to be typed.
func columnsOf(s *screen.Screen, all []app.Step) columns {
	const widestTitle, leastTitle, widestID, around = 34, 16, 24, 34
	var c columns
	for _, step := range all {
		c.titles = max(c.titles, screen.Width(wording.Clean(step.Title)))
		c.ids = max(c.ids, screen.Width(step.ID))
	}
	c.titles, c.ids = min(c.titles, widestTitle), min(c.ids, widestID)
	if room := s.Columns(); room > 0 {
		c.titles = min(c.titles, max(leastTitle, room-around-c.ids))
	}
	return c
}

// lead returns what stands before what was seen of a step.
func (c columns) lead(s *screen.Screen, step app.Step) string {
	lead := s.Mark(step.Status, step.Pending) + " " + screen.Pad(screen.Cut(wording.Clean(step.Title), c.titles), c.titles) + "  "
	if c.ids == 0 {
		return lead
	}
	return lead + s.Dim(screen.Pad(step.ID, c.ids)) + "  "
}

// seen returns what was seen of a step.
func seen(step app.Step) string {
	switch {
	case step.Status == "" && busy(step):
		return "Being looked at"
	case step.Status == "":
		return "Not looked at yet"
	}
	return wording.Clean(step.Summary) + lastRun(step, time.Now())
}

// lastRun says when it was that a command of the journey's was last run, which is not
// run by itself, where it did not end well then and it was not just now.
func lastRun(step app.Step, now time.Time) string {
	const fresh = time.Minute
	seen, err := time.Parse(time.RFC3339, step.SeenAt)
	bad := step.Status == check.Unknown || step.Status == check.Failing && !step.Pending
	if err != nil || step.Kind != journey.Run || !bad || now.Sub(seen) < fresh {
		return ""
	}
	return ", when it was run on " + seen.Local().Format("Mon 2 Jan 2006 15:04")
}

// summaryOf returns what was seen of a step, and how long the step has taken.
func summaryOf(step app.Step) string {
	text := seen(step)
	// What stands in the title already is not said again.
	if text == wording.Clean(step.Title) {
		text = ""
	}
	if step.Attested && step.Note != "" {
		text += ", with the note: " + wording.Clean(step.Note)
	}
	if took := whole(step.Spent); took >= time.Second {
		text += " (" + wording.Took(took) + ")"
	}
	return strings.TrimSpace(text)
}

func showMilestones(s *screen.Screen, state app.State) {
	if len(state.Milestones) == 0 {
		return
	}
	s.Gap()
	s.Line(s.Bold("Milestones"))
	for _, m := range state.Milestones {
		var status check.Status
		when := "Not yet"
		if m.At != "" {
			status, when = check.OK, reached(m)
		}
		s.Faint("  "+s.Mark(status, status == "")+" "+screen.Pad(m.Title, 18)+"  ", when)
	}
}

// reached says when a milestone was reached and where the time until then went.
func reached(m app.Milestone) string {
	took := milliseconds(m.ElapsedMS)
	if m.Earlier {
		return "From before you began"
	}
	if took < time.Second {
		return "At once"
	}
	return "After " + wording.Took(took) + ": " + split(m.Spent, took)
}

// soFar says how much holds and where the time went.
func soFar(state app.State) string {
	held, muted, all := 0, false, steps(state)
	for _, step := range all {
		if holds(step) {
			held++
		}
		muted = muted || step.Status == check.Muted
	}
	text := fmt.Sprintf("%d of %d steps hold", held, len(all))
	switch {
	case held < len(all):
	case muted:
		text = "All that is not muted holds"
	default:
		text = "Everything holds"
	}
	elapsed := milliseconds(state.Clock.ElapsedMS)
	return fmt.Sprintf("%s. Time so far: %s (%s).", text, wording.Took(elapsed), split(state.Clock.Spent, elapsed))
}

// split says what some time went into, without the parts that read as nothing.
func split(s app.Spent, whole time.Duration) string {
	names := []string{"hands-on", "machine", "waiting", "away"}
	parts := []time.Duration{milliseconds(s.HandsOnMS), milliseconds(s.MachineMS), milliseconds(s.WaitingMS), milliseconds(s.AwayMS)}
	var said []string
	for i, text := range wording.Parts(whole, parts...) {
		if text != wording.Took(0) {
			said = append(said, names[i]+" "+text)
		}
	}
	if len(said) == 0 {
		return "less than a second"
	}
	return strings.Join(said, ", ")
}

func whole(s app.Spent) time.Duration {
	return milliseconds(s.HandsOnMS + s.MachineMS + s.WaitingMS + s.AwayMS)
}

func milliseconds(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

package main

import (
	"fmt"
	"strings"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
)

// showCard prints all that there is to know of a step.
func showCard(s *screen.Screen, step app.Step) {
	s.Gap()
	s.Line("  ", s.Mark(step.Status, step.Pending), " ", s.Bold(wording.Clean(step.Title)))
	if step.Why != "" {
		s.Text(4, wording.Clean(step.Why))
	}
	s.Gap()
	s.Hang("    Seen    ", seen(step))
	showEvidence(s, "            ", step)
	if known := step.Known; known != nil && !holds(step) {
		showKnown(s, *known)
	}
	if run := trouble(step); run != nil {
		s.Hang("    Tried   ", wording.Clean(run.Reason))
	}
	if step.How != "" {
		s.Gap()
		s.Hang("    How     ", wording.Clean(step.How))
	}
}

func showEvidence(s *screen.Screen, lead string, step app.Step) {
	for _, e := range step.Evidence {
		s.Faint(lead, wording.Clean(e.Label)+": "+wording.Clean(e.Value))
	}
}

// showFix prints a fix under a lead such as its number, with the commands that
// it would run.
func showFix(s *screen.Screen, lead string, fix app.Fix, commands []string) {
	title := wording.Clean(fix.Title)
	if fix.Recommended != "" {
		title += " (recommended by " + wording.Clean(fix.Recommended) + ")"
	}
	s.Gap()
	s.Hang(lead, title)
	under := strings.Repeat(" ", screen.Width(lead))
	if fix.Effect != "" {
		s.Hang(under, wording.Clean(fix.Effect))
	}
	showCommands(s, under, commands)
	if fix.Dir != "" {
		s.Faint(under+"In ", wording.Clean(fix.Dir))
	}
	if fix.Privilege == check.Admin {
		s.Hang(under, "It needs the rights of the machine's administrator.")
	}
	if u := fix.Usual; u != nil {
		runs := "1 earlier run"
		if u.Runs > 1 {
			runs = fmt.Sprintf("%d earlier runs", u.Runs)
		}
		switch {
		case u.Own == 0:
			runs += ", all of other people"
		case u.Own < u.Runs:
			runs += fmt.Sprintf(", %d of them yours", u.Own)
		}
		s.Faint(under, "Takes about "+wording.Took(milliseconds(u.TookMS))+", from "+runs)
	}
	if fix.Undo != "" {
		s.Faint(under+"To undo: ", wording.Clean(fix.Undo))
	}
}

// showCommands prints commands exactly as they would run: they are not wrapped.
func showCommands(s *screen.Screen, under string, commands []string) {
	for _, command := range commands {
		lead := "$ "
		for line := range strings.SplitSeq(strings.TrimRight(wording.Clean(command), "\n"), "\n") {
			s.Line(under, lead, s.Accent(line))
			lead = "  "
		}
	}
}

// showDetail prints the end of the output that a finding rests on.
func showDetail(s *screen.Screen, step app.Step) {
	s.Gap()
	showOutput(s, strings.TrimRight(step.Detail, "\n"))
}

// showOutput prints one line of a run's output; a command in it may itself have
// several.
func showOutput(s *screen.Screen, text string) {
	for line := range strings.SplitSeq(wording.Clean(text), "\n") {
		s.Line(s.Dim("  │ "), line)
	}
}

// showResult prints what was seen of a step after something was done about it.
func showResult(s *screen.Screen, step app.Step) {
	text := wording.Clean(step.Title) + ": " + wording.Clean(step.Summary)
	if run := trouble(step); run != nil && !holds(step) {
		text += fmt.Sprintf(". %s", wording.Clean(run.Reason))
	}
	s.Hang("  "+s.Mark(step.Status, step.Pending)+" ", text)
	if run := trouble(step); run != nil && run.Known != nil && !holds(step) {
		showKnown(s, *run.Known)
	}
}

// showKnown prints what is known of a failure: its plain cause, and what to do.
func showKnown(s *screen.Screen, known check.KnownFailure) {
	s.Hang("    Known   ", wording.Clean(strings.TrimSpace(known.Cause+" "+known.Next)))
}

// trouble returns the last work at a step that did not end well: the fix, or else
// the check that followed it. It is nil where there is none, or where its reason
// is what was seen.
func trouble(step app.Step) *app.Run {
	for _, run := range []*app.Run{step.LastFix, step.Run} {
		if run != nil && run.Reason != "" && run.Reason != step.Summary {
			return run
		}
	}
	return nil
}

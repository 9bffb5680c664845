package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// diagnosis is what doctor has to tell.
type diagnosis struct {
	// title is what was looked at, found what was seen, the worst first.
	title   string
	found   []app.Step
	took    time.Duration
	options doctorOptions
	// where is what a person has to name again to come to the same claims.
	where guide.Options
}

// tell prints a diagnosis in the form that was asked for, as it is: she acts on it.
// What others are to read is what firstlight report strips.
func (c *cli) tell(d diagnosis) error {
	var err error
	switch {
	case c.json:
		report := healthReport{Version: reportVersion, TookMS: d.took.Milliseconds(), Findings: []findingReport{}}
		for _, step := range d.found {
			finding := findingOf(step, d.where)
			for i, fix := range step.Fixes {
				finding.Fixes[i].Command = strings.Join(d.commands(step, fix), " && ")
			}
			report.Findings = append(report.Findings, finding)
		}
		err = c.encode(report)
	case d.options.junit:
		err = writeJUnit(c.stdout, d)
	default:
		showHealth(c.out, d)
	}
	if err != nil {
		return err
	}
	return verdictOf(d.found)
}

// verdictOf is nil when every claim holds, and says otherwise what the worst of
// them is.
func verdictOf(found []app.Step) error {
	worst := check.OK
	for _, step := range found {
		if step.Status.Severity() > worst.Severity() {
			worst = step.Status
		}
	}
	switch worst {
	case check.OK, check.Muted:
		return nil
	case check.Failing:
		return errDoesNotHold
	default:
		return errUntold
	}
}

func showHealth(s *screen.Screen, d diagnosis) {
	s.Line(s.Bold(wording.Clean(d.title)))
	wrong := 0
	for _, step := range d.found {
		if !holds(step) {
			wrong++
		}
	}
	for _, step := range d.found[:wrong] {
		showWrong(s, step, d)
	}
	s.Gap()
	c := columnsOf(s, d.found[wrong:])
	if d.ofTools() {
		c.ids = 0
	}
	for _, step := range d.found[wrong:] {
		s.Faint(c.lead(s, step), seen(step))
	}
	if d.options.timings {
		showTimings(s, d)
	}
	s.Gap()
	s.Text(0, tally(d.found))
	first := firstToDo(d.found[:wrong])
	switch {
	case first == nil:
	case len(first.Fixes) == 0:
		s.Text(0, fmt.Sprintf("See to this first: %s. No command does that; what to do is said above.", wording.Clean(first.Title)))
	default:
		s.Text(0, "Do this first:")
		showCommands(s, "", d.commands(*first, first.Fixes[0]))
	}
}

// showWrong prints a claim that does not hold, and what can be done.
func showWrong(s *screen.Screen, step app.Step, d diagnosis) {
	s.Gap()
	s.Line(s.Mark(step.Status, step.Pending), " ", s.Bold(wording.Clean(step.Title)), d.called(s, step))
	s.Text(4, seen(step))
	showEvidence(s, "    ", step)
	if known := step.Known; known != nil {
		s.Hang("    ", wording.Clean(known.Cause))
		next := wording.Clean(known.Next)
		if known.Owner != "" {
			next += " Ask: " + wording.Clean(known.Owner) + "."
		}
		s.Hang("    ", next)
		if known.Command != "" {
			showCommands(s, "    ", []string{known.Command})
		}
	}
	if step.Drift != nil {
		showDrift(s, *step.Drift)
	}
	for _, fix := range step.Fixes {
		s.Text(4, wording.Clean(fix.Title)+":")
		showCommands(s, "    ", d.commands(step, fix))
	}
}

// ofTools reports whether it is of tools alone, whose IDs no command takes.
func (d diagnosis) ofTools() bool { return len(d.options.tools) > 0 }

// called is the ID of a claim as it stands beside its title, where a command takes it.
func (d diagnosis) called(s *screen.Screen, step app.Step) string {
	if d.ofTools() {
		return ""
	}
	return "  " + s.Dim(step.ID)
}

// commands are what to type for a fix. What belongs to no journey cannot be
// named to firstlight fix, so there it is what the fix itself would run.
func (d diagnosis) commands(step app.Step, fix app.Fix) []string {
	if d.ofTools() {
		return fix.Commands
	}
	return []string{fixCommandLine(step, fix.ID, d.where)}
}

// showDrift says until when a claim held, and what has changed since.
func showDrift(s *screen.Screen, drift app.Drift) {
	s.Text(4, "It held until "+day(drift.HeldUntil)+".")
	for _, c := range drift.Changes {
		s.Faint("    ", fmt.Sprintf("%s: %s, was %s", wording.Clean(c.Label), wording.Clean(c.Is), wording.Clean(c.Was)))
	}
}

// day returns a moment as people speak of days and hours.
func day(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return at.Local().Format("Monday, 2 January 2006, 15:04")
}

// firstToDo returns the worst claim that there is a fix for, or that stands in the way
// of the journey and says what to do; nil where there is none. What others wait for is
// worse than what waits.
func firstToDo(wrong []app.Step) *app.Step {
	for i, step := range wrong {
		if len(step.Fixes) > 0 || step.InWay && step.Urgent() && check.Advises(step.Evidence) {
			return &wrong[i]
		}
	}
	return nil
}

func showTimings(s *screen.Screen, d diagnosis) {
	slowest := slices.SortedStableFunc(slices.Values(d.found), func(a, b app.Step) int { return int(b.TookMS - a.TookMS) })
	s.Gap()
	for _, step := range slowest {
		s.Line(fmt.Sprintf("%7d ms  ", step.TookMS), wording.Clean(step.ID))
	}
}

// tally counts the statuses, the best first.
func tally(found []app.Step) string {
	words := map[check.Status]string{
		check.OK: "hold", check.Muted: "muted", check.Blocked: "blocked", check.Unknown: "unknown", check.Failing: "failing",
	}
	var parts []string
	for _, status := range check.Statuses() {
		n, todo := 0, 0
		for _, step := range found {
			switch {
			case step.Status == status && step.Pending:
				todo++
			case step.Status == status:
				n++
			}
		}
		if todo > 0 {
			parts = append(parts, fmt.Sprintf("%d to do", todo))
		}
		switch {
		case n == 1 && status == check.OK:
			parts = append(parts, "1 holds")
		case n > 0:
			parts = append(parts, fmt.Sprintf("%d %s", n, words[status]))
		}
	}
	return strings.Join(parts, ", ") + "."
}

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/share"
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
	// scrubber takes the person out of what tells her what to type.
	scrubber *share.Scrubber
	// left says that something stands there by a mark alone.
	left bool
}

// tell prints a diagnosis in the form that was asked for, and without what is
// personal, as people post it, unless she wants it as it is.
func (c *cli) tell(s *share.Scrubber, d diagnosis) error {
	if d.options.asIs {
		s = nil
	}
	before := marks(d)
	d.title, d.scrubber = s.Scrub(d.title), s
	for i := range d.found {
		d.found[i] = scrubbed(s, d.found[i])
	}
	d.left = marks(d) > before
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

// scrubbed returns a step without what is personal in what was found of it, in
// what she wrote of it herself, and in what would put it right: that may name her
// account and her folders.
func scrubbed(s *share.Scrubber, step app.Step) app.Step {
	step.Title, step.Summary, step.Detail = s.Scrub(step.Title), s.Scrub(step.Summary), s.Scrub(step.Detail)
	step.Evidence = slices.Clone(step.Evidence)
	for i, fact := range step.Evidence {
		step.Evidence[i].Label, step.Evidence[i].Value = s.Scrub(fact.Label), s.Scrub(fact.Value)
	}
	if step.Known != nil {
		known := *step.Known
		known.Cause, known.Next = s.Scrub(known.Cause), s.Scrub(known.Next)
		known.Command, known.Owner, known.Docs = s.Scrub(known.Command), s.Scrub(known.Owner), s.Scrub(known.Docs)
		step.Known = &known
	}
	if step.Drift != nil {
		drift := *step.Drift
		drift.Changes = slices.Clone(drift.Changes)
		for i, c := range drift.Changes {
			drift.Changes[i] = check.Change{Label: s.Scrub(c.Label), Was: s.Scrub(c.Was), Is: s.Scrub(c.Is)}
		}
		step.Drift = &drift
	}
	if step.Mute != nil {
		mute := *step.Mute
		mute.Reason = s.Scrub(mute.Reason)
		step.Mute = &mute
	}
	step.Fixes = slices.Clone(step.Fixes)
	for i := range step.Fixes {
		fix := &step.Fixes[i]
		fix.Title, fix.Undo = s.Scrub(fix.Title), s.Scrub(fix.Undo)
		fix.Commands = slices.Clone(fix.Commands)
		for j, command := range fix.Commands {
			fix.Commands[j] = s.Scrub(command)
		}
	}
	return step
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
	if d.left {
		s.Gap()
		s.Text(0, "What stands in ‹› was left out, so that this can be posted. With --as-is the same command shows it.")
	}
}

// marks counts what stands in a diagnosis for something that was left out.
func marks(d diagnosis) int {
	n := strings.Count(d.title, "‹")
	for _, step := range d.found {
		// A step is made of nothing that JSON cannot hold.
		text, _ := json.Marshal(step)
		n += bytes.Count(text, []byte("‹"))
		for _, fix := range step.Fixes {
			n += strings.Count(strings.Join(d.commands(step, fix), ""), "‹")
		}
	}
	return n
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
	// A ~ that is put in before the line is quoted would be no home to a shell.
	return []string{d.scrubber.Scrub(fixCommandLine(step, fix.ID, d.where))}
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

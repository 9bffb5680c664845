package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// healthReport is the document of doctor.
type healthReport struct {
	Version  int             `json:"version"`
	Findings []findingReport `json:"findings"`
}

type findingReport struct {
	ID   string       `json:"id"`
	Kind journey.Kind `json:"kind"`
	Name string       `json:"name"`
	// Status is null until the claim was first looked at.
	Status   *check.Status    `json:"status"`
	Code     string           `json:"code"`
	Summary  string           `json:"summary"`
	Evidence []check.Evidence `json:"evidence"`
	Fixes    []fixReport      `json:"fixes"`
}

type fixReport struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Command is what to type to run the fix.
	Command string `json:"command"`
	// Commands are what the fix itself runs.
	Commands  []string        `json:"commands"`
	Privilege check.Privilege `json:"privilege"`
	Undo      string          `json:"undo"`
}

func doctorCommand(c *cli) *cobra.Command {
	var o guide.Options
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look at everything at once, and say how to put it right",
		Long: "Looks at every claim of the journey at once and prints what it found, the worst\n" +
			"first, with the command that fixes it.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.doctor(cmd.Context(), o) },
	}
	journeyFlags(cmd, &o)
	return cmd
}

func (c *cli) doctor(ctx context.Context, o guide.Options) (err error) {
	v, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	state, err := v.app.State()
	if err != nil {
		return err
	}
	if err := c.walk(v, state).lookAgain(ctx); err != nil {
		return err
	}
	if state, err = v.app.State(); err != nil {
		return err
	}
	found := worstFirst(steps(state))
	if c.json {
		report := healthReport{Version: reportVersion, Findings: []findingReport{}}
		for _, step := range found {
			report.Findings = append(report.Findings, findingOf(step, o))
		}
		err = c.encode(report)
	} else {
		showHealth(c.out, state, found, o)
	}
	return errors.Join(err, verdict(state))
}

// underWay names what is being looked at.
func underWay(state app.State) string {
	var titles []string
	for _, step := range steps(state) {
		if busy(step) {
			titles = append(titles, screen.Clean(step.Title))
		}
	}
	switch len(titles) {
	case 0:
		return "everything"
	case 1:
		return titles[0]
	default:
		return fmt.Sprintf("%s and %d more", titles[0], len(titles)-1)
	}
}

// worstFirst orders steps by how bad they are: what is broken, what could not be
// told, what is yet to be done, what waits for those, what holds.
func worstFirst(all []app.Step) []app.Step {
	rank := func(step app.Step) int {
		r := 2 * step.Status.Severity()
		if step.Pending {
			r = 2*check.Blocked.Severity() + 1
		}
		return r
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b app.Step) int { return cmp.Compare(rank(b), rank(a)) })
}

func showHealth(s *screen.Screen, state app.State, found []app.Step, o guide.Options) {
	showTitle(s, state)
	longest, wrong := 0, 0
	for _, step := range found {
		longest = max(longest, screen.Width(step.Title))
		if !holds(step) {
			wrong++
		}
	}
	for _, step := range found[:wrong] {
		s.Gap()
		s.Line(s.Mark(step.Status, step.Pending), " ", s.Bold(screen.Clean(step.Title)))
		s.Text(4, seen(step))
		showEvidence(s, "    ", step)
		for _, fix := range step.Fixes {
			s.Text(4, screen.Clean(fix.Title)+":")
			showCommands(s, "    ", []string{fixCommandLine(step, fix.ID, o)})
		}
	}
	s.Gap()
	for _, step := range found[wrong:] {
		s.Faint(s.Mark(step.Status, false)+" "+screen.Pad(screen.Clean(step.Title), min(longest, 34))+"  ", seen(step))
	}
	s.Gap()
	s.Text(0, tally(found))
}

// tally counts the statuses, the best first.
func tally(found []app.Step) string {
	words := map[check.Status]string{
		check.OK: "hold", check.Muted: "muted", check.Blocked: "blocked", check.Unknown: "unknown", check.Failing: "failing",
	}
	var parts []string
	for _, status := range check.Statuses() {
		n := 0
		for _, step := range found {
			if step.Status == status {
				n++
			}
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

func findingOf(step app.Step, o guide.Options) findingReport {
	f := findingReport{
		ID: step.ID, Kind: step.Kind, Name: step.Title, Status: statusOf(step), Code: step.Code, Summary: step.Summary,
		Evidence: append([]check.Evidence{}, step.Evidence...), Fixes: []fixReport{},
	}
	for _, fix := range step.Fixes {
		f.Fixes = append(f.Fixes, fixReport{
			ID: fix.ID, Title: fix.Title, Command: fixCommandLine(step, fix.ID, o), Commands: fix.Commands,
			Privilege: fix.Privilege, Undo: fix.Undo,
		})
	}
	return f
}

// fixCommandLine returns what to type to run a fix.
func fixCommandLine(step app.Step, fix string, o guide.Options) string {
	args := []string{"firstlight", "fix", step.ID}
	if len(step.Fixes) > 1 {
		args = append(args, "--fix", fix)
	}
	if o.Source != "" {
		args = append(args, "--journey", o.Source)
	}
	if o.Track != "" {
		args = append(args, "--track", o.Track)
	}
	return check.Run(args...).String()
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/table"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// timelineReport is the document of timeline.
type timelineReport struct {
	Version int `json:"version"`
	app.Timeline
}

func timelineCommand(c *cli) *cobra.Command {
	var o guide.Options
	var file string
	cmd := &cobra.Command{
		Use:   "timeline [JOURNEY]",
		Short: "Show the whole way, and what took longest",
		Long: "Shows the stages and steps of your way on one axis of time, by what it went\n" +
			"into, with what failed and what held no longer, what took longest and why.\n" +
			"What others took stands beside it where you imported their onboardings. It\n" +
			"looks at nothing and changes nothing.",
		Example: "  firstlight timeline\n  firstlight timeline --file onboarding.json",
		Args:    takes(0, "JOURNEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.Source = args[0]
			}
			if file != "" && (o.Source != "" || o.Track != "") {
				return usage("Choose one of them.", "--file and a journey both say which way to show")
			}
			return c.timeline(cmd.Context(), o, file)
		},
	}
	trackFlag(cmd, &o)
	cmd.Flags().StringVar(&file, "file", "", "show the onboarding in a `file` that firstlight export wrote")
	return cmd
}

func (c *cli) timeline(ctx context.Context, o guide.Options, file string) error {
	t, err := c.wayOf(ctx, o, file)
	switch {
	case err != nil:
		return err
	case c.json:
		return c.encode(timelineReport{reportVersion, t})
	}
	showTimeline(c.out, t)
	return nil
}

// wayOf returns the timeline that is meant.
func (c *cli) wayOf(ctx context.Context, o guide.Options, file string) (t app.Timeline, err error) {
	if file != "" {
		err = c.atDesk(ctx, func(g *guide.Guide) error {
			way, err := g.TimelineOf(ctx, file)
			t = app.TimelineFrom(way)
			return err
		})
		return t, err
	}
	o.ReadOnly = true
	v, _, err := c.open(ctx, o)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	return v.app.Timeline()
}

// showTimeline prints the picture of the way, and the same in numbers.
func showTimeline(s *screen.Screen, t app.Timeline) {
	s.Line(s.Bold(wording.Clean(t.Journey)))
	lead := "Begun " + minute(t.StartedAt)
	if t.FinishedAt != "" {
		lead += ", finished " + minute(t.FinishedAt)
	}
	length := "less than a second"
	if t.LengthMS >= time.Second.Milliseconds() {
		length = took(t.LengthMS) + ": " + split(t.Spent, milliseconds(t.LengthMS))
	}
	s.Faint("", fmt.Sprintf("%s. It took %s.", lead, length))
	showPicture(s, t)
	showLongest(s, t)
	for _, table := range timelineTables(t) {
		show(s, table)
	}
}

func showLongest(s *screen.Screen, t app.Timeline) {
	if len(t.Longest) == 0 {
		return
	}
	s.Gap()
	s.Line(s.Bold("What took longest"))
	for _, long := range t.Longest {
		text := wording.Clean(long.Title)
		if len(long.Why) > 0 {
			text += ": " + wording.Clean(strings.Join(long.Why, " "))
		}
		s.Hang("  "+screen.Pad(took(long.TookMS), 8), text)
	}
}

// timelineTables are the numbers of the picture.
func timelineTables(t app.Timeline) []table.Table {
	steps := table.Table{
		Title: "Step by step", Whole: true, Columns: []string{"Step", "Hands-on", "Machine", "Waiting", "Away", "Failed", "Undone"},
	}
	milestones := table.Table{Title: "Milestones", Whole: true, Columns: []string{"Milestone", "After", "Worked"}}
	if t.People > 0 {
		steps.Columns = append(steps.Columns, "Others")
		steps.Lead = fmt.Sprintf("Others is the median of what others worked there, hands-on and machine together, of %s that you imported.", count(t.People, "onboarding"))
		milestones.Columns = append(milestones.Columns, "Others after", "They worked")
	}
	for _, stage := range t.Stages {
		for _, step := range stage.Steps {
			cells := append([]string{step.Title}, numbers(step.TimelineSpan.Spent, step.Attempts, step.Failures, step.Undone)...)
			steps.Add(0, withOthers(cells, t.People, step.Others)...)
		}
	}
	if whole(t.Elsewhere.Spent) > 0 {
		steps.Add(0, withOthers(append([]string{"Elsewhere"}, numbers(t.Elsewhere.Spent, 0, 0, 0)...), t.People, nil)...)
	}
	steps.Add(0, withOthers(append([]string{"All"}, numbers(t.Spent, 0, 0, 0)...), t.People, nil)...)
	for _, m := range t.Milestones {
		milestones.Add(0, withOthers([]string{m.Title, took(m.AtMS), took(m.WorkedMS)}, t.People, m.Others, m.OthersWorked)...)
	}
	if len(milestones.Rows) == 0 {
		return []table.Table{steps}
	}
	return []table.Table{steps, milestones}
}

func numbers(spent app.Spent, attempts, failures, undone int) []string {
	cells := []string{some(spent.HandsOnMS), some(spent.MachineMS), some(spent.WaitingMS), some(spent.AwayMS)}
	failed, again := "", ""
	if attempts > 0 {
		failed = fmt.Sprintf("%d of %d", failures, attempts)
	}
	if undone > 0 {
		again = fmt.Sprintf("%d×", undone)
	}
	return append(cells, failed, again)
}

// some returns a duration, and nothing of less than half a second.
func some(ms int64) string {
	if ms < 500 {
		return ""
	}
	return took(ms)
}

// withOthers adds what others took, where any are known.
func withOthers(cells []string, people int, others ...*app.Spread) []string {
	for _, o := range others {
		switch {
		case people == 0:
		case o == nil:
			cells = append(cells, "")
		case o.TooFew:
			cells = append(cells, "too few")
		default:
			cells = append(cells, took(o.MedianMS))
		}
	}
	return cells
}

// minute returns a moment as a person reads it.
func minute(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return at.Local().Format("Mon 2 Jan 2006 15:04")
}

package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/insight"
)

// frictionReport is the document of friction.
type frictionReport struct {
	Version int `json:"version"`
	app.Friction
}

func frictionCommand(c *cli) *cobra.Command {
	var o insightOptions
	cmd := &cobra.Command{
		Use:   "friction",
		Short: "Show where people lose their time",
		Long: "Shows of the onboardings that were imported which steps cost people most hours, what\n" +
			"fails there without anybody having explained it, where people stop and what they said.",
		Example: "  firstlight friction --version 9f3c --against 5f0c\n" +
			"  firstlight friction --html friction.html",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.friction(cmd.Context(), o) },
	}
	insightFlags(cmd, &o)
	return cmd
}

func (c *cli) friction(ctx context.Context, o insightOptions) error {
	if err := o.checked(c); err != nil {
		return err
	}
	chosen, before, err := c.cohort(ctx, o)
	if err != nil {
		return err
	}
	var changes []insight.StepChange
	if o.against != "" {
		changes = insight.Compare(before, chosen)
	}
	f := app.FrictionFrom(insight.FrictionOf(chosen, time.Now()), changes)
	return c.tables(o, "Friction", frictionReport{reportVersion, f}, frictionTables(f, o.against != ""))
}

func frictionTables(f app.Friction, compared bool) []table {
	steps := table{
		Title: "Steps, by the hours that people lost there",
		Lead: fmt.Sprintf("%s: %d finished, %d stopped, %d on their way. Lost is what people and their machines worked there; half of the people lost at most the median, nine in ten at most p90.",
			count(f.People, "onboarding"), f.Finished, f.Stopped, f.People-f.Finished-f.Stopped),
		Columns: []string{"Step", "Lost", "People", "Median", "p90", "Waiting", "Failed", "Retried", "Stopped"},
	}
	most := int64(1)
	if len(f.Steps) > 0 {
		most = max(1, f.Steps[0].Lost.SumMS)
	}
	for _, s := range f.Steps {
		median, p90 := took(s.Lost.MedianMS), took(s.Lost.P90MS)
		if s.Lost.TooFew {
			median, p90 = "too few", "too few"
		}
		steps.add(float64(s.Lost.SumMS)/float64(most), s.Title, hours(s.Lost.SumMS), fmt.Sprint(s.Lost.People), median, p90, someHours(s.WaitingMS),
			inHundred(s.Failures, s.Attempts), inHundred(s.Retried, s.Lost.People), number(s.Stopped))
	}
	tables := []table{steps}
	if compared {
		tables = append(tables, changeTable(f.Changes))
	}
	errors := table{
		Title: "Failures that nobody has explained yet", Columns: []string{"Said", "Step", "Times", "People"},
		Lead: fmt.Sprintf("Known failures explained %d others.", f.Explained),
	}
	for _, e := range f.Errors {
		errors.add(float64(e.Times)/float64(max(1, f.Errors[0].Times)), e.Said, e.Title, fmt.Sprint(e.Times), fmt.Sprint(e.People))
	}
	notes := table{Title: "What people said", Columns: []string{"Said", "Step"}}
	for _, n := range f.Notes {
		notes.add(0, n.Text, n.Step)
	}
	thanks := table{Title: "Thank-you notes", Lead: count(len(f.Thanks), "note") + ".", Columns: []string{"Said", "Step"}}
	for _, n := range f.Thanks {
		thanks.add(0, n.Text, n.Step)
	}
	return append(tables, errors, notes, thanks)
}

func changeTable(changes []app.StepChange) table {
	t := table{
		Title:   "What changed from the version before",
		Lead:    "The difference of the medians, and where it lies with 95 % confidence.",
		Columns: []string{"Step", "Before", "After", "Difference", "From", "To", "People", "Verdict"},
	}
	for _, c := range changes {
		low, high := signed(c.LowMS), signed(c.HighMS)
		if c.Verdict == insight.TooFew {
			low, high = "", ""
		}
		t.add(0, c.Title, took(c.Before.MedianMS), took(c.After.MedianMS), signed(c.DifferenceMS), low, high,
			fmt.Sprintf("%d, %d", c.Before.People, c.After.People), verdictText(c.Verdict))
	}
	if len(changes) == 0 {
		t.Lead = "Nobody is known who met a step in both."
	}
	return t
}

// hours returns what many people's time adds up to: days of it would read as days
// of one person.
func hours(ms int64) string { return fmt.Sprintf("%.1f h", milliseconds(ms).Hours()) }

// someHours returns hours like hours, and nothing of less than a tenth of one.
func someHours(ms int64) string {
	if milliseconds(ms) < 6*time.Minute {
		return ""
	}
	return hours(ms)
}

// number returns how many there are, and nothing of none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func took(ms int64) string { return screen.Took(milliseconds(ms)) }

// signed returns a difference with its sign.
func signed(ms int64) string {
	if ms < 0 {
		return "-" + took(-ms)
	}
	return "+" + took(ms)
}

// inHundred returns a part in a hundred; nothing of nothing.
func inHundred(part, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*float64(part)/float64(of))
}

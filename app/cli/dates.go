package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/guide"
)

// datesReport is the document of dates.
type datesReport struct {
	Version int `json:"version"`
	app.Dates
	// Merged is how many of the person's pull requests are merged; null where GitHub
	// was not asked.
	Merged *int `json:"merged"`
}

func datesCommand(c *cli) *cobra.Command {
	var o guide.Options
	var start string
	var ask bool
	cmd := &cobra.Command{
		Use:   "dates",
		Short: "Keep your first day, and when your tenth pull request was merged",
		Long: "Shows what is known of two milestones from outside the journey: your first day\n" +
			"at the company, and when your tenth pull request was merged. Both go with your\n" +
			"onboarding when you export it. The first day is also read from\n" +
			guide.FirstDayVariable + ".",
		Example: "  firstlight dates --first-day 2026-03-02\n" +
			"  firstlight dates --ask-github",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.dates(cmd.Context(), o, start, ask) },
	}
	journeyFlags(cmd, &o)
	cmd.Flags().StringVar(&start, "first-day", "", "your first `day` at the company, such as 2026-03-02")
	cmd.Flags().BoolVar(&ask, "ask-github", false, "ask GitHub how many of your pull requests are merged")
	return cmd
}

func (c *cli) dates(ctx context.Context, o guide.Options, start string, ask bool) (err error) {
	o.ReadOnly = start == "" && !ask
	v, _, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if start != "" {
		if err := v.app.SetFirstDay(start); err != nil {
			return err
		}
	}
	var merged *int
	if ask {
		n, err := v.app.AskMerges()
		if err != nil {
			return err
		}
		merged = &n
	}
	d, err := v.app.Dates()
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(datesReport{Version: reportVersion, Dates: d, Merged: merged})
	}
	first, tenth := "not known; say it with: firstlight dates --first-day 2026-03-02", "not known; ask with: firstlight dates --ask-github"
	if d.StartDate != "" {
		first = d.StartDate
	}
	switch {
	case d.TenthMerge != "":
		tenth = minute(d.TenthMerge)
	case merged != nil:
		tenth = fmt.Sprintf("still to come; merged so far: %d", *merged)
	}
	c.out.Hang("First day at the company    ", first)
	c.out.Hang("Tenth pull request merged   ", tenth)
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
)

// impactOptions say what an impact is measured against.
type impactOptions struct {
	insightOptions
	baseline []string
	until    string
	assumed  insight.Assumptions
	// named says which flags were given.
	named func(flag string) bool
}

func impactCommand(c *cli) *cobra.Command {
	o := impactOptions{}
	initial := insight.Assumed()
	cmd := &cobra.Command{
		Use:   "impact",
		Short: "Show what the way is worth",
		Long: "Shows of the onboardings that were imported how long it takes until each\n" +
			"milestone, against what it took before, the hours that this freed, and\n" +
			"everything that was assumed. What it took before is named, or measured from an\n" +
			"earlier version. What you do not name is assumed as you said last on the Impact\n" +
			"page.",
		Example: "  firstlight impact --baseline first-commit=5d,first-merge=12d --hourly 80\n" +
			"  firstlight impact --version 9f3c --against 5f0c --html impact.html",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.named = cmd.Flags().Changed
			return c.impact(cmd.Context(), o)
		},
	}
	insightFlags(cmd, &o.insightOptions)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.baseline, "baseline", nil, "what it took before, such as `first-commit=5d`")
	flags.StringVar(&o.until, "until", string(initial.Until), "the `milestone` at which a person counts as productive")
	flags.Float64Var(&o.assumed.HoursPerWeek, "hours-per-week", initial.HoursPerWeek, "the `hours` of a week that people work")
	flags.Float64Var(&o.assumed.Hourly, "hourly", 0, "what an hour of a person `costs`")
	flags.StringVar(&o.assumed.Currency, "currency", initial.Currency, "the `currency` of that")
	return cmd
}

func (c *cli) impact(ctx context.Context, o impactOptions) error {
	if err := o.checked(c); err != nil {
		return err
	}
	if o.Against != "" && len(o.baseline) > 0 {
		return usage("Choose one of them.", "--against and --baseline both say what it took before")
	}
	o.assumed.Until = journey.Milestone(o.until)
	var err error
	if o.assumed.Baseline, err = baselines(o.baseline); err != nil {
		return err
	}
	var i insight.Impact
	err = c.atDesk(ctx, func(g *guide.Guide) error {
		kept, err := g.Assumed(ctx)
		if err != nil {
			return err
		}
		i, err = g.Impact(ctx, o.Choice, o.over(kept))
		return err
	})
	var wrong *insight.AssumptionError
	if errors.As(err, &wrong) {
		return usage(wrong.Next, "%s", app.Explain(wrong).Message)
	}
	switch {
	case err != nil:
		return err
	case i.People == 0:
		return nobody()
	case o.Against != "" && i.Earlier == 0:
		return &app.Error{Code: app.CodeNotFound, Message: fmt.Sprintf("There is no imported onboarding to compare with: %q", o.Against), Hint: "Name another version, or the month in which people began."}
	}
	shown := app.ImpactFrom(i)
	return c.tables(o.insightOptions, "Impact", app.ImpactDocument{Version: app.FiguresVersion, Impact: shown}, app.ImpactTables(shown, true))
}

// over returns what is assumed where what is named stands in the place of what was
// kept.
func (o impactOptions) over(kept insight.Assumptions) insight.Assumptions {
	if o.named("baseline") || o.Against != "" {
		kept.Baseline = o.assumed.Baseline
	}
	if o.named("until") {
		kept.Until = o.assumed.Until
	}
	if o.named("hours-per-week") {
		kept.HoursPerWeek = o.assumed.HoursPerWeek
	}
	if o.named("hourly") {
		kept.Hourly = o.assumed.Hourly
	}
	if o.named("currency") {
		kept.Currency = o.assumed.Currency
	}
	return kept
}

// baselines reads what it took before, such as "first-commit=5d".
func baselines(given []string) (map[journey.Milestone]time.Duration, error) {
	told := map[journey.Milestone]time.Duration{}
	for _, text := range given {
		name, value, _ := strings.Cut(text, "=")
		took, err := journey.ParseSpan(value)
		if err != nil {
			return nil, usage("Write it as --baseline first-commit=5d: from 1m to 1000d, where days are d, hours h and minutes m.", "%v", err)
		}
		told[journey.Milestone(name)] = took
	}
	return told, nil
}

package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
)

// impactOptions say what an impact is measured against.
type impactOptions struct {
	insightOptions
	baseline []string
	until    string
	assumed  insight.Assumptions
}

// impactReport is the document of impact.
type impactReport struct {
	Version int `json:"version"`
	app.Impact
}

func impactCommand(c *cli) *cobra.Command {
	o := impactOptions{assumed: insight.Assumed()}
	cmd := &cobra.Command{
		Use:   "impact",
		Short: "Show what the way is worth",
		Long: "Shows of the onboardings that were imported how long it takes until each milestone,\n" +
			"against what it took before, the hours that this freed, and everything that was\n" +
			"assumed. What it took before is named, or measured from an earlier version.",
		Example: "  firstlight impact --baseline first-commit=5d,first-merge=12d --hourly 80\n" +
			"  firstlight impact --version 9f3c --against 5f0c --html impact.html",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.impact(cmd.Context(), o) },
	}
	insightFlags(cmd, &o.insightOptions)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.baseline, "baseline", nil, "what it took before, such as `first-commit=5d`")
	flags.StringVar(&o.until, "until", string(o.assumed.Until), "the `milestone` at which a person counts as productive")
	flags.Float64Var(&o.assumed.HoursPerWeek, "hours-per-week", o.assumed.HoursPerWeek, "the `hours` of a week that people work")
	flags.Float64Var(&o.assumed.Hourly, "hourly", 0, "what an hour of a person `costs`")
	flags.StringVar(&o.assumed.Currency, "currency", o.assumed.Currency, "the `currency` of that")
	return cmd
}

func (c *cli) impact(ctx context.Context, o impactOptions) error {
	if err := o.checked(c); err != nil {
		return err
	}
	switch {
	case o.against != "" && len(o.baseline) > 0:
		return usage("Choose one of them.", "--against and --baseline both say what it took before")
	case o.assumed.HoursPerWeek <= 0 || o.assumed.HoursPerWeek > 168:
		return usage("Name more than 0 and at most 168.", "Nobody works %g hours a week", o.assumed.HoursPerWeek)
	case !slices.Contains(journey.Milestones(), journey.Milestone(o.until)):
		return usage(milestonesHint(), "There is no milestone %q", o.until)
	}
	o.assumed.Until = journey.Milestone(o.until)
	var err error
	if o.assumed.Baseline, err = baselines(o.baseline); err != nil {
		return err
	}
	chosen, before, err := c.cohort(ctx, o.insightOptions)
	if err != nil {
		return err
	}
	if o.against != "" && len(before) == 0 {
		return &app.Error{Code: app.CodeNotFound, Message: fmt.Sprintf("No imported onboarding met a version %q", o.against), Hint: "Name another one."}
	}
	i := app.ImpactFrom(insight.ImpactOf(chosen, before, o.assumed))
	return c.tables(o.insightOptions, "Impact", impactReport{reportVersion, i}, impactTables(i))
}

// baselines reads what it took before, such as "first-commit=5d".
func baselines(given []string) (map[journey.Milestone]time.Duration, error) {
	told := map[journey.Milestone]time.Duration{}
	for _, text := range given {
		name, value, _ := strings.Cut(text, "=")
		if !slices.Contains(journey.Milestones(), journey.Milestone(name)) {
			return nil, usage(milestonesHint(), "There is no milestone %q", name)
		}
		took, err := time.ParseDuration(value)
		if days, ok := strings.CutSuffix(value, "d"); ok {
			var n float64
			n, err = strconv.ParseFloat(days, 64)
			took = time.Duration(n * 24 * float64(time.Hour))
		}
		if err != nil || took <= 0 {
			return nil, usage("Write it as --baseline first-commit=5d; days are d, hours h.", "%q is no time that something takes", value)
		}
		told[journey.Milestone(name)] = took
	}
	return told, nil
}

func milestonesHint() string {
	names := make([]string, 0, len(journey.Milestones()))
	for _, m := range journey.Milestones() {
		names = append(names, string(m))
	}
	return "There is " + strings.Join(names, ", ") + "."
}

func impactTables(i app.Impact) []table {
	way := table{
		Title:   "Until each milestone",
		Lead:    fmt.Sprintf("%s, %d finished. Elapsed is all time from the start on, nights and weekends included; worked is what of it people or their machines worked.", count(i.People, "onboarding"), i.Finished),
		Columns: []string{"Milestone", "People", "Median", "p90", "Worked", "Before", "Difference", "From", "To", "Verdict"},
	}
	most := int64(1)
	for _, m := range i.Milestones {
		most = max(most, m.Elapsed.MedianMS)
	}
	for _, m := range i.Milestones {
		before, difference, low, high, verdict := "", "", "", "", ""
		if m.BaselineMS > 0 {
			before, difference, verdict = took(m.BaselineMS), signed(m.DifferenceMS), verdictText(m.Verdict)
			if m.Verdict != insight.TooFew {
				low, high = signed(m.LowMS), signed(m.HighMS)
			}
		}
		way.add(float64(m.Elapsed.MedianMS)/float64(most), m.Title, fmt.Sprint(m.Elapsed.People), took(m.Elapsed.MedianMS), took(m.Elapsed.P90MS),
			took(m.Worked.MedianMS), before, difference, low, high, verdict)
	}
	worth := table{Title: "What it is worth", Columns: []string{"Figure", "Value"}}
	if i.Counted > 0 {
		worth.add(0, "Hours freed, of "+count(i.Counted, "onboarding"), fmt.Sprintf("%.0f", milliseconds(i.FreedMS).Hours()))
		if i.Hourly > 0 {
			worth.add(0, "Worth", fmt.Sprintf("%.0f %s", i.Cost, i.Currency))
		}
	} else {
		worth.Foot = "What was freed is not known, since nobody said what it took before: firstlight impact --baseline first-commit=5d"
	}
	worth.add(0, "Failures met in each onboarding", fmt.Sprintf("%.1f", i.Errors))
	if i.Baseline == insight.Measured {
		worth.add(0, "Failures met in each before", fmt.Sprintf("%.1f", i.ErrorsBefore))
	}
	worth.add(0, "Thank-you notes", fmt.Sprintf("%d, from %d people", i.Thanks, i.ThankfulPeople))
	return []table{way, worth, assumptionTable(i)}
}

// assumptionTable lists what nobody measured.
func assumptionTable(i app.Impact) table {
	t := table{Title: "What is assumed", Columns: []string{"Assumption", "Value", "Change it with"}}
	switch i.Baseline {
	case insight.Measured:
		t.add(0, "What it took before is that of an earlier version", count(i.EarlierPeople, "onboarding"), "--against")
		t.add(0, "Hours freed are those worked, less than the earlier median", "", "--against")
	case insight.Told:
		t.add(0, "What it took before was told, not measured", "see Before", "--baseline")
		t.add(0, "Hours that people work in a week, of 168 that pass", fmt.Sprintf("%g", i.HoursPerWeek), "--hours-per-week")
	default:
		t.add(0, "Nothing is known of what it took before", "", "--baseline")
	}
	t.add(0, "A person is productive from here on", string(i.Until), "--until")
	if i.Hourly > 0 {
		t.add(0, "An hour of a person costs", fmt.Sprintf("%g %s", i.Hourly, i.Currency), "--hourly, --currency")
	}
	return t
}

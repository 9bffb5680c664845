package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/table"
	"firstlight/backend/insight"
)

// insightOptions say of whom the figures are and how they are told.
type insightOptions struct {
	insight.Choice
	csv  bool
	html string
}

func insightFlags(cmd *cobra.Command, o *insightOptions) {
	flags := cmd.Flags()
	flags.StringVar(&o.Journey, "of", "", "only onboardings of the journey with this `name`")
	flags.StringVar(&o.Version, "version", "", "only those that met this version: the beginning of its `hash`")
	flags.StringVar(&o.Track, "track", "", "only those on this `track`")
	flags.StringVar(&o.Month, "month", "", "only those that began in this `month`, such as 2026-03")
	flags.StringVar(&o.Against, "against", "", "compare with a `version`: the beginning of its hash, before for the one before, or a month such as 2026-03")
	flags.BoolVar(&o.csv, "csv", false, "print CSV for a spreadsheet instead")
	flags.StringVar(&o.html, "html", "", "write a page with charts to this `file` instead; it needs no network")
}

// checked returns what is wrong with the flags.
func (o insightOptions) checked(c *cli) error {
	formats := 0
	for _, asked := range []bool{c.json, o.csv, o.html != ""} {
		if asked {
			formats++
		}
	}
	if formats > 1 {
		return usage("Choose one of them.", "--json, --csv and --html tell the same")
	}
	if _, err := time.Parse("2006-01", o.Month); o.Month != "" && err != nil {
		return usage("Write it as year and month, such as 2026-03.", "%q is not a month", o.Month)
	}
	return nil
}

// nobody says that no onboarding is among those that were asked for.
func nobody() error {
	return &app.Error{
		Code: app.CodeNotFound, Message: "No imported onboarding is among those that you asked for",
		Hint: "Take some in with: firstlight import FILE...",
	}
}

// tables tells tables as they were asked for.
func (c *cli) tables(o insightOptions, title string, document any, tables []table.Table) error {
	switch {
	case c.json:
		return c.encode(document)
	case o.csv:
		return table.WriteCSV(c.stdout, tables)
	case o.html != "":
		return c.writeReport(o.html, title, tables)
	}
	c.out.Line(c.out.Bold(title))
	for _, t := range tables {
		show(c.out, t)
	}
	return nil
}

func (c *cli) writeReport(file, title string, tables []table.Table) error {
	var page strings.Builder
	if err := table.WritePage(&page, title, tables); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(page.String()), 0o600); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	c.out.Text(0, "Written to "+near(file)+".")
	return nil
}

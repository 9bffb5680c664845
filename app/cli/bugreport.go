package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// bugReport is the document of report.
type bugReport struct {
	Version int `json:"version"`
	app.Report
	// Saved is where it was written; empty where it was not.
	Saved string `json:"saved"`
}

func reportCommand(c *cli) *cobra.Command {
	var o guide.Options
	var yes bool
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Make a bundle for a bug report",
		Long: "Shows what helps whoever looks into a fault of Firstlight, with everything\n" +
			"personal stripped, and writes it as a zip archive when you agree. Nothing is\n" +
			"sent.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.report(cmd.Context(), o, yes) },
	}
	journeyFlags(cmd, &o)
	cmd.Flags().BoolVar(&yes, "yes", false, "write it without being asked")
	return cmd
}

func (c *cli) report(ctx context.Context, o guide.Options, yes bool) (err error) {
	c.looks = true
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if err := v.guide.Settle(ctx); err != nil {
		return err
	}
	shown, err := v.app.Report()
	if err != nil {
		return err
	}
	w := c.walk(v, state)
	if !c.json {
		c.out.Line(wording.Clean(shown.Text))
		if !yes && c.person {
			if yes, err = w.agrees(ctx, "Write this?", app.Step{}); err != nil {
				return err
			}
		}
	}
	saved := ""
	if yes {
		if saved, err = v.app.SaveReport(); err != nil {
			return err
		}
	}
	switch {
	case c.json:
		return c.encode(bugReport{Version: reportVersion, Report: shown, Saved: saved})
	case saved != "":
		c.notes.Text(0, "Written to "+saved+". Nothing was sent; attach it where you report the fault.")
	default:
		c.notes.Text(0, "Nothing was written. To write it: firstlight report --yes")
	}
	return nil
}

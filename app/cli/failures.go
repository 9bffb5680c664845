package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// failuresReport is the document of failures.
type failuresReport struct {
	Version      int                  `json:"version"`
	Unrecognised []unrecognisedReport `json:"unrecognised"`
}

type unrecognisedReport struct {
	Step string `json:"step"`
	// At is when it happened first, Times how often.
	At    string `json:"at"`
	Times int    `json:"times"`
	// Run names the run that keeps the whole output; empty where a look failed.
	Run  string `json:"run"`
	Said string `json:"said"`
}

func failuresCommand(c *cli) *cobra.Command {
	o := guide.Options{ReadOnly: true}
	cmd := &cobra.Command{
		Use:   "failures",
		Short: "List the failures that nobody has explained yet",
		Long: "Lists the failures of this onboarding whose output matched no known failure:\n" +
			"what to write one for next, in the journey's failures.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.failures(cmd.Context(), o) },
	}
	journeyFlags(cmd, &o)
	return cmd
}

// showEnd prints the last lines of an output, and how many came before them.
func showEnd(s *screen.Screen, text string) {
	const most = 12
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if more := len(lines) - most; more > 0 {
		s.Line(s.Dim(fmt.Sprintf("  │ … %s before; --json has all that was kept", count(more, "line"))))
		lines = lines[more:]
	}
	showOutput(s, strings.Join(lines, "\n"))
}

func (c *cli) failures(ctx context.Context, o guide.Options) (err error) {
	v, _, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	found, err := v.guide.Unrecognised(ctx)
	if err != nil {
		return err
	}
	if c.json {
		report := failuresReport{Version: reportVersion, Unrecognised: []unrecognisedReport{}}
		for _, f := range found {
			report.Unrecognised = append(report.Unrecognised, unrecognisedReport{
				Step: f.Step, At: f.At.UTC().Format(time.RFC3339), Times: f.Times, Run: f.Run, Said: f.Said,
			})
		}
		return c.encode(report)
	}
	if len(found) == 0 {
		c.out.Text(0, "Every failure so far was a known one, or there was none.")
		return nil
	}
	for i, f := range found {
		if i > 0 {
			c.out.Gap()
		}
		c.out.Line(c.out.Bold(wording.Clean(f.Step)), fmt.Sprintf(", %s, first on %s", count(f.Times, "time"), f.At.Local().Format("2 January 2006")))
		showEnd(c.out, f.Said)
	}
	return nil
}

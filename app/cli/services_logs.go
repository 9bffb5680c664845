package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/guide"
)

type logsOptions struct {
	follow, times bool
	tail          int
}

// logReport is the document of a log: one for each line that is followed, each in
// one line, or else one for all.
type logReport struct {
	Version int           `json:"version"`
	Lines   []app.LogLine `json:"lines"`
}

const (
	// logAtMost is the most lines that are asked for at once.
	logAtMost = 1000
	// logBeat is how often a log is asked for that does not grow, so that it is
	// read on.
	logBeat = 3 * time.Second
)

func logsCommand(c *cli, o *guide.Options) *cobra.Command {
	var l logsOptions
	cmd := &cobra.Command{
		Use:     "logs NAME",
		Short:   "Print the log of a service",
		Long:    "Prints the end of the log of a service, and goes on with it where you ask for\nthat, from one container to the next. Secrets are taken out.",
		Example: "  firstlight services logs web\n  firstlight services logs web --follow --tail 20",
		Args:    takes(1, "NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if l.tail < 0 || l.tail > logAtMost {
				return usage(fmt.Sprintf("Name a number up to %d.", logAtMost), "--tail cannot be %d", l.tail)
			}
			return c.serving(cmd.Context(), *o, func(v *visit, services app.Services) error {
				service, err := serviceNamed(services, args[0])
				if err != nil {
					return err
				}
				return c.logs(cmd.Context(), v, service, l)
			})
		},
	}
	cmd.Flags().BoolVarP(&l.follow, "follow", "f", false, "go on with what is printed, until Ctrl-C")
	cmd.Flags().BoolVar(&l.times, "times", false, "print when each line was printed")
	cmd.Flags().IntVar(&l.tail, "tail", 200, "how many `lines` to begin with")
	return cmd
}

// logs prints the log of a service.
func (c *cli) logs(ctx context.Context, v *visit, service app.Service, l logsOptions) error {
	read := func(from, count int) (app.LogPart, error) {
		return v.app.ServiceLog(service.Step, service.Name, service.Number, from, count, false)
	}
	beat := time.NewTicker(logBeat)
	defer beat.Stop()
	part, err := read(-1, l.tail)
	for settled := time.Now().Add(seeLimit); err == nil && !part.Settled && time.Now().Before(settled); {
		select {
		case <-ctx.Done():
			return nil
		case <-v.events:
		case <-beat.C:
		}
		part, err = read(-1, l.tail)
	}
	if err != nil {
		return err
	}
	if err := c.printLog(part.Lines, l); err != nil || !l.follow {
		return err
	}
	next := part.From + len(part.Lines)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-v.events:
		case <-beat.C:
		}
		for {
			if part, err = read(next, logAtMost); err != nil {
				return err
			}
			if missed := part.From - next; missed > 0 {
				c.notes.Line(fmt.Sprintf("%d lines were printed faster than they could be shown", missed))
			}
			next = part.From + len(part.Lines)
			if err := c.printLog(part.Lines, l); err != nil {
				return err
			}
			if len(part.Lines) < logAtMost {
				break
			}
		}
	}
}

// printLog prints lines of a log as they were printed: what is for a program goes
// in documents.
func (c *cli) printLog(lines []app.LogLine, l logsOptions) error {
	if c.json {
		if l.follow && len(lines) == 0 {
			return nil
		}
		return c.encodeLine(logReport{Version: reportVersion, Lines: lines})
	}
	for _, line := range lines {
		lead := ""
		if at, err := time.Parse(time.RFC3339, line.At); err == nil && l.times {
			lead = c.out.Dim(at.Local().Format("15:04:05.000") + " ")
		}
		switch {
		case line.Mark:
			c.out.Line(c.out.Dim("— " + line.Text + " —"))
		default:
			c.out.Line(lead, c.out.Printed(line.Text))
		}
	}
	return nil
}

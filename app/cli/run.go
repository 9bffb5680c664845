package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

func runCommand(c *cli) *cobra.Command {
	var (
		o   guide.Options
		yes bool
	)
	cmd := &cobra.Command{
		Use:   "run [JOURNEY]",
		Short: "Go through a journey, step by step",
		Long: "Goes through a journey step by step: it looks, and where something does not\n" +
			"hold it offers to put it right. JOURNEY is a journey file, the folder or the\n" +
			"address of a repository, or demo; without it the journey last opened goes\n" +
			"on, or else the demo begins.",
		Example: "  firstlight run\n  firstlight run ~/payments\n  firstlight run demo --yes",
		Args:    takes(0, "JOURNEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.Source = args[0]
			}
			if c.json && !yes {
				return usage("Add --yes, or leave --json away.", "firstlight run --json can ask nobody, so it needs --yes")
			}
			return c.run(cmd.Context(), o, yes)
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "consent to every fix, and have your part done for you")
	trackFlag(cmd, &o)
	return cmd
}

func (c *cli) run(ctx context.Context, o guide.Options, yes bool) (err error) {
	c.alone = yes
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	// Ctrl-C first ends what runs, and only then the command.
	c.interrupts.before(v.cancel)
	w := c.walk(v, state)
	showTitle(w.s, state)
	w.s.Text(0, wording.Clean(state.Journey.Description))
	way := w.attended
	if yes {
		way = w.unattended
	}
	stopped := way(ctx)
	if errors.Is(stopped, errNobody) && !w.answered {
		stopped = errors.Join(stopped, v.guide.NotOpened(ctx))
	}
	if stopped != nil && !errors.Is(stopped, errStopped) && !errors.Is(stopped, context.Canceled) {
		return stopped
	}
	w.s.Still()
	if stopped != nil {
		w.s.Gap()
		w.s.Text(0, "You stopped. What was shown as done is on disk.")
	}
	if state, err = v.app.State(); err != nil {
		return err
	}
	if err := c.conclude(state, o, w.answered || w.worked); err != nil {
		return err
	}
	if !yes {
		if err := c.stopServices(ctx, v.app, nil); err != nil {
			return err
		}
		due, err := v.app.PulseDue()
		if err != nil {
			return err
		}
		if due != nil {
			c.out.Text(0, "Two questions about the way to “"+wording.Clean(due.Title)+"”, if you like: firstlight pulse")
		}
	}
	return verdict(state)
}

// errStopped says that the person has had enough for now.
var errStopped = errors.New("stopped")

// conclude prints how a run ended: the steps, where more than they was shown on the way,
// the milestones, and what is left for the person.
func (c *cli) conclude(state app.State, o guide.Options, more bool) error {
	if c.json {
		return c.encode(outcomeOf(state))
	}
	if more {
		showSteps(c.out, state)
	}
	showMilestones(c.out, state)
	c.out.Gap()
	c.out.Text(0, soFar(state))
	showLeft(c.out, state, o)
	return nil
}

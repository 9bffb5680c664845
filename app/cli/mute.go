package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// mutedReport is the document of mute and unmute.
type mutedReport struct {
	Version int           `json:"version"`
	Finding findingReport `json:"finding"`
}

func muteCommand(c *cli) *cobra.Command {
	var o guide.Options
	var reason, until string
	cmd := &cobra.Command{
		Use:   "mute STEP",
		Short: "Not be told of a step for a while",
		Long: "Has a step count as if it held, with a reason and perhaps a last day. It is\n" +
			"looked at all the same, and told of again once the day is over.",
		Example: "  firstlight mute port-5432 --reason 'my own database' --until 2027-01-31",
		Args:    takes(1, "STEP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if reason == "" {
				return usage("Add --reason 'why'.", "firstlight mute needs a reason, for the day on which you wonder about it")
			}
			return c.hush(cmd.Context(), o, args[0], func(v *visit) error { return v.app.Mute(args[0], reason, until) })
		},
	}
	journeyFlags(cmd, &o)
	cmd.Flags().StringVar(&reason, "reason", "", "why, in a few `words`")
	cmd.Flags().StringVar(&until, "until", "", "the last `day`, such as 2027-01-31; none: for good")
	return cmd
}

func unmuteCommand(c *cli) *cobra.Command {
	var o guide.Options
	cmd := &cobra.Command{
		Use:     "unmute STEP",
		Short:   "Be told of a step again",
		Long:    "Takes back what firstlight mute did.",
		Example: "  firstlight unmute port-5432",
		Args:    takes(1, "STEP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.hush(cmd.Context(), o, args[0], func(v *visit) error { return v.app.Unmute(args[0]) })
		},
	}
	journeyFlags(cmd, &o)
	return cmd
}

// hush changes whether a person is told of a claim, and shows how it stands.
func (c *cli) hush(ctx context.Context, o guide.Options, id string, change func(*visit) error) (err error) {
	o.Step = id
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	w := c.walk(v, state)
	if _, err := w.named(ctx, id); err != nil {
		return err
	}
	if err := change(v); err != nil {
		return err
	}
	_, step, err := w.settled(ctx, id)
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(mutedReport{Version: reportVersion, Finding: findingOf(step, o)})
	}
	c.out.Hang(c.out.Mark(step.Status, step.Pending)+" ", wording.Clean(step.Title)+": "+wording.Clean(step.Summary))
	return nil
}

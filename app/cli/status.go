package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/backend/guide"
)

func statusCommand(c *cli) *cobra.Command {
	var o guide.Options
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show where you stand, from the record alone",
		Long: "Shows where you stand and where the time went. It reads what was recorded; it\n" +
			"looks at nothing and changes nothing.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.status(cmd.Context(), o) },
	}
	journeyFlags(cmd, &o)
	return cmd
}

// journeyFlags adds the flags that say which journey is meant.
func journeyFlags(cmd *cobra.Command, o *guide.Options) {
	cmd.Flags().StringVar(&o.Source, "journey", "", "the `JOURNEY`: a file, a folder that has one, or demo")
	trackFlag(cmd, o)
}

func trackFlag(cmd *cobra.Command, o *guide.Options) {
	cmd.Flags().StringVar(&o.Track, "track", "", "the `TRACK` of the journey that you are on")
}

func (c *cli) status(ctx context.Context, o guide.Options) (err error) {
	o.ReadOnly = true
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if c.json {
		err = c.encode(standingOf(state))
	} else {
		showStanding(c.out, state, o)
	}
	return errors.Join(err, verdict(state))
}

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
		Use:   "status [JOURNEY]",
		Short: "Show where you stand, from the record alone",
		Long: "Shows where you stand and where the time went. It reads what was recorded; it\n" +
			"looks at nothing and changes nothing. JOURNEY is as for firstlight run.",
		Args: takes(0, "JOURNEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := named(args, &o); err != nil {
				return err
			}
			return c.status(cmd.Context(), o)
		},
	}
	journeyFlags(cmd, &o)
	return cmd
}

// journeyFlags adds the flags that say which journey is meant.
func journeyFlags(cmd *cobra.Command, o *guide.Options) {
	cmd.Flags().StringVar(&o.Source, "journey", "", "the `JOURNEY`: a file, the folder or the address of a repository, or demo")
	trackFlag(cmd, o)
}

// named takes a journey that is named without a flag.
func named(args []string, o *guide.Options) error {
	switch {
	case len(args) == 0:
		return nil
	case o.Source != "" && o.Source != args[0]:
		return usage("Name one of them.", "%q and %q are two journeys", args[0], o.Source)
	}
	o.Source = args[0]
	return nil
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

package main

import (
	"context"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/guide"
)

func frictionCommand(c *cli) *cobra.Command {
	var o insightOptions
	cmd := &cobra.Command{
		Use:   "friction",
		Short: "Show where people lose their time",
		Long: "Shows of the onboardings that were imported which steps cost people most hours,\n" +
			"what fails there without anybody having explained it, where people stop and\n" +
			"what they said.",
		Example: "  firstlight friction --version 9f3c --against 5f0c\n" +
			"  firstlight friction --html friction.html",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.friction(cmd.Context(), o) },
	}
	insightFlags(cmd, &o)
	return cmd
}

func (c *cli) friction(ctx context.Context, o insightOptions) error {
	if err := o.checked(c); err != nil {
		return err
	}
	var f app.Friction
	err := c.atDesk(ctx, func(g *guide.Guide) error {
		friction, changes, err := g.Friction(ctx, o.Choice)
		f = app.FrictionFrom(friction, changes)
		return err
	})
	switch {
	case err != nil:
		return err
	case f.People == 0:
		return nobody()
	}
	return c.tables(o, "Friction", app.FrictionDocument{Version: app.FiguresVersion, Friction: f}, app.FrictionTables(f, o.Against != ""))
}

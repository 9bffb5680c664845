package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"firstlight/backend/guide"
)

// importReport is the document of import.
type importReport struct {
	Version int `json:"version"`
	// Added, Grown and Doubled are the IDs of onboardings that are new, that go on
	// from what was there, and that were there already.
	Added   []string `json:"added"`
	Grown   []string `json:"grown"`
	Doubled []string `json:"doubled"`
	// Forgotten are those that were given up.
	Forgotten []string `json:"forgotten"`
}

func importCommand(c *cli) *cobra.Command {
	var forget []string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take in the onboardings that others exported",
		Long: "Reads files that firstlight export wrote, or folders of such files, for friction\n" +
			"and impact. If one of them cannot be used, none is taken in. What is here\n" +
			"already is not counted twice, so after an import that was stopped halfway, just\n" +
			"run it again.",
		Example: "  firstlight import onboardings/\n" +
			"  firstlight import --forget 06b1v9r4kq8m2n3p",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && len(forget) == 0 {
				return usage("Its form is: "+cmd.UseLine(), "firstlight import needs to be told FILE")
			}
			return c.imports(cmd.Context(), args, forget)
		},
	}
	cmd.Flags().StringSliceVar(&forget, "forget", nil, "give up the onboarding with this `ID`, before anything is taken in")
	return cmd
}

func (c *cli) imports(ctx context.Context, paths, forget []string) error {
	return c.atDesk(ctx, func(g *guide.Guide) error {
		for _, id := range forget {
			if err := g.Forget(ctx, id); err != nil {
				return err
			}
		}
		taken, err := g.Import(ctx, paths)
		if err != nil {
			return err
		}
		if c.json {
			return c.encode(importReport{
				Version: reportVersion, Added: given(taken.Added), Grown: given(taken.Grown), Doubled: given(taken.Doubled), Forgotten: given(forget),
			})
		}
		for _, part := range []struct {
			ids  []string
			what string
		}{
			{forget, "given up"}, {taken.Added, "taken in"},
			{taken.Grown, "taken in that had more in them than before"}, {taken.Doubled, "there already, so nothing changed"},
		} {
			if n := len(part.ids); n > 0 {
				c.out.Text(0, fmt.Sprintf("%s %s.", count(n, "onboarding"), part.what))
			}
		}
		return nil
	})
}

// atDesk does something with a guide that has no journey open.
func (c *cli) atDesk(ctx context.Context, do func(*guide.Guide) error) error {
	g, err := c.assemble("terminal", true)(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(g), g.Close(context.WithoutCancel(ctx)))
}

// given returns a list that is never nil.
func given[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

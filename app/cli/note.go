package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/backend/guide"
)

// noteReport is the document of note and thank.
type noteReport struct {
	Version int    `json:"version"`
	Step    string `json:"step"`
	Text    string `json:"text"`
	Thanks  bool   `json:"thanks"`
}

func noteCommand(c *cli) *cobra.Command {
	return sayCommand(c, false, &cobra.Command{
		Use:   "note TEXT",
		Short: "Say in a line what hurt",
		Long: "Keeps a line about a step, or about the journey. It stays on this machine until\n" +
			"you export your onboarding, and then stands beside the step for whoever mends\n" +
			"it.",
		Example: "  firstlight note --step docker 'The group change needs a new login, and nothing says so'",
	})
}

func thankCommand(c *cli) *cobra.Command {
	return sayCommand(c, true, &cobra.Command{
		Use:   "thank TEXT",
		Short: "Thank whoever made a step, or the journey",
		Long: "Keeps a thank-you note. It stays on this machine until you export your\n" +
			"onboarding, and is then counted beside the other figures.",
		Example: "  firstlight thank 'The database was there before I had finished my coffee'",
	})
}

func sayCommand(c *cli, thanks bool, cmd *cobra.Command) *cobra.Command {
	var o guide.Options
	cmd.Args = takes(1, "TEXT")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return c.noting(cmd.Context(), o, args[0], thanks)
	}
	journeyFlags(cmd, &o)
	cmd.Flags().StringVar(&o.Step, "step", "", "the `STEP` that it is about; without it, the journey")
	return cmd
}

// noting keeps what the person said.
func (c *cli) noting(ctx context.Context, o guide.Options, text string, thanks bool) (err error) {
	v, _, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if err := v.guide.Note(ctx, o.Step, text, thanks); err != nil {
		return err
	}
	switch {
	case c.json:
		return c.encode(noteReport{Version: reportVersion, Step: o.Step, Text: text, Thanks: thanks})
	default:
		c.out.Text(0, "Kept. It goes with your onboarding when you export it, unless you say --no-notes: firstlight export")
		return nil
	}
}

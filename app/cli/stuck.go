package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// stuckOptions say where somebody is stuck and what is to be done.
type stuckOptions struct {
	guide.Options
	sending
	words string
	goOn  bool
}

func stuckCommand(c *cli) *cobra.Command {
	var o stuckOptions
	cmd := &cobra.Command{
		Use:   "stuck STEP",
		Short: "Ask for help with a step",
		Long: "Shows what whoever helps with your journey would be told of a step: what was\n" +
			"found, what was tried and how that ended, with everything personal stripped.\n" +
			"You choose how it goes. The time from then on counts as waiting, until the step\n" +
			"holds or you go on.",
		Example: "  firstlight stuck docker --words 'I have no admin right here'\n" +
			"  firstlight stuck docker --by mail\n" +
			"  firstlight stuck docker --go-on",
		Args: takes(1, "STEP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Step = args[0]
			return c.stuck(cmd.Context(), o)
		},
	}
	journeyFlags(cmd, &o.Options)
	sendingFlags(cmd, &o.sending)
	cmd.Flags().StringVar(&o.words, "words", "", "what you want to add, in your own `words`")
	cmd.Flags().BoolVar(&o.goOn, "go-on", false, "wait for help no longer, and go on by yourself")
	return cmd
}

func (c *cli) stuck(ctx context.Context, o stuckOptions) (err error) {
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	w := c.walk(v, state)
	if _, err := w.named(ctx, o.Step); err != nil {
		return err
	}
	if o.goOn {
		return c.goOn(ctx, w, o.Step)
	}
	l, err := v.app.HelpLetter(o.Step, o.words)
	if err != nil {
		return err
	}
	sent, err := w.letter(ctx, l, o.sending, func(by, _, hash string) (app.Sent, error) {
		return v.app.AskForHelp(o.Step, o.words, by, hash)
	})
	if sent && !c.json {
		c.notes.Text(0, "From now on your time counts as waiting. When you go on by yourself: firstlight stuck "+o.Step+" --go-on")
	}
	return err
}

func (c *cli) goOn(ctx context.Context, w *walk, id string) error {
	if err := w.v.app.GoOn(id); err != nil {
		return err
	}
	_, step, err := w.settled(ctx, id)
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(mutedReport{Version: reportVersion, Finding: findingOf(step, guide.Options{})})
	}
	c.out.Text(0, "You go on by yourself at: "+wording.Clean(step.Title)+".")
	return nil
}

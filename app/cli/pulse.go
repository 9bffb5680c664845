package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// pulseReport is the document of pulse.
type pulseReport struct {
	Version int `json:"version"`
	// Milestone is what was asked about; empty where nothing is due.
	Milestone journey.Milestone `json:"milestone"`
	// Score is what was answered: 1 to 5, 0 for no answer, null where nobody was
	// asked.
	Score *int   `json:"score"`
	Text  string `json:"text"`
}

// pulseOptions are the answers that were given before anything was asked.
type pulseOptions struct {
	guide.Options
	score int
	text  string
	skip  bool
}

func pulseCommand(c *cli) *cobra.Command {
	var o pulseOptions
	cmd := &cobra.Command{
		Use:   "pulse",
		Short: "Say how the way to your last milestone went",
		Long: "Asks two questions about the way to the milestone that you reached last: how\n" +
			"well it went, and what would have made it better. Each milestone is asked about\n" +
			"once, and you may skip it. Your answers stay here until you export your\n" +
			"onboarding with your notes.",
		Example: "  firstlight pulse\n" +
			"  firstlight pulse --score 4 --better 'Say which VPN'\n" +
			"  firstlight pulse --skip",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case o.skip && (o.score != 0 || o.text != ""):
				return usage("Choose one of them.", "--skip says that you would rather not answer")
			case cmd.Flags().Changed("score") && (o.score < 1 || o.score > progress.MostScore):
				return usage(fmt.Sprintf("Name one from 1, badly, to %d, well.", progress.MostScore), "%d is no answer", o.score)
			}
			return c.pulse(cmd.Context(), o)
		},
	}
	journeyFlags(cmd, &o.Options)
	cmd.Flags().IntVar(&o.score, "score", 0, "how it went, as a `number` from 1, badly, to 5, well")
	cmd.Flags().StringVar(&o.text, "better", "", "what would have made it better, in a `line`")
	cmd.Flags().BoolVar(&o.skip, "skip", false, "do not answer, and do not be asked about this milestone again")
	return cmd
}

func (c *cli) pulse(ctx context.Context, o pulseOptions) (err error) {
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	due, err := v.app.PulseDue()
	switch {
	case err != nil:
		return err
	case due == nil && c.json:
		return c.encode(pulseReport{Version: reportVersion})
	case due == nil:
		c.out.Text(0, "There is nothing to ask: you have reached no milestone that you were not asked about, or were asked today.")
		return nil
	}
	if o.score == 0 && !o.skip {
		if c.json || !c.person {
			return usage("Add --score, or --skip.", "There is nobody to answer how the way to %q went", due.Title)
		}
		if err := c.walk(v, state).asksPulse(ctx, *due, &o); err != nil {
			return err
		}
	}
	if err := v.app.Pulse(string(due.Milestone), o.score, o.text); err != nil {
		return err
	}
	switch {
	case c.json:
		return c.encode(pulseReport{Version: reportVersion, Milestone: due.Milestone, Score: &o.score, Text: o.text})
	case o.score == 0:
		c.out.Text(0, "Skipped; you are not asked about it again.")
	default:
		c.out.Text(0, "Kept, thank you. It goes with your onboarding when you export it, unless you say --no-notes.")
	}
	return nil
}

// asksPulse puts the two questions; Enter skips either.
func (w *walk) asksPulse(ctx context.Context, due app.Pulse, o *pulseOptions) error {
	w.s.Text(0, "The way to: "+wording.Clean(due.Title))
	for {
		answer, err := w.ask(ctx, fmt.Sprintf("How did it go, from 1 (badly) to %d (well)? Enter skips › ", progress.MostScore), app.Step{})
		if err != nil || answer == "" {
			return err
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= progress.MostScore {
			o.score = n
			break
		}
	}
	answer, err := w.ask(ctx, "What would have made it better? Enter skips › ", app.Step{})
	o.text = answer
	return err
}

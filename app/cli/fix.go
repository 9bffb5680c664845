package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/backend/guide"
)

// fixOptions say which fix is to be run, and how.
type fixOptions struct {
	guide.Options
	fix     string
	answers map[string]string
	yes     bool
	// request asks for a message to an administrator instead.
	request bool
}

// fixedReport is the document of fix.
type fixedReport struct {
	Version int           `json:"version"`
	Finding findingReport `json:"finding"`
	// Run is nil where nothing had to be run.
	Run *fixRun `json:"run"`
}

type fixRun struct {
	ID  string `json:"id"`
	Fix string `json:"fix"`
	// Outcome and Reason say how the fix ended; they are null where that is not
	// known, since another window or terminal has run a fix since.
	Outcome *string `json:"outcome"`
	Reason  *string `json:"reason"`
	// back says that it took back a claim that held.
	back bool
}

func fixCommand(c *cli) *cobra.Command {
	var (
		o       fixOptions
		answers []string
	)
	cmd := &cobra.Command{
		Use:     "fix STEP",
		Short:   "Put one step right",
		Long:    "Shows what it would run for one step, runs it when you agree, and looks again.",
		Example: "  firstlight fix docker\n  firstlight fix identity --answer name='Ada' --answer email=ada@example.com",
		Args:    takes(1, "STEP"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			o.Step = args[0]
			if o.answers, err = parseAnswers(answers); err != nil {
				return err
			}
			if o.request {
				return c.request(cmd.Context(), o)
			}
			if c.json && !o.yes {
				return usage("Add --yes, or leave --json away.", "firstlight fix --json can ask nobody, so it needs --yes")
			}
			return c.fix(cmd.Context(), o)
		},
	}
	journeyFlags(cmd, &o.Options)
	cmd.Flags().StringVar(&o.fix, "fix", "", "the `ID` of the fix to run, where there is more than one")
	cmd.Flags().StringArrayVar(&answers, "answer", nil, "what the fix has to be told, as `name=value`, or name=- for a secret on the standard input; may be repeated")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "consent without being asked")
	cmd.Flags().BoolVar(&o.request, "request", false, "print a message that asks an administrator to do it instead")
	return cmd
}

func parseAnswers(given []string) (map[string]string, error) {
	answers := map[string]string{}
	for _, text := range given {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, usage("Write it as name=value.", "--answer %q names no answer", text)
		}
		answers[name] = value
	}
	return answers, nil
}

func (c *cli) fix(ctx context.Context, o fixOptions) (err error) {
	c.alone = o.yes
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	// Ctrl-C first ends what runs, and only then the command.
	c.interrupts.before(v.cancel)
	w := c.walk(v, state)
	run, err := w.putRight(ctx, o)
	// What came true by itself meanwhile, or was declined, is no trouble.
	if err != nil && !errors.Is(err, errDeclined) && !errors.Is(err, errChanged) {
		return err
	}
	_, step, err := w.settled(ctx, o.Step)
	if err != nil {
		return err
	}
	if c.json {
		report := fixedReport{Version: reportVersion, Finding: findingOf(step, o.Options)}
		for _, ended := range []*app.Run{step.Run, step.LastFix} {
			if run != nil && ended != nil && ended.ID == run.ID {
				run.Outcome, run.Reason = &ended.Outcome, &ended.Reason
			}
		}
		report.Run = run
		err = c.encode(report)
	} else {
		err = w.result(step)
	}
	if err == nil && !holds(step) && (run == nil || !run.back) {
		err = errDoesNotHold
	}
	return err
}

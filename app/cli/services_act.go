package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// tendedReport is the document of an act on a service.
type tendedReport struct {
	Version int         `json:"version"`
	Service app.Service `json:"service"`
}

func actCommand(c *cli, o *guide.Options, act, short string) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:     act + " NAME",
		Short:   short,
		Long:    short + ".\nThe exact command is shown first, and runs when you agree.",
		Example: "  firstlight services " + act + " web",
		Args:    takes(1, "NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.json && !yes {
				return usage("Add --yes, or leave --json away.", "firstlight services %s --json can ask nobody, so it needs --yes", act)
			}
			c.alone = yes
			return c.serving(cmd.Context(), *o, func(v *visit, services app.Services) error {
				service, err := serviceNamed(services, args[0])
				if err != nil {
					return err
				}
				return c.tend(cmd.Context(), v, service, act, yes)
			})
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "consent without being asked")
	return cmd
}

// tend does something with a service when the person agrees.
func (c *cli) tend(ctx context.Context, v *visit, service app.Service, act string, yes bool) error {
	fix, err := actOn(service, act)
	if err != nil {
		return err
	}
	state, err := v.app.State()
	if err != nil {
		return err
	}
	// Ctrl-C first ends what runs, and only then the command.
	c.interrupts.before(v.cancel)
	w := c.walk(v, state)
	showFix(w.s, "  ", fix, fix.Commands)
	if len(fix.Destroys) > 0 {
		w.s.Hang("  ", w.s.Bold("Gone for good: "+wording.Clean(strings.Join(fix.Destroys, ", "))))
	}
	w.s.Gap()
	if !yes {
		question := "  Run it? (y/n) › "
		if len(fix.Destroys) > 0 {
			question = "  Delete that, and start over? (y/n) › "
		}
		if agreed, err := w.confirm(ctx, question, service.Step); err != nil || !agreed {
			return err
		}
	}
	run, _, err := w.perform(ctx, service.Step, fix.ID, nil)
	if needsApproval(err) {
		if err := w.consent(ctx, yes); err != nil {
			return err
		}
		run, _, err = w.perform(ctx, service.Step, fix.ID, nil)
	}
	if err != nil {
		return err
	}
	return c.tended(v, service, run)
}

// tended shows how a service fares after an act.
func (c *cli) tended(v *visit, service app.Service, run string) error {
	services, err := v.app.Services()
	if err != nil {
		return err
	}
	now, err := serviceNamed(services, service.Step+"/"+service.Called)
	if err != nil {
		return err
	}
	if c.json {
		if err := c.encode(tendedReport{Version: reportVersion, Service: now}); err != nil {
			return err
		}
	} else {
		c.out.Gap()
		showService(c.out, now, screen.Width(now.Called))
	}
	if now.Run == nil || now.Run.ID != run || now.Run.Outcome == "done" {
		return nil
	}
	if !c.json {
		c.out.Text(4, wording.Clean(now.Run.Reason)+".")
	}
	return errDoesNotHold
}

// actOn returns what is done with a service by an act, or why it is not done.
func actOn(service app.Service, act string) (app.Fix, error) {
	var known []string
	for _, fix := range service.Acts {
		name, _, _ := strings.Cut(fix.ID, "@")
		if name == act {
			return fix, nil
		}
		known = append(known, name)
	}
	e := &app.Error{Code: app.CodeConflict, Message: fmt.Sprintf("There is no %s for %s, which is %s", act, service.Called, modeWord(service.Mode))}
	switch {
	case service.Refusal != nil:
		e.Message, e.Hint = service.Refusal.Reason, "To do it yourself: "+strings.Join(service.Refusal.Commands, " && ")
	case len(known) > 0:
		e.Hint = "There is: " + strings.Join(known, ", ")
	}
	return app.Fix{}, e
}

// confirm asks a question that is answered with yes or no, whatever becomes of
// the step meanwhile.
func (w *walk) confirm(ctx context.Context, question, step string) (bool, error) {
	for {
		answer, err := w.read(ctx, reading{prompt: question, step: step, gone: func(app.State) bool { return false }})
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
		w.s.Text(2, tellYesOrNo)
	}
}

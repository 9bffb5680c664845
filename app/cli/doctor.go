package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// doctorOptions say what doctor looks at and how it tells.
type doctorOptions struct {
	guide.Options
	// only are IDs and kinds of claims, tools are tools with what is asked of
	// each, such as "go@>=1.26".
	only, tools []string
	noNetwork   bool
	timings     bool
	junit       bool
	// asIs leaves in what is personal.
	asIs bool
}

func doctorCommand(c *cli) *cobra.Command {
	var o doctorOptions
	cmd := &cobra.Command{
		Use:   "doctor [JOURNEY]",
		Short: "Look at everything at once, and say how to put it right",
		Long: "Checks every step of the journey and this machine at once and prints what\n" +
			"it found, the worst first, with the command that fixes it. What it prints names\n" +
			"neither you, your machine nor your company's, so that it can be posted; --as-is\n" +
			"leaves that in. It only looks: a journey that you have not begun is not begun by\n" +
			"it. JOURNEY is as for firstlight run.",
		Example: "  firstlight doctor\n" +
			"  firstlight doctor demo\n" +
			"  firstlight doctor --only tool,network\n" +
			"  firstlight doctor --tools 'node,go@>=1.26'\n" +
			"  firstlight doctor --junit > health.xml",
		Args: takes(0, "JOURNEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := named(args, &o.Options); err != nil {
				return err
			}
			switch {
			case o.junit && c.json:
				return usage("Choose one of them.", "--junit and --json are both for programs")
			case len(o.tools) > 0 && len(o.only) > 0:
				return usage("Choose one of them.", "--tools looks at tools alone, so --only has nothing to choose from")
			case len(o.tools) > 0:
				return c.survey(cmd.Context(), o)
			default:
				return c.doctor(cmd.Context(), o)
			}
		},
	}
	journeyFlags(cmd, &o.Options)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.only, "only", nil, "look only at these `checks`: IDs, or kinds such as tool")
	flags.StringArrayVar(&o.tools, "tools", nil, "look only at these `tools`, each perhaps with a version: node,go@>=1.26")
	flags.BoolVar(&o.noNetwork, "no-network", false, "look at nothing that asks another machine")
	flags.BoolVar(&o.timings, "timings", false, "say how long each look took")
	flags.BoolVar(&o.asIs, "as-is", false, "leave in what names you, your machine or your company's")
	flags.BoolVar(&o.junit, "junit", false, "print JUnit's XML for programs instead")
	return cmd
}

// skips reports whether a claim is not to be looked at.
func (o doctorOptions) skips(step journey.Step) bool {
	if o.noNetwork && (step.Kind == journey.Network || step.Kind == journey.Proxy) {
		return true
	}
	return len(o.only) > 0 && !slices.Contains(o.only, step.ID) && !slices.Contains(o.only, string(step.Kind))
}

func (c *cli) doctor(ctx context.Context, o doctorOptions) (err error) {
	o.Skip, c.looks = o.skips, true
	began := time.Now()
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if err := o.known(state); err != nil {
		return err
	}
	w := c.walk(v, state)
	if err := w.lookAgain(ctx); err != nil {
		return err
	}
	if state, err = v.app.State(); err != nil {
		return err
	}
	// What another face looks at just now is not looked at twice, but waited for.
	for _, step := range claims(state) {
		if step.Run == nil || step.Run.Use != string(progress.UseObserve) {
			continue
		}
		if state, _, err = w.settled(ctx, step.ID); err != nil {
			return err
		}
	}
	found := slices.DeleteFunc(claims(state), func(step app.Step) bool { return step.Skipped })
	return c.tell(v.guide.Scrubber(ctx), diagnosis{
		title: state.Journey.Name, found: app.WorstFirst(found), took: time.Since(began), options: o, where: o.Options,
	})
}

// known refuses what names no claim.
func (o doctorOptions) known(state app.State) error {
	var names []string
	for _, step := range claims(state) {
		names = append(names, step.ID, string(step.Kind))
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, name := range o.only {
		if slices.Contains(names, name) {
			continue
		}
		hint := "There is: " + strings.Join(names, ", ")
		if near := nearest(name, names); near != "" {
			hint = "Did you mean: --only " + near
		}
		return usage(hint, "There is no check %q to look at", name)
	}
	return nil
}

// underWay names what is being looked at.
func underWay(state app.State) string {
	var titles []string
	for _, step := range steps(state) {
		if busy(step) {
			titles = append(titles, wording.Clean(step.Title))
		}
	}
	switch len(titles) {
	case 0:
		return "everything"
	case 1:
		return titles[0]
	default:
		return fmt.Sprintf("%s and %d more", titles[0], len(titles)-1)
	}
}

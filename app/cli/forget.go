package main

import (
	"context"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// forgetReport is the document of settings forget; Forgotten says whether it was done.
type forgetReport struct {
	Version   int        `json:"version"`
	Forgotten bool       `json:"forgotten"`
	Lost      app.Wiping `json:"lost"`
	// Left are what could not be removed, each with why in a sentence.
	Left []string `json:"left"`
}

func forgetCommand(c *cli) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "forget",
		Short: "Have Firstlight forget everything",
		Long: "Shows what would be lost and, with --yes, removes it: all that Firstlight knows,\n" +
			"its reports, what you signed in with and that its window opens when you sign in.\n" +
			"Your code, services and tools stay.",
		Example: "  firstlight export --all --yes\n" +
			"  firstlight settings forget --yes",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.atDesk(cmd.Context(), func(g *guide.Guide) error { return c.forget(cmd.Context(), g, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "forget it, which cannot be undone")
	return cmd
}

func (c *cli) forget(ctx context.Context, g *guide.Guide, yes bool) error {
	lost, err := g.Wiping(ctx)
	if err != nil {
		return err
	}
	r := forgetReport{Version: reportVersion, Lost: app.TranslateWiping(lost), Left: []string{}}
	printLost(c.say(), r.Lost)
	if yes {
		wiped, err := g.Wipe(ctx)
		if err != nil {
			return err
		}
		r.Forgotten, r.Left = true, app.TranslateWiped(wiped).Left
	}
	switch {
	case c.json:
		return c.encode(r)
	case !yes:
		c.notes.Text(0, "Nothing was forgotten. To have it forgotten, which cannot be undone: firstlight settings forget --yes")
	default:
		c.out.Gap()
		if len(r.Left) == 0 {
			c.out.Text(0, "Everything is forgotten.")
		} else {
			c.out.Text(0, "Firstlight forgot what it could. This is left:")
		}
		for _, sentence := range r.Left {
			c.out.Text(2, wording.Clean(sentence)+".")
		}
	}
	return nil
}

func printLost(s *screen.Screen, lost app.Wiping) {
	s.Line(s.Bold("What is lost for good"))
	s.Text(2, count(lost.Onboardings, "onboarding")+" of yours, with "+count(lost.Events, "event"))
	if lost.Imported > 0 {
		s.Text(2, count(lost.Imported, "imported onboarding"))
	}
	if lost.Reports > 0 {
		s.Text(2, count(lost.Reports, "report"))
	}
	s.Text(2, "all that is Firstlight's in "+wording.Clean(lost.Folder)+", "+wording.Size(lost.Bytes))
	s.Text(2, "your settings, and what you signed in with")
	if lost.Starts {
		s.Text(2, "that the window opens when you sign in")
	}
	s.Line(s.Bold("What stays"))
	s.Text(2, "your code in "+wording.Clean(lost.Workspace)+", and every service and tool")
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// exportOptions say what is exported and where to.
type exportOptions struct {
	guide.Options
	out     string
	yes     bool
	noNotes bool
	all     bool
}

// exportReport is the document of export.
type exportReport struct {
	Version int `json:"version"`
	// Onboarding is exactly what the file holds.
	Onboarding json.RawMessage `json:"onboarding"`
	// Saved is where it was written; empty where it was not.
	Saved string `json:"saved"`
}

// exportAllReport is the document of export --all.
type exportAllReport struct {
	Version int `json:"version"`
	// Onboardings are exactly what the files hold.
	Onboardings []json.RawMessage `json:"onboardings"`
	// Saved is the folder that they were written into; empty where they were not.
	Saved string `json:"saved"`
}

func exportCommand(c *cli) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write your onboarding to a file for your platform team",
		Long: "Shows all that a file of your onboarding would hold: when what happened at\n" +
			"which step, with everything personal stripped. It writes the file when you\n" +
			"agree; with --all, when you say --yes. Nothing is sent; give it to whom you\n" +
			"like. docs/onboarding-file.md says what is in it.",
		Example: "  firstlight export\n" +
			"  firstlight export --no-notes --out onboarding.json --yes\n" +
			"  firstlight export --all --yes",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case o.all && (o.Source != "" || o.Track != ""):
				return usage("Choose one of them.", "--all and a journey both say what to export")
			case o.all:
				return c.atDesk(cmd.Context(), func(g *guide.Guide) error { return c.exportAll(cmd.Context(), g, o) })
			}
			return c.export(cmd.Context(), o)
		},
	}
	journeyFlags(cmd, &o.Options)
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", "", "the `file` to write, or the folder with --all; without it, a file in Firstlight's\nown folder, or a folder in your home folder")
	flags.BoolVar(&o.yes, "yes", false, "write it without being asked")
	flags.BoolVar(&o.all, "all", false, "each of your onboardings, in a file of its own")
	flags.BoolVar(&o.noNotes, "no-notes", false, "leave out what you said of steps, and your thanks")
	return cmd
}

// toWrite returns the command that writes just what was shown.
func (o exportOptions) toWrite() string {
	args := []string{"firstlight", "export"}
	if o.all {
		args = append(args, "--all")
	}
	if o.Source != "" {
		args = append(args, "--journey", o.Source)
	}
	if o.Track != "" {
		args = append(args, "--track", o.Track)
	}
	if o.noNotes {
		args = append(args, "--no-notes")
	}
	if o.out != "" {
		args = append(args, "--out", o.out)
	}
	return wording.Clean(check.Run(append(args, "--yes")...).String())
}

func (c *cli) export(ctx context.Context, o exportOptions) (err error) {
	o.ReadOnly = true
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	onboarding, err := v.guide.Export(ctx, !o.noNotes)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := onboarding.Write(&text); err != nil {
		return err
	}
	if !c.json {
		c.out.Line(wording.Clean(text.String()))
		c.out.Text(0, fmt.Sprintf("This is all that the file would hold: %s, in %s.", count(len(onboarding.Events), "event"), wording.Size(int64(text.Len()))))
		if !o.yes && c.person {
			if o.yes, err = c.walk(v, state).agrees(ctx, "Write it?", app.Step{}); err != nil {
				return err
			}
		}
	}
	saved := ""
	if o.yes {
		if saved, err = v.guide.SaveExport(onboarding, o.out); err != nil {
			return err
		}
	}
	switch {
	case c.json:
		return c.encode(exportReport{Version: reportVersion, Onboarding: text.Bytes(), Saved: saved})
	case saved != "":
		c.notes.Text(0, "Written to "+near(saved)+". Nothing was sent; give it to whom you like.")
	default:
		c.notes.Text(0, "Nothing was written. To write it: "+o.toWrite())
	}
	return nil
}

func (c *cli) exportAll(ctx context.Context, g *guide.Guide, o exportOptions) error {
	exports, err := g.ExportAll(ctx, !o.noNotes)
	if err != nil {
		return err
	}
	r := exportAllReport{Version: reportVersion}
	events, size := 0, 0
	for _, export := range exports {
		var text bytes.Buffer
		if err := export.Write(&text); err != nil {
			return err
		}
		r.Onboardings = append(r.Onboardings, text.Bytes())
		events, size = events+len(export.Events), size+text.Len()
		if !c.json {
			c.out.Line(wording.Clean(text.String()))
		}
	}
	if !c.json {
		c.out.Text(0, fmt.Sprintf("This is all that the files would hold: %s, with %s, in %s.",
			count(len(exports), "onboarding"), count(events, "event"), wording.Size(int64(size))))
	}
	if o.yes {
		if r.Saved, err = g.SaveExports(exports, o.out); err != nil {
			return err
		}
	}
	switch {
	case c.json:
		return c.encode(r)
	case r.Saved != "":
		c.notes.Text(0, "Written into "+near(r.Saved)+". Nothing was sent; give them to whom you like.")
	default:
		c.notes.Text(0, "Nothing was written. To write them: "+o.toWrite())
	}
	return nil
}

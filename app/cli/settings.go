package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// settingsReport is the document of settings and of settings set.
type settingsReport struct {
	Version int `json:"version"`
	app.Settings
}

func settingsCommand(c *cli) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "settings",
		Short: "See and choose how Firstlight behaves",
		Long: "Shows what may be chosen about Firstlight itself, what was chosen, and where it\n" +
			"keeps what it knows. The window's Settings page shows the same.",
		Example: "  firstlight settings\n" +
			"  firstlight settings set theme dark",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.atDesk(cmd.Context(), func(g *guide.Guide) error { return c.showSettings(cmd.Context(), g) })
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "set NAME VALUE",
		Short: "Choose the value of a setting",
		Long: "Chooses the value of a setting. It takes effect at once, also in a window that\n" +
			"is open.",
		Args: takes(2, "NAME", "VALUE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.atDesk(cmd.Context(), func(g *guide.Guide) error {
				if err := g.Set(cmd.Context(), args[0], args[1]); err != nil {
					return err
				}
				return c.showSettings(cmd.Context(), g)
			})
		},
	})
	cmd.AddCommand(forgetCommand(c))
	return cmd
}

func (c *cli) showSettings(ctx context.Context, g *guide.Guide) error {
	view, err := g.Settings(ctx)
	if err != nil {
		return err
	}
	s := app.TranslateSettings(view)
	if c.json {
		return c.encode(settingsReport{Version: reportVersion, Settings: s})
	}
	printSettings(c.out, s)
	return nil
}

func printSettings(out *screen.Screen, s app.Settings) {
	out.Line(out.Bold("Settings"))
	for _, one := range s.Settings {
		out.Gap()
		value := one.Value
		if value == "" {
			value = "as your environment says"
		}
		out.Text(2, one.Name+": "+wording.Clean(value))
		out.Faint("    ", one.About)
		if one.Now != "" && one.Value == one.Initial {
			out.Faint("    ", "Now that is: "+wording.Clean(one.Now))
		}
		if choices := choicesOf(one); choices != "" {
			out.Faint("    ", "There is: "+choices)
		}
	}
	out.Gap()
	out.Line(out.Bold("Folders"))
	out.Text(2, "What Firstlight knows: "+wording.Clean(s.Data.Folder))
	out.Text(2, "Your code: "+wording.Clean(s.Data.Workspace))
	if s.Data.Moved {
		out.Faint("  ", s.Data.Variable+" says so.")
	} else {
		out.Faint("  ", s.Data.Variable+" moves both into a folder of your choice.")
	}
	out.Faint("  ", s.Data.How)
}

func choicesOf(s app.Setting) string {
	var all []string
	for _, o := range s.Options {
		text := o.Value
		if o.Title != o.Value {
			text += " (" + o.Title + ")"
		}
		all = append(all, wording.Clean(text))
	}
	return strings.Join(all, ", ")
}

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// suggestWithin is how many letters a word may be off to be taken for another.
const suggestWithin = 2

// newRoot returns the command line as a tree of commands. Each command's file
// has two halves: what reads its arguments, and what does the work.
func newRoot(c *cli) *cobra.Command {
	root := &cobra.Command{
		Use:   "firstlight",
		Short: "From a bare laptop to your first commit",
		Long: "Firstlight takes you from a bare laptop to your first commit, and measures the\n" +
			"way. It looks at what is there and offers to put right what is not.",
		Example: "  firstlight run           go on with your journey, or begin with the demo\n" +
			"  firstlight doctor        look at everything at once\n" +
			"  firstlight serve         the same in a browser",
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: suggestWithin,
		CompletionOptions:          cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:                       knownCommand,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(c.stdout)
	root.SetFlagErrorFunc(flagError)
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "Global Flags:", "Flags of every command:"))
	flags := root.PersistentFlags()
	flags.BoolVar(&c.json, "json", false, "print JSON for programs instead (docs/json.md)")
	flags.BoolVar(&c.allowFile, "allow-file", false, "let journeys clone from file: addresses")
	root.AddCommand(
		runCommand(c), statusCommand(c), doctorCommand(c), fixCommand(c), muteCommand(c), unmuteCommand(c), failuresCommand(c),
		servicesCommand(c), stuckCommand(c), noteCommand(c), thankCommand(c), notesCommand(c), pulseCommand(c), datesCommand(c), telemetryCommand(c), settingsCommand(c), exportCommand(c), importCommand(c), timelineCommand(c), frictionCommand(c), impactCommand(c), reportCommand(c), detectCommand(c), validateCommand(c), serveCommand(c), versionCommand(c),
	)
	return root
}

// knownCommand refuses a word that is no command.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "See what there is with: firstlight help"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "Did you mean: firstlight " + near[0]
	}
	return usage(hint, "There is no command %q", args[0])
}

// takes returns a check that a command has as many arguments as it names.
func takes(least int, names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		hint := "Its form is: " + cmd.UseLine()
		switch {
		case len(args) > len(names):
			more := args[len(names)]
			flag := cmd.Flags().Lookup("journey")
			if flag != nil && flag.Value.Type() == "string" && guide.NamesJourney(more) {
				hint += ". To name a journey, add: " + check.Run("--journey", more).String()
			}
			return usage(hint, "%s does not know what to do with %q", cmd.CommandPath(), more)
		case len(args) < least:
			return usage(hint, "%s needs to be told %s", cmd.CommandPath(), names[len(args)])
		default:
			return nil
		}
	}
}

// flagError explains a flag that is not understood.
func flagError(cmd *cobra.Command, err error) error {
	hint := fmt.Sprintf("See what there is with: %s --help", cmd.CommandPath())
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := nearest(name, known); near != "" {
			hint = "Did you mean: --" + near
		}
		if unknown.GetSpecifiedShortnames() != "" {
			return usage(hint, "%s has no flag -%s", cmd.CommandPath(), name)
		}
		return usage(hint, "%s has no flag --%s", cmd.CommandPath(), name)
	case errors.As(err, &missing):
		return usage(hint, "--%s needs a value: %s", missing.GetFlag().Name, unquoted(missing.GetFlag()))
	case errors.As(err, &invalid):
		return usage(hint, "--%s cannot be %q: %s", invalid.GetFlag().Name, invalid.GetValue(), unquoted(invalid.GetFlag()))
	default:
		return usage(hint, "The flags of %s are not understood: %v", cmd.CommandPath(), err)
	}
}

func unquoted(f *pflag.Flag) string {
	_, text := pflag.UnquoteUsage(f)
	return text
}

// nearest returns what was probably meant; empty where nothing is near. Cobra
// knows how to tell, for names of commands.
func nearest(word string, known []string) string {
	names := &cobra.Command{}
	for _, name := range known {
		names.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	// Cobra lists what is within a distance in the order in which it was added.
	for names.SuggestionsMinimumDistance < suggestWithin {
		names.SuggestionsMinimumDistance++
		if near := names.SuggestionsFor(word); len(near) > 0 {
			return near[0]
		}
	}
	return ""
}

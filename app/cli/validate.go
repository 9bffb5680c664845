package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// validReport is the document of a journey file that is valid; of one that is
// not it is a failure with its problems.
type validReport struct {
	Version int           `json:"version"`
	Valid   bool          `json:"valid"`
	Journey journeyReport `json:"journey"`
	Stages  int           `json:"stages"`
	Steps   int           `json:"steps"`
	// Warnings are what is valid and may still not be meant.
	Warnings []journey.Error `json:"warnings"`
}

func validateCommand(c *cli) *cobra.Command {
	return &cobra.Command{
		Use:   "validate FILE",
		Short: "Read a journey file and say what is wrong with it",
		Long: "Reads a journey file, or the one in a folder's .firstlight/journey.yaml, and\n" +
			"says what is wrong with it: where, what was expected and what was probably\n" +
			"meant. Of a valid one it says what may still not be meant. Nothing is run or\n" +
			"recorded.",
		Example: "  firstlight validate .firstlight/journey.yaml",
		Args:    takes(1, "FILE"),
		RunE:    func(cmd *cobra.Command, args []string) error { return c.validate(cmd.Context(), args[0]) },
	}
}

func (c *cli) validate(ctx context.Context, source string) error {
	j, _, err := guide.NewFiles(c.allowFile).Load(ctx, source)
	if err != nil {
		return err
	}
	warnings := guide.Warnings(j)
	if c.json {
		return c.encode(validReport{
			Version: reportVersion, Valid: true, Stages: len(j.Stages), Steps: len(j.Steps()),
			Journey: journeyReport{Name: j.Name, Source: j.Source, Hash: j.Hash}, Warnings: append([]journey.Error{}, warnings...),
		})
	}
	c.out.Text(0, fmt.Sprintf("%s is valid: %s, %s in %s.",
		source, wording.Clean(j.Name), count(len(j.Steps()), "step"), count(len(j.Stages), "stage")))
	for _, warning := range warnings {
		c.problem(warning)
	}
	return nil
}

// problem shows one place in a journey file that is not as it should be, with its line.
func (c *cli) problem(p journey.Error) {
	line, column := sourceLine(p)
	p.File = near(p.File)
	c.notes.Text(0, wording.Clean(p.Error()))
	if line == "" {
		return
	}
	number := strconv.Itoa(p.Line)
	c.notes.Line(c.notes.Dim(fmt.Sprintf("  %s │ ", number)), line)
	c.notes.Line(c.notes.Dim("  "+strings.Repeat(" ", len(number))+" │ "), strings.Repeat(" ", column-1), c.notes.Accent("^"))
}

// sourceLine returns the line that a problem is about, if it can be shown, or what of
// it is around the problem, and the column of the problem there, from 1.
func sourceLine(p journey.Error) (string, int) {
	const limit = 1 << 20
	info, err := os.Stat(p.File)
	if err != nil || info.Size() > limit {
		return "", 1
	}
	data, err := os.ReadFile(p.File)
	if err != nil {
		return "", 1
	}
	lines := strings.Split(string(data), "\n")
	if p.Line < 1 || p.Column < 1 || p.Line > len(lines) {
		return "", 1
	}
	return screen.Around(wording.Clean(strings.TrimRight(lines[p.Line-1], "\r")), p.Column, 70)
}

// near returns a path as a person would write it from where she is.
func near(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(here, path)
	if err != nil || !filepath.IsLocal(rel) {
		return path
	}
	return rel
}

// count returns a number of things in words: "1 step", "3 steps".
func count(n int, thing string) string { return plural(n, thing, thing+"s") }

// plural returns a number of things whose name has a plural of its own.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

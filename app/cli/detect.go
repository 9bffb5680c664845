package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app/wording"
	"firstlight/backend/check"
	"firstlight/backend/detect"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func detectCommand(c *cli) *cobra.Command {
	var draft bool
	cmd := &cobra.Command{
		Use:   "detect DIR",
		Short: "Say what a repository's own files ask of a machine",
		Long: "Reads what the files of a repository state already: its tools and services, and\n" +
			"the commands that set it up, build and test it, each with the file and line\n" +
			"that says so. Nothing is run, and nothing is written but with --journey.",
		Example: "  firstlight detect .              what this repository needs\n" +
			"  firstlight detect . --journey    write .firstlight/journey.yaml to start from\n" +
			"  firstlight run .                 go through it at once",
		Args: takes(1, "DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if draft {
				return c.draft(cmd.Context(), args[0])
			}
			return c.detect(cmd.Context(), args[0])
		},
	}
	cmd.Flags().BoolVar(&draft, "journey", false, "write a journey file to start from, at DIR/"+guide.JourneyFile)
	return cmd
}

func (c *cli) detect(ctx context.Context, dir string) error {
	report, err := read(ctx, dir)
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(report)
	}
	if len(report.Claims) == 0 {
		c.out.Text(0, "The files of "+wording.Clean(dir)+" state nothing that Firstlight can read.")
	}
	for _, group := range grouped(report.Claims) {
		c.out.Line(c.out.Bold(group.title))
		for _, claim := range group.claims {
			c.claim(claim)
		}
		c.out.Gap()
	}
	c.disagreements(report)
	return c.out.Err()
}

// read returns what the files of a folder state.
func read(ctx context.Context, dir string) (detect.Report, error) {
	if err := isFolder(dir); err != nil {
		return detect.Report{}, err
	}
	report, err := guide.Detect(ctx, dir)
	if errors.Is(err, fs.ErrPermission) {
		return report, usage("Ask for the right to read it, or copy the folder and name the copy.", "%s was not read: it is not permitted", dir)
	}
	return report, err
}

// isFolder says what to do about a folder that is none.
func isFolder(dir string) error {
	const hint = "Name the folder of a repository, such as ."
	info, err := os.Stat(dir)
	switch {
	case dir == "":
		return usage(hint, "The name of the folder is empty")
	case errors.Is(err, fs.ErrNotExist):
		return usage(hint, "There is no folder %s", dir)
	case err != nil:
		return err
	case !info.IsDir():
		return usage(hint, "%s is not a folder", dir)
	}
	return nil
}

// claim prints one claim: what is claimed, and which line says so.
func (c *cli) claim(claim detect.Claim) {
	said := subject(claim)
	if claim.Part != "" {
		said += "  only for " + claim.Part
	}
	c.out.Hang("  ", wording.Clean(said))
	c.out.Faint("    ", wording.Clean(claim.Sources()+"  "+claim.Reason))
}

// subject returns what a claim is about, in one line.
func subject(claim detect.Claim) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	switch claim.Kind {
	case detect.EnvFile:
		add(claim.Name)
		if claim.Template != "" {
			add("from " + claim.Template)
		}
	case detect.Setup, detect.Build, detect.Test, detect.Run:
		add(claim.Command)
	case detect.Tool, detect.PackageManager:
		add(journey.ToolClaim{Name: claim.Name, Version: claim.Version}.Title())
	default:
		add(claim.Name)
		add(claim.Image)
	}
	return strings.Join(parts, " ")
}

func (c *cli) disagreements(report detect.Report) {
	if len(report.Conflicts) > 0 {
		c.out.Line(c.out.Bold("Where they disagree"))
		for _, conflict := range report.Conflicts {
			c.out.Hang("  ", wording.Clean(conflict.Reason))
		}
		c.out.Gap()
	}
	if len(report.Notes) > 0 {
		c.out.Line(c.out.Bold("What was left out"))
		for _, note := range report.Notes {
			c.out.Faint("  ", wording.Clean(note.String()))
		}
		c.out.Gap()
	}
}

// claimGroup is claims that are printed together.
type claimGroup struct {
	title  string
	claims []detect.Claim
}

// grouped returns the claims as they are printed, those that are needed first.
func grouped(claims []detect.Claim) []claimGroup {
	groups := []claimGroup{
		{title: "Tools"}, {title: "Services"}, {title: "Environment"}, {title: "To set it up"}, {title: "To build it"},
		{title: "To test it"}, {title: "To run it"}, {title: "Commit hooks"}, {title: "Needed by some only"},
	}
	places := map[detect.Kind]int{
		detect.Tool: 0, detect.PackageManager: 0, detect.Service: 1, detect.EnvFile: 2, detect.Setup: 3, detect.Build: 4,
		detect.Test: 5, detect.Run: 6, detect.Hooks: 7,
	}
	for _, claim := range claims {
		at := places[claim.Kind]
		if !claim.Required && at < 2 || claim.Part != "" {
			at = len(groups) - 1
		}
		groups[at].claims = append(groups[at].claims, claim)
	}
	var filled []claimGroup
	for _, group := range groups {
		if len(group.claims) > 0 {
			filled = append(filled, group)
		}
	}
	return filled
}

// draftReport is the document of a journey file that was written.
type draftReport struct {
	Version int    `json:"version"`
	File    string `json:"file"`
}

// draft writes a journey file to start from.
func (c *cli) draft(ctx context.Context, dir string) error {
	if err := isFolder(dir); err != nil {
		return err
	}
	file, err := guide.WriteDraft(ctx, dir)
	switch {
	case errors.Is(err, fs.ErrExist):
		file := near(filepath.Join(dir, filepath.FromSlash(guide.JourneyFile)))
		return usage("Move it away to have one drafted anew, or see: "+check.Run("firstlight", "validate", file).String(), "%s is there already", file)
	case errors.Is(err, fs.ErrPermission):
		return usage("Ask for the right to read and write there, or copy the folder and name the copy.", "No journey was written: in %s it is not permitted", dir)
	case err != nil:
		return err
	}
	if c.json {
		return c.encode(draftReport{Version: reportVersion, File: file})
	}
	c.out.Text(0, "Wrote "+wording.Clean(near(file))+". Read it and change what you know better; then: "+wording.Clean(check.Run("firstlight", "run", near(dir)).String()))
	return nil
}

package guide

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/detect"
	"firstlight/backend/journey"
)

// codeUnread is the code of a finding that says that a repository's files ask for
// other tools than the journey has adopted from them.
const codeUnread = "detect/changed"

// Detect reads what the files below a folder state. It reads nothing outside of it.
func Detect(ctx context.Context, dir string) (detect.Report, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return detect.Report{}, fmt.Errorf("opening %s: %w", dir, err)
	}
	// Nothing is written, so closing cannot lose anything.
	defer func() { _ = root.Close() }()
	report, err := detect.Look(ctx, root.FS(), detect.Options{})
	if err != nil {
		return report, fmt.Errorf("reading what %s states: %w", dir, err)
	}
	return report, nil
}

// Expand returns the journey with a tool step for each tool that the repositories
// of its detect steps ask for. A repository that is not there or cannot be read
// yet adds none; its own step says why.
func (h *house) Expand(ctx context.Context, j journey.Journey) journey.Journey {
	known := h.toolsOf(j)
	for _, step := range j.Steps() {
		c, ok := step.Claim.(journey.DetectClaim)
		if !ok {
			continue
		}
		workspace := cmp.Or(j.Workspace, h.places.Workspace)
		if h.another(ctx, workspace, c.In, j) {
			continue
		}
		dir := filepath.Join(workspace, filepath.FromSlash(c.In))
		report, err := Detect(ctx, dir)
		if err != nil {
			continue
		}
		j = j.Adopt(step.ID, adoptions(report, c.Parts, known), report.Files)
	}
	return j
}

// another reports whether a folder lies in another repository than the one that the
// journey clones there: what that asks for is not this journey's.
func (h *house) another(ctx context.Context, workspace, folder string, j journey.Journey) bool {
	return slices.ContainsFunc(j.Steps(), func(step journey.Step) bool {
		c, ok := step.Claim.(journey.CloneClaim)
		if !ok || folder != c.Into && !strings.HasPrefix(folder, c.Into+"/") {
			return false
		}
		dir := filepath.Join(workspace, filepath.FromSlash(c.Into))
		return isRepository(dir) && !isClone(ctx, h.origin, dir, h.cloneSpec(c).URL)
	})
}

// toolsOf returns the names of the tools that a journey can ask for.
func (h *house) toolsOf(j journey.Journey) []string {
	known := h.catalogue.Names()
	for _, entry := range j.Tools {
		known = append(known, entry.Name)
	}
	return known
}

// adoptions returns the tools that a repository needs, those that are known.
func adoptions(report detect.Report, parts, known []string) []journey.Adoption {
	var adopted []journey.Adoption
	for _, c := range needed(report, parts) {
		if slices.Contains(known, c.Name) {
			adopted = append(adopted, journey.Adoption{
				Tool: journey.ToolClaim{Name: c.Name, Version: c.Version},
				Why:  c.Why(),
			})
		}
	}
	return adopted
}

// needed returns the tools and package managers without which a repository, and the
// parts of it that count, cannot be worked on, each once.
func needed(report detect.Report, parts []string) []detect.Claim {
	var claims []detect.Claim
	for _, c := range report.Claims {
		counts := c.Required && (c.Part == "" || slices.Contains(parts, strings.TrimSuffix(c.Part, "/")))
		known := slices.ContainsFunc(claims, func(other detect.Claim) bool { return other.Name == c.Name })
		if counts && !known && (c.Kind == detect.Tool || c.Kind == detect.PackageManager) {
			claims = append(claims, c)
		}
	}
	return claims
}

// detects returns the check that the journey asks for what a repository's files ask
// for.
func (h *house) detects(c journey.DetectClaim) check.Check {
	dir, known := h.below(c.In), h.known
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return observeFiles(ctx, dir, c, known) },
		Watch:   check.Watch{Paths: watched(dir, c.Files)},
	}
}

// watched returns what tells of a change to the files that were read below a
// folder, and of new ones beside them.
func watched(dir string, files []string) []string {
	paths := []string{dir}
	for _, file := range files {
		for _, name := range []string{file, path.Dir(file)} {
			if full := filepath.Join(dir, filepath.FromSlash(name)); !slices.Contains(paths, full) {
				paths = append(paths, full)
			}
		}
	}
	return paths
}

func observeFiles(ctx context.Context, dir string, c journey.DetectClaim, known []string) check.Finding {
	folder := check.Literal("Folder", dir)
	info, err := os.Stat(dir)
	switch {
	case os.IsNotExist(err):
		return check.NotYet("detect/no-folder", path.Base(c.In)+" is not there yet", folder)
	case err != nil:
		return check.CannotTell("detect/unreadable", "Cannot look at "+path.Base(c.In)+": "+err.Error(), folder)
	case !info.IsDir():
		return check.Fail("detect/no-folder", path.Base(c.In)+" is not a folder", folder)
	}
	report, err := Detect(ctx, dir)
	if err != nil {
		return check.CannotTell("detect/unreadable", "The files of "+path.Base(c.In)+" cannot be read: "+err.Error(), folder)
	}
	var asked []journey.ToolClaim
	for _, a := range adoptions(report, c.Parts, known) {
		asked = append(asked, a.Tool)
	}
	if c.Adopted == nil || !slices.Equal(asked, c.Adopted) {
		return check.NotYet(codeUnread, "The files of "+path.Base(c.In)+" have changed and are being read", folder)
	}
	return stated(path.Base(c.In), report, c, known)
}

// stated returns the finding that says what the files state, line by line, and what
// was left out of them.
func stated(name string, report detect.Report, c journey.DetectClaim, known []string) check.Finding {
	var facts []check.Evidence
	var strange []string
	for _, claim := range needed(report, c.Parts) {
		facts = append(facts, check.Literal(journey.ToolClaim{Name: claim.Name, Version: claim.Version}.Title(), claim.Sources()))
		if !slices.Contains(known, claim.Name) {
			strange = append(strange, claim.Name)
		}
	}
	summary := summed(name, len(facts) > 0, len(report.Notes) > 0)
	for _, conflict := range report.Conflicts {
		facts = append(facts, check.Fact("They disagree", conflict.Reason))
	}
	if len(strange) > 0 {
		facts = append(facts, check.Fact("To be checked by hand", strings.Join(strange, ", ")))
	}
	return check.Hold(summary, append(facts, leftOut(report.Notes)...)...)
}

// summed says in a sentence whether files ask for tools, and whether only a part of
// them could be read.
func summed(name string, asks, part bool) string {
	switch {
	case asks && part:
		return "The files of " + name + " were read in part: what they ask for follows"
	case asks:
		return "The files of " + name + " were read: what they ask for follows"
	case part:
		return "The files of " + name + " ask for no tools, as far as they could be read"
	default:
		return "The files of " + name + " ask for no tools"
	}
}

// leftOutMost is how many notes a finding tells; the terminal's detect has all.
const leftOutMost = 5

// leftOut returns the evidence of what could not be read of a repository's files.
func leftOut(notes []detect.Note) []check.Evidence {
	var facts []check.Evidence
	for _, n := range notes[:min(len(notes), leftOutMost)] {
		facts = append(facts, check.Fact("Left out", n.String()))
	}
	if more := len(notes) - leftOutMost; more > 0 {
		facts = append(facts, check.Fact("Left out", strconv.Itoa(more)+" more"))
	}
	return facts
}

package tool

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// absent says that nothing on PATH can be started as the tool, and which files
// only look as if they could.
func (c claim) absent(ctx context.Context, places []place) (check.Finding, []check.Fix) {
	var facts []check.Evidence
	if c.asked != "" {
		facts = append(facts, check.Literal("Asked for", c.asked))
	}
	fixes, notes := c.offer(ctx, false, candidate{})
	i := slices.IndexFunc(places, func(p place) bool { return p.fault != nil })
	if i < 0 {
		return check.Fail("tool/missing", sentence(c.tool.Title)+" is not on your PATH",
			slices.Concat(facts, notes, []check.Evidence{c.docs()})...), fixes
	}
	first := places[i]
	for _, p := range places[i+1:] {
		if p.fault != nil {
			facts = append(facts, check.Fact("Also", process.Short(p.file)+" "+p.fault.why))
		}
	}
	facts = append(facts, check.Fact("What to do", first.fault.then))
	summary := first.command + " in " + process.Short(first.file) + " " + first.fault.why
	if s := c.room.catalogue.standIn(first.command, first.file); s != nil {
		fixes = append(c.repair(*s, first.command), fixes...)
	}
	if first.fault.code == "not-executable" {
		fixes = append(makeExecutable(first), fixes...)
	}
	return check.Fail("tool/"+first.fault.code, summary, slices.Concat(facts, notes, []check.Evidence{c.docs()})...), fixes
}

// makeExecutable returns the fix that lets a person run a file of her own.
func makeExecutable(p place) []check.Fix {
	if runtime.GOOS == "windows" || !own(p.info) {
		return nil
	}
	return []check.Fix{{
		ID: "make-executable", Title: "Let " + p.command + " be run",
		Effect:    process.Short(p.file) + " can be started by you. Do it only if you know where the file came from.",
		Privilege: check.User, Undo: check.Run("chmod", "u-x", p.file).String(),
		// Whether a file is to be trusted is nothing that an unattended run knows.
		Inputs: []check.Input{{
			Name: "command", Label: "The program's name", Pattern: p.command, Consent: true, Hint: "Type " + p.command + " to say that you trust the file.",
		}},
		Plan: func(check.Answers) []check.Command { return []check.Command{check.Run("chmod", "u+x", p.file)} },
	}}
}

// setAside returns the fix that takes a file of a person's own off her PATH: it is
// called by another name, which ends in as, and is so what then completes "the file
// is …".
func setAside(p place, as, then string) []check.Fix {
	home, err := os.UserHomeDir()
	if err != nil || runtime.GOOS == "windows" || !strings.HasPrefix(p.file, home+string(os.PathSeparator)) {
		return nil
	}
	aside := p.file + "." + as
	if _, err := os.Lstat(aside); err == nil {
		return nil
	}
	return []check.Fix{{
		ID: "set-aside", Title: "Set " + process.Short(p.file) + " aside",
		Effect:    "The file is called " + process.Short(aside) + " from then on, and " + then + ".",
		Privilege: check.User, Undo: check.Run("mv", aside, p.file).String(),
		Plan: func(check.Answers) []check.Command { return []check.Command{check.Run("mv", p.file, aside)} },
	}}
}

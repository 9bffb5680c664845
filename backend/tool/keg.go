package tool

import (
	"context"
	"path"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// brew is the manager that keeps some packages off PATH.
const brew managerName = "brew"

// keg returns the folder off PATH in which brew keeps the tool's program, whether
// it is installed or not; empty where brew puts it onto PATH, or is not here.
func (c claim) keg() string {
	names := c.tool.Install[brew]
	if c.tool.Keg == "" || len(names) == 0 {
		return ""
	}
	file, err := c.room.runner.Find(string(brew))
	if err != nil {
		return ""
	}
	prefix := filepath.Dir(filepath.Dir(file))
	return filepath.Join(prefix, "opt", path.Base(names[0]), filepath.FromSlash(c.tool.Keg))
}

// kept returns the programs that brew keeps off PATH, and that are not among
// those found there.
func (c claim) kept(places []place) []place {
	folder := c.keg()
	if folder == "" {
		return nil
	}
	var kept []place
	for _, command := range c.tool.Commands {
		p, there := c.room.at(command, filepath.Join(folder, command))
		if there && p.fault == nil && !p.among(places) {
			kept = append(kept, p)
		}
	}
	return kept
}

// offPath says that the tool is installed in a version that will do, in a folder
// off PATH; false where it is not.
func (c claim) offPath(ctx context.Context, kept []place) (check.Finding, []check.Fix, bool) {
	for _, p := range kept {
		got := c.ask(ctx, p)
		if !got.will {
			continue
		}
		folder := filepath.Dir(p.file)
		facts := []check.Evidence{check.Literal("Off your PATH", got.Version+" in "+process.Short(p.file))}
		if c.asked != "" {
			facts = append(facts, check.Literal("Asked for", c.asked))
		}
		fix, done := c.room.pathFirst(folder)
		var fixes []check.Fix
		switch {
		case fix != nil:
			fixes = append(fixes, *fix)
		case done != "":
			facts = append(facts, check.Fact("What to do", done))
		default:
			facts = append(facts, check.Fact("What to do", "Have "+process.Short(folder)+" come first on your PATH"))
		}
		return check.Fail("tool/off-path", c.held(got)+" is installed, but "+process.Short(folder)+" is not on your PATH",
			append(facts, c.docs())...), fixes, true
	}
	return check.Finding{}, nil, false
}

// outOfKeg returns the fix of brew with what puts the program onto PATH.
func (c claim) outOfKeg(fix check.Fix) check.Fix {
	folder := c.keg()
	if folder == "" {
		return fix
	}
	path, done := c.room.pathFirst(folder)
	switch install := fix.Plan; {
	case path != nil:
		fix.Effect += " Homebrew keeps it off your PATH. " + path.Effect
		fix.Undo += ". " + path.Undo
		fix.Plan = func(given check.Answers) []check.Command { return slices.Concat(install(given), path.Plan(given)) }
	case done == "":
		fix.Effect += " Homebrew keeps it off your PATH: have " + process.Short(folder) + " come first there."
	}
	return fix
}

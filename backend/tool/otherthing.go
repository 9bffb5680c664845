package tool

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// otherThing says that a program is not the tool: a look-alike, another tool, or
// a shim with nothing behind it.
func (c claim) otherThing(ctx context.Context, current candidate, facts []check.Evidence) (check.Finding, []check.Fix) {
	if current.Shim != "" {
		return c.emptyShim(ctx, current, facts)
	}
	fixes, notes := c.offer(ctx, false, current)
	docs := []check.Evidence{c.docs()}
	if current.Other != "" {
		other, _ := c.room.catalogue.find(current.Other)
		return check.Fail("tool/another-tool",
			fmt.Sprintf("%s in %s is not %s: it answers as %s %s", current.command, process.Short(current.file), c.tool.Title, other.Title, current.Version),
			slices.Concat(facts, notes, docs)...), fixes
	}
	a := c.tool.lookAlike(current.Alike)
	if a.Then != "" {
		notes = append(notes, check.Fact("What to do", a.Then))
	}
	return check.Fail("tool/"+a.Code, current.command+" here is "+a.named(current.Version),
		slices.Concat(facts, notes, docs)...), fixes
}

// fetched says of a program that fetches the tool what can be said without having
// it do so.
func (c claim) fetched(current candidate, a alike, facts []check.Evidence) check.Finding {
	facts = append(facts, check.Fact("Version", a.Is+" fetches the one that each project names"))
	if c.want.Any() {
		return check.Hold(sentence(c.tool.Title)+", by way of "+a.Is, facts...)
	}
	return check.CannotTell("tool/version-by-project",
		fmt.Sprintf("%s here is %s, which fetches %s in the version that each project names: which that is was not tried", current.command, a.Is, c.tool.Title),
		append(facts, check.Fact("What to do", a.Then), c.docs())...)
}

// is returns what a program is instead of the tool, as in "which is …".
func (c claim) is(current candidate) string {
	switch {
	case current.Other != "":
		other, _ := c.room.catalogue.find(current.Other)
		return other.Title + " " + current.Version
	case current.Shim != "":
		return "a shim of " + current.Shim + " without a version"
	case current.Alike != "":
		return c.tool.lookAlike(current.Alike).named(current.Version)
	default:
		return ""
	}
}

// named returns what a look-alike is, with its version where that is known.
func (a alike) named(version string) string {
	if version == "" {
		return strings.TrimSuffix(a.Is, ",")
	}
	return a.Is + " " + version
}

// lookAlike returns the look-alike with a code; the zero one where there is none.
func (t tool) lookAlike(code string) alike {
	i := slices.IndexFunc(t.Alike, func(a alike) bool { return a.Code == code })
	if i < 0 {
		return alike{}
	}
	return t.Alike[i]
}

// shimOf returns whose shim a program is, nil where it is none.
func (c Catalogue) shimOf(p place) *shim {
	shims := c.managers()
	i := slices.IndexFunc(shims, func(s shim) bool { return s.stands(p) })
	if i < 0 {
		return nil
	}
	return &shims[i]
}

// emptyShim says that a version manager has no version of the tool.
func (c claim) emptyShim(ctx context.Context, current candidate, facts []check.Evidence) (check.Finding, []check.Fix) {
	shims := c.room.catalogue.managers()
	s := shims[slices.IndexFunc(shims, func(s shim) bool { return s.Manager == current.Shim })]
	facts = append(facts, check.Fact("What to do", c.terms(s, current.command).Replace(s.Then)), c.docs())
	fixes := c.repair(s, current.command)
	if s.Manager == "mise" {
		// What mise installs, it also puts behind its shims.
		fixes, _ = c.offer(ctx, true, current)
	}
	return check.Fail("tool/shim-without-version",
		fmt.Sprintf("%s here is a shim of %s, which has no version of it to start", current.command, s.Manager), facts...), fixes
}

// terms fills the places in what a shim's entry says.
func (c claim) terms(s shim, command string) *strings.Replacer {
	return strings.NewReplacer("{tool}", c.tool.Name, "{command}", command, "{version}", cmp.Or(c.want.Request(), s.Newest))
}

// repair returns the fix that gives a shim something to start, where its manager
// is here and can.
func (c claim) repair(s shim, command string) []check.Fix {
	if _, err := c.room.runner.Find(s.Manager); err != nil || len(s.Repair) == 0 || c.want.Request() == "" && s.Newest == "" {
		return nil
	}
	return []check.Fix{s.fix(c.terms(s, command))}
}

func (s shim) fix(terms *strings.Replacer) check.Fix {
	var commands []check.Command
	for _, line := range s.Repair {
		words := make([]string, 0, len(line))
		for _, w := range line {
			words = append(words, terms.Replace(w))
		}
		commands = append(commands, check.Run(words...))
	}
	return check.Fix{
		ID: "choose-with-" + s.Manager, Title: cmp.Or(s.Title, "Choose a version with "+s.Manager),
		Effect:    cmp.Or(s.Effect, "The version is installed where it is not yet, and started wherever no project asks for another."),
		Privilege: check.User, Undo: terms.Replace(s.Undo),
		Plan: func(check.Answers) []check.Command { return commands },
	}
}

package tool

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// shadowed says that a program which will do is hidden by one which will not,
// as that comes first on PATH.
func (c claim) shadowed(ctx context.Context, current, better candidate, facts []check.Evidence) (check.Finding, []check.Fix) {
	behind := check.Literal("Behind it", better.Version+" in "+process.Short(better.file))
	if current.silence != nil && current.fault == nil {
		f, fixes := c.silent(current, append(facts, behind))
		return f, fixes
	}
	first := c.tool.Title + " " + current.Version
	switch what := c.is(current); {
	case current.fault != nil:
		first = current.command + ", which " + current.fault.why + ","
	case what != "":
		first = current.command + ", which is " + what + ","
	}
	summary := fmt.Sprintf("%s in %s comes before %s in %s, which would do",
		sentence(first), process.Short(current.file), better.Version, process.Short(better.file))
	folder := filepath.Dir(better.file)
	fix, done := c.room.pathFirst(folder)
	switch {
	case done != "":
		facts = append(facts, check.Fact("What to do", done))
	case fix == nil:
		facts = append(facts, check.Fact("What to do", "Have "+process.Short(folder)+" come before "+process.Short(filepath.Dir(current.file))+" on your PATH, or remove the first"))
	}
	// What another manager installs would stand behind the first as well.
	holders := slices.DeleteFunc(c.room.managers(), func(m manager) bool { return !m.holds(current.place) })
	fixes, notes := c.offerBy(ctx, holders, !c.want.After(current.version), current)
	switch {
	case fix != nil:
		fixes = slices.Insert(fixes, 0, *fix)
	case done == "" && len(fixes) == 0 && c.room.catalogue.shimOf(current.place) == nil:
		fixes = append(fixes, setAside(current.place, "aside",
			fmt.Sprintf("no longer in the way of %s in %s", better.Version, process.Short(better.file)))...)
	}
	return check.Fail("tool/shadowed", summary, slices.Concat(facts, []check.Evidence{behind}, notes, []check.Evidence{c.docs()})...), fixes
}

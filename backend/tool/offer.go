package tool

import (
	"context"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/version"
)

// offer returns the ways to install a tool on this machine, best first, and
// what there is to say of ways that would not help. Where the version that is
// there is not too old, only what installs any version does.
func (c claim) offer(ctx context.Context, exact bool, current candidate) ([]check.Fix, []check.Evidence) {
	var fixes []check.Fix
	var notes []check.Evidence
	for _, by := range c.room.managers() {
		names := c.tool.Install[by.name]
		if len(names) == 0 || exact && !by.anyVersion {
			continue
		}
		if _, err := c.room.runner.Find(by.command); err != nil {
			continue
		}
		if has := c.room.has(ctx, by, names[0]); has != "" && !c.tool.Renumbered {
			if v, err := version.Parse(has); err == nil && !c.want.Allows(v) {
				notes = append(notes, check.Fact("With "+string(by.name), "its "+names[0]+" is "+v.String()+", which is not what is asked for"))
				continue
			}
		}
		fix := by.fix(c.tool, c.want, c.installed(ctx, by, current))
		if by.name == brew {
			fix = c.outOfKeg(fix)
		}
		if len(fixes) == 0 && slices.Contains(c.room.prefer, string(by.name)) {
			fix.Recommended = "your journey's author"
		}
		fixes = append(fixes, fix)
	}
	return fixes, notes
}

// managers returns the package managers in the order to propose them in.
func (r *Room) managers() []manager {
	all := managers()
	rank := func(m manager) int {
		if i := slices.Index(r.prefer, string(m.name)); i >= 0 {
			return i
		}
		return len(r.prefer)
	}
	slices.SortStableFunc(all, func(a, b manager) int { return rank(a) - rank(b) })
	return all
}

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
	return c.offerBy(ctx, c.room.managers(), exact, current)
}

// offerBy is offer for some package managers alone.
func (c claim) offerBy(ctx context.Context, managers []manager, exact bool, current candidate) ([]check.Fix, []check.Evidence) {
	var fixes, doubtful []check.Fix
	var notes []check.Evidence
	for _, by := range managers {
		names := c.tool.Install[by.name]
		if len(names) == 0 || exact && !by.anyVersion {
			continue
		}
		if _, err := c.room.runner.Find(by.command); err != nil {
			continue
		}
		sure, note := c.enough(ctx, by, names[0])
		if note != "" {
			notes = append(notes, check.Fact("With "+string(by.name), note))
			continue
		}
		fix := by.fix(c.tool, c.want, c.installed(ctx, by, current))
		if by.name == brew {
			fix = c.outOfKeg(fix)
		}
		preferred := slices.Contains(c.room.prefer, string(by.name))
		if len(fixes) == 0 && preferred {
			fix.Recommended = "your journey's author"
		}
		if sure {
			fixes = append(fixes, fix)
			continue
		}
		if c.open() {
			fix.Effect += " It is the newest that " + string(by.name) + " has, which may not be enough."
			fixes = append(fixes, fix)
			continue
		}
		fix.Effect += " It is the newest that " + string(by.name) + " has, which may be newer than what is asked for."
		if preferred || by.name == c.room.own {
			fixes = append(fixes, fix)
			continue
		}
		doubtful = append(doubtful, fix)
	}
	return append(fixes, doubtful...), notes
}

// enough reports whether a manager surely installs what is asked for, and says why
// where it surely does not.
func (c claim) enough(ctx context.Context, by manager, name string) (sure bool, note string) {
	if by.anyVersion {
		return true, ""
	}
	has, told := c.room.has(ctx, by, name)
	if told && has == "" {
		return false, "it has no package " + name + ", as far as its lists tell"
	}
	if c.want.Any() {
		return true, ""
	}
	if has == "" || c.tool.Renumbered {
		return false, ""
	}
	v, err := version.Parse(has)
	if err != nil {
		return false, ""
	}
	if !c.want.Allows(v) {
		return false, "its " + name + " is " + v.String() + ", which is not what is asked for"
	}
	return true, ""
}

// open reports whether every newer version will do as well.
func (c claim) open() bool {
	const far = "999999"
	v, err := version.Parse(far)
	return err == nil && c.want.Allows(v)
}

// managers returns the package managers in the order to propose them in.
func (r *Room) managers() []manager {
	all := managers()
	rank := func(m manager) int {
		if m.name == r.own {
			return -1
		}
		if i := slices.Index(r.prefer, string(m.name)); i >= 0 {
			return i
		}
		return len(r.prefer)
	}
	slices.SortStableFunc(all, func(a, b manager) int { return rank(a) - rank(b) })
	return all
}

// Managers returns the names of the package managers that are on this machine, those
// that need the fewest rights first. find returns an error for a program that is not
// there.
func Managers(find func(program string) (string, error)) []string {
	var there []string
	for _, m := range managers() {
		if _, err := find(m.command); err == nil {
			there = append(there, string(m.name))
		}
	}
	return there
}

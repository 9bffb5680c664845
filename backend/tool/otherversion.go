package tool

import (
	"context"
	"fmt"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// silent says that a program did not tell what it is.
func (c claim) silent(current candidate, facts []check.Evidence) (check.Finding, []check.Fix) {
	if f := current.fault; f != nil {
		return check.Fail("tool/"+f.code, current.command+" in "+process.Short(current.file)+" "+f.why,
			append(facts, check.Fact("What to do", f.then), c.docs())...), setAside(current.place, "unusable", "no longer in the way of another "+current.command)
	}
	return current.silence.finding(c.tool, facts), nil
}

// otherVersion says that a version is not the one asked for.
func (c claim) otherVersion(ctx context.Context, current candidate, facts []check.Evidence) (check.Finding, []check.Fix) {
	code, summary := "tool/wrong-version", "is not the version that is asked for"
	old := c.want.After(current.version)
	switch {
	case old:
		code, summary = "tool/too-old", "is too old"
	case c.want.Before(current.version):
		code, summary = "tool/too-new", "is newer than what is asked for"
	}
	fixes, notes := c.offer(ctx, !old, current)
	return check.Fail(code, fmt.Sprintf("%s %s %s", sentence(c.tool.Title), current.Version, summary),
		slices.Concat(facts, notes, []check.Evidence{c.docs()})...), fixes
}

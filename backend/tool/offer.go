package tool

import (
	"context"
	"regexp"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/version"
)

// offer returns the ways to install a tool on this machine, best first, and
// what there is to say of ways that would not help.
func (r *Room) offer(ctx context.Context, t tool, want version.Constraint, tooNew bool) ([]check.Fix, []check.Evidence) {
	var fixes []check.Fix
	var notes []check.Evidence
	for _, by := range managers() {
		if len(t.Install[by.name]) == 0 || tooNew && !by.anyVersion {
			continue
		}
		if _, err := r.runner.Find(by.command); err != nil {
			continue
		}
		if by.name == "apt" && !t.Renumbered {
			if has := r.candidate(ctx, t.Install[by.name][0]); has != "" {
				v, err := version.Parse(has)
				if err == nil && !want.Allows(v) {
					notes = append(notes, check.Fact("With apt", "its "+t.Install[by.name][0]+" is "+v.String()+", which is not what is asked for"))
					continue
				}
			}
		}
		fixes = append(fixes, by.fix(t, want))
	}
	return fixes, notes
}

// candidateLine and candidateParts find the version of a package that apt would
// install, such as "2:1.19~1", and the maker's own number in it.
var (
	candidateLine  = regexp.MustCompile(`(?m)^\s+Candidate: (\S+)$`)
	candidateParts = regexp.MustCompile(`^(?:\d+:)?(\d[^~+-]*)`)
)

// candidate returns the version that apt would install of a package, as far as
// its lists tell; empty where they do not.
func (r *Room) candidate(ctx context.Context, name string) string {
	const limit = 5 * time.Second
	result, err := r.runner.Run(ctx, process.Spec{
		Args: []string{"apt-cache", "policy", name}, Env: []string{"LC_ALL=C"}, Limit: limit,
	})
	if err != nil {
		return "" // Without an answer the fix stays on offer.
	}
	line := candidateLine.FindStringSubmatch(result.Stdout)
	if line == nil {
		return ""
	}
	return upstream(line[1])
}

// upstream returns the maker's own number in the version of a Debian package;
// empty where there is none.
func upstream(version string) string {
	parts := candidateParts.FindStringSubmatch(version)
	if parts == nil {
		return ""
	}
	return parts[1]
}

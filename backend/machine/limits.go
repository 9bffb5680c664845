package machine

import (
	"context"
	"time"

	"firstlight/backend/check"
)

// LimitsSpec is what is asked of the system's limits; a zero asks for what
// development tools commonly run into.
type LimitsSpec struct {
	// Watches is how many files and folders a person's programs may watch
	// together.
	Watches int
	// OpenFiles is how many files one program of her terminal may have open.
	OpenFiles int
}

const (
	// usualWatches lets an editor and a bundler watch a project with all that it
	// depends on; older kernels stop at 8,192.
	usualWatches = 32_768
	// usualFiles is what Linux lets a program open. macOS stops at 256.
	usualFiles = 1_024
)

// orUsual returns the spec with its zeros filled in.
func (s LimitsSpec) orUsual() LimitsSpec {
	if s.Watches <= 0 {
		s.Watches = usualWatches
	}
	if s.OpenFiles <= 0 {
		s.OpenFiles = usualFiles
	}
	return s
}

// Limits returns the check that the person's programs may watch and open as many
// files as asked for.
func (m *Machine) Limits(spec LimitsSpec) check.Check {
	// What is used up shows in no file.
	const lookAgain = 10 * time.Minute
	spec = spec.orUsual()
	return observed(func(ctx context.Context) (check.Finding, []check.Fix) {
		return m.observeLimits(ctx, spec)
	}, check.Watch{Paths: m.limitFiles(), Every: lookAgain})
}

// observeLimits looks at each limit; the first that bites is the finding, with
// the fixes of all that do.
func (m *Machine) observeLimits(ctx context.Context, spec LimitsSpec) (check.Finding, []check.Fix) {
	watching := m.watching(spec.Watches)
	opening := m.opening(ctx, spec.OpenFiles)
	facts := append(watching.facts, opening.facts...)
	switch {
	case watching.code != "":
		return check.Fail(watching.code, watching.summary, facts...), append(watching.fixes, opening.fixes...)
	case opening.code != "":
		return check.Fail(opening.code, opening.summary, facts...), opening.fixes
	case opening.unknown != nil:
		return check.CannotTell("limits/unknown", "Cannot tell how many files a program may open: "+opening.unknown.Error(), facts...), nil
	case len(facts) == 0:
		return check.Hold("This system sets no limits that development tools run into"), nil
	default:
		return check.Hold("Programs may watch and open enough files", facts...), nil
	}
}

// limit is what was seen of one limit; the code is empty where it does not bite.
type limit struct {
	code, summary string
	facts         []check.Evidence
	fixes         []check.Fix
	// unknown says why nothing was seen.
	unknown error
}

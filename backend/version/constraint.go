package version

import (
	"fmt"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// Constraint says which versions will do. The zero Constraint allows every one.
type Constraint struct {
	text string
	// runs are the versions that will do; none means that every one does.
	runs []run
	// only is the one version that is named, as it was written; empty where
	// there are more.
	only string
}

// Text returns the constraint as it was written.
func (c Constraint) Text() string { return c.text }

// Any reports whether every version will do.
func (c Constraint) Any() bool { return len(c.runs) == 0 }

// Allows reports whether v will do.
func (c Constraint) Allows(v Version) bool {
	for _, r := range c.runs {
		if r.holds(v) {
			return true
		}
	}
	return c.Any()
}

// After reports whether v is too old: every version that will do is after it.
func (c Constraint) After(v Version) bool {
	for _, r := range c.runs {
		if r.low.compare(cut{at: v}) <= 0 {
			return false
		}
	}
	return !c.Any()
}

// Before reports whether v is too new: every version that will do is before it.
func (c Constraint) Before(v Version) bool {
	for _, r := range c.runs {
		if r.endless || r.high.compare(cut{v, true}) >= 0 {
			return false
		}
	}
	return !c.Any()
}

// String returns the constraint as Masterminds/semver reads it, to be checked
// with pre-releases included. What a semantic version cannot say, such as a
// letter or a fourth number, is left out, so that a little more is allowed.
func (c Constraint) String() string {
	if c.Any() {
		return all().String()
	}
	alternatives := make([]string, 0, len(c.runs))
	for _, r := range c.runs {
		alternatives = append(alternatives, r.String())
	}
	return strings.Join(alternatives, " || ")
}

func (r run) String() string {
	low := spell(">=", ">", r.low)
	if r.endless {
		return low
	}
	return low + " " + spell("<", "<=", r.high)
}

// spell returns a comparison with a cut.
func spell(before, after string, c cut) string {
	compare := before
	if c.after {
		compare = after
	}
	if len(c.at.more) > 0 || c.at.letter != "" {
		return compare[:1] + "=" + semver.New(c.at.core.Major(), c.at.core.Minor(), c.at.core.Patch(), "", "").String()
	}
	return compare + c.at.core.String()
}

// Request returns the version to ask of a program that installs the newest of a
// series: "1.26", "20", "1.26.3". It is empty where the newest of all will do.
func (c Constraint) Request() string {
	if c.only != "" || c.Any() {
		return c.only
	}
	best := c.runs[0]
	for _, r := range c.runs[1:] {
		if best.low.compare(r.low) < 0 {
			best = r
		}
	}
	if best.endless {
		return ""
	}
	numbers := best.high.at.numbers()
	for len(numbers) > 1 && numbers[len(numbers)-1] == 0 {
		numbers = numbers[:len(numbers)-1]
	}
	if last := len(numbers) - 1; !best.high.after && numbers[last] > 0 {
		numbers[last]--
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", "."), "[]")
}

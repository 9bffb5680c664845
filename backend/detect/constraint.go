package detect

import (
	"strings"

	"firstlight/backend/version"
)

// constraint returns a constraint as Masterminds/semver reads it, or "" for one
// that allows everything; false where it cannot be read.
func constraint(text string) (string, bool) {
	c, err := version.ParseConstraint(strings.TrimSpace(text))
	if err != nil {
		return "", false
	}
	if c.Any() || c.String() == everything {
		return "", true
	}
	return c.String(), true
}

// everything is how package version writes a constraint that allows every version.
const everything = ">=0.0.0"

// both returns the constraint that allows what a and b allow, in the form of
// constraint; false where no version would do for both.
func both(a, b string) (string, bool) {
	switch {
	case a == "":
		return b, true
	case b == "":
		return a, true
	}
	var alternatives []string
	for x := range strings.SplitSeq(a, "||") {
		for y := range strings.SplitSeq(b, "||") {
			if c, ok := constraint(x + " " + y); ok {
				alternatives = append(alternatives, c)
			}
		}
	}
	if len(alternatives) == 0 {
		return "", false
	}
	return constraint(strings.Join(alternatives, " || "))
}

package machine

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// spelled is how tools write versions: one to many numbers, and perhaps a
// pre-release that may touch them, as in "1.26rc1". What follows after that,
// such as ".windows.1" or "+dfsg1", says how it was built.
var spelled = regexp.MustCompile(`^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.\d+)*` +
	`(?:[-.~]?(alpha|beta|rc|pre|preview|dev|nightly|canary|next|ea|a|b)[-.]?(\d*)(?:[^a-z]|$))?`)

// readVersion returns the version that a tool spelled out.
func readVersion(text string) (*semver.Version, error) {
	parts := spelled.FindStringSubmatch(text)
	if parts == nil {
		return nil, fmt.Errorf("%q is no version", text)
	}
	number := func(part string) string {
		if digits := strings.TrimLeft(part, "0"); digits != "" {
			return digits
		}
		return "0"
	}
	version := number(parts[1]) + "." + number(parts[2]) + "." + number(parts[3])
	if parts[4] != "" {
		version += "-" + parts[4]
		if parts[5] != "" {
			version += "." + number(parts[5])
		}
	}
	return semver.StrictNewVersion(version)
}

// wanted is a constraint on versions as an author wrote it.
type wanted struct {
	text        string
	constraints *semver.Constraints
}

// readWanted reads a constraint; empty text asks for any version.
func readWanted(text string) (wanted, error) {
	if text == "" {
		return wanted{}, nil
	}
	constraints, err := semver.NewConstraint(text)
	if err != nil {
		return wanted{}, fmt.Errorf("reading the version %q: %w", text, err)
	}
	// Whoever asks for at least 1.26 is content with 1.27rc1.
	constraints.IncludePrerelease = true
	return wanted{text, constraints}, nil
}

func (w wanted) allows(v *semver.Version) bool { return w.constraints == nil || w.constraints.Check(v) }

// numbers are the versions that a constraint names.
var numbers = regexp.MustCompile(`\d+(?:\.\d+){0,2}`)

// above reports whether every version that the constraint names is above v, so
// that v is too old rather than otherwise wrong.
func (w wanted) above(v *semver.Version) bool {
	for _, text := range numbers.FindAllString(w.text, -1) {
		if bound, err := readVersion(text); err == nil && !v.LessThan(bound) {
			return false
		}
	}
	return true
}

// series is a constraint that pins a series, such as "20", "^20.1", "~1.26" or
// "1.26.x": then a manager that installs any version can be told which.
var series = regexp.MustCompile(`^[=^~]? ?(\d+(?:\.\d+){0,2})(?:\.[x*])*$`)

// request returns the version to ask of a manager that installs any version.
func (w wanted) request() string {
	if parts := series.FindStringSubmatch(w.text); parts != nil {
		return parts[1]
	}
	return "latest"
}

package journey

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/version"
)

// refusal says why a value cannot be used.
type refusal struct {
	// because is the reason; may be empty where expected says it all.
	because string
	// expected is what would have been right.
	expected string
}

// parseDuration reads a time limit, such as "90s" or "1h30m".
func parseDuration(text string) (time.Duration, *refusal) {
	const least, most = time.Second, 24 * time.Hour
	d, err := time.ParseDuration(text)
	if err != nil || d < least || d > most {
		return 0, &refusal{"", "a duration from 1s to 24h"}
	}
	return d, nil
}

var sizePattern = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?) ?([kKMGT])(i?)B$`)

// parseSize reads a number of bytes, such as "20 GB" or "2GiB".
func parseSize(text string) (int64, *refusal) {
	const least, most = 1e3, 1e15
	no := &refusal{"", "a size from 1 kB to 1000 TB"}
	parts := sizePattern.FindStringSubmatch(text)
	if parts == nil {
		return 0, no
	}
	bytes, err := strconv.ParseFloat(parts[1], 64)
	if err != nil {
		return 0, no
	}
	base := 1000.0
	if parts[3] == "i" {
		base = 1024
	}
	for range strings.Index("KMGT", strings.ToUpper(parts[2])) + 1 {
		bytes *= base
	}
	if bytes < least || bytes > most {
		return 0, no
	}
	return int64(bytes), nil
}

// checkConstraint refuses what is not a version constraint.
func checkConstraint(text string) *refusal {
	if _, err := version.ParseConstraint(text); err != nil {
		return &refusal{err.Error(), `one such as ">=1.26", "^22" or "1.26"`}
	}
	return nil
}

// checkPattern refuses what is not a regular expression.
func checkPattern(text string) *refusal {
	if _, err := regexp.Compile(`^(?:` + text + `)$`); err != nil {
		return &refusal{"it is not a regular expression in RE2 syntax", `one such as .+@acme\.example`}
	}
	return nil
}

// checkMessage refuses what is neither a convention by name nor a regular
// expression.
func checkMessage(text string) *refusal {
	if checkPattern(text) != nil {
		return &refusal{"it is not a regular expression in RE2 syntax", `conventional, or one such as [A-Z]+-[0-9]+ .+`}
	}
	return nil
}

// checkBranch refuses what git does not take as the name of a branch.
func checkBranch(name string) *refusal {
	if name == "HEAD" || name == "@" || strings.HasPrefix(name, "-") || strings.HasSuffix(name, ".") ||
		strings.ContainsAny(name, " ~^:?*[\\\t\n") || strings.Contains(name, "..") || strings.Contains(name, "@{") {
		return &refusal{"git does not take it as the name of a branch", "letters, digits, hyphens and slashes, such as my-first-commit"}
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return &refusal{"git does not take it as the name of a branch", "letters, digits, hyphens and slashes, such as my-first-commit"}
		}
	}
	return nil
}

// checkBranchPattern refuses what makes no name for a branch, or none that tells
// which issue it is for.
func checkBranchPattern(pattern string) *refusal {
	no := &refusal{"", "a name with {number} in it, and perhaps {user} and {slug}, such as {user}/{number}-{slug}"}
	if strings.Count(pattern, "{number}") != 1 {
		no.because = "it does not say once where the issue's number stands"
		return no
	}
	sample := strings.NewReplacer("{user}", "ada", "{number}", "1", "{slug}", "a").Replace(pattern)
	if strings.ContainsAny(sample, "{}") || checkBranch(sample) != nil {
		no.because = "git does not take what it makes as the name of a branch"
		return no
	}
	return nil
}

// sentence joins what cannot be with the reason.
func (r *refusal) sentence(label, value string) string {
	if r.because == "" {
		return fmt.Sprintf("%s cannot be %s", label, quote(value))
	}
	return fmt.Sprintf("%s cannot be %s: %s", label, quote(value), r.because)
}

package version

import (
	"regexp"
	"strconv"
	"strings"
)

// comparisons are one or two comparisons with plain versions, as semantic versions
// have them: from one on, and below another.
var comparisons = regexp.MustCompile(`^>=\s*([0-9.]+)(?:-0)?(?:\s*,?\s*<\s*([0-9.]+)(?:-0)?)?$`)

// Words returns a constraint as people say it, such as "22" for >=22.0.0 <23.0.0-0;
// false where it is too involved for that.
func Words(constraint string) (string, bool) {
	if strings.Trim(constraint, "0123456789.") == "" {
		return constraint, true
	}
	var words []string
	for _, alternative := range strings.Split(constraint, "||") {
		found := comparisons.FindStringSubmatch(strings.TrimSpace(alternative))
		if found == nil {
			return "", false
		}
		words = append(words, rangeWords(found[1], found[2]))
	}
	return strings.Join(words, ", or "), true
}

// rangeWords returns in words the versions from one on and below another; an empty
// one bounds nothing.
func rangeWords(least, below string) string {
	low := shortened(least)
	switch {
	case below == "":
		return least + " or newer"
	case below == after(least):
		return least
	case shortened(below) == after(low):
		return low
	case strings.TrimSuffix(below, ".0") == after(strings.TrimSuffix(least, ".0")):
		return strings.TrimSuffix(least, ".0") // The first minor version of a major one.
	case low == "0":
		return "below " + shortened(below)
	// From the first of a series on is no more to say than the series.
	case !strings.Contains(low, ".") && strings.HasPrefix(below, low+"."):
		return low + " below " + shortened(below)
	default:
		return low + " or newer, below " + shortened(below)
	}
}

// shortened returns a version without the noughts at its end.
func shortened(version string) string {
	for strings.HasSuffix(version, ".0") {
		version = strings.TrimSuffix(version, ".0")
	}
	return version
}

// after returns the version whose last number is one more; empty where there is no
// number.
func after(version string) string {
	rest, last := "", version
	if at := strings.LastIndex(version, "."); at >= 0 {
		rest, last = version[:at+1], version[at+1:]
	}
	number, err := strconv.Atoi(last)
	if err != nil {
		return ""
	}
	return rest + strconv.Itoa(number+1)
}

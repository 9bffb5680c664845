// Package wording puts figures and what others wrote into words for people, whatever
// face shows them.
package wording

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

var escape = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])`)

// Plain returns text without the codes with which it would move or colour a terminal.
func Plain(text string) string { return escape.ReplaceAllString(text, "") }

// Clean returns text that others wrote without anything that a terminal would
// act on. Line breaks stay; a tab becomes spaces.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\u202e', r == '\u2066', r == '\u2067', r == '\u2068':
			return -1
		default:
			return r
		}
	}, Plain(text))
}

// Within returns a sentence as it stands within another. Only what is ours to begin so
// starts with a small letter then, as a program or an engine may begin with a name.
func Within(text string) string {
	if rest, ours := strings.CutPrefix(text, "It "); ours {
		return "it " + rest
	}
	return text
}

// Took returns a duration as people say it: "4s", "3m20s", "2h5m", "3d4h". What is less
// than its smallest unit is cut off, as by a clock that runs.
func Took(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%dm%ds", d/time.Minute, d%time.Minute/time.Second)
	case d < day:
		return fmt.Sprintf("%dh%dm", d/time.Hour, d%time.Hour/time.Minute)
	default:
		return fmt.Sprintf("%dd%dh", d/day, d%day/time.Hour)
	}
}

// Parts returns the parts of a whole as Took says each, so that together, cut down as
// Took cuts it, they are the whole that Took says: what is cut off goes to those that
// would lose most by it.
func Parts(whole time.Duration, parts ...time.Duration) []string {
	grain := grainOf(whole)
	said := make([]time.Duration, len(parts))
	var coarse []int
	var finer time.Duration
	left := whole.Truncate(grain)
	for i, part := range parts {
		if grainOf(part) < grain {
			said[i] = part
			finer += part
			continue
		}
		said[i] = part.Truncate(grain)
		coarse = append(coarse, i)
		left -= said[i]
	}
	left -= finer.Truncate(grain)
	slices.SortStableFunc(coarse, func(a, b int) int { return cmp.Compare(parts[b]-said[b], parts[a]-said[a]) })
	for _, i := range coarse {
		if left < grain || parts[i] == said[i] {
			break
		}
		said[i] += grain
		left -= grain
	}
	texts := make([]string, len(parts))
	for i, d := range said {
		texts[i] = Took(d)
	}
	return texts
}

// grainOf returns the smallest unit that Took says of a duration.
func grainOf(d time.Duration) time.Duration {
	switch {
	case d < time.Hour:
		return time.Second
	case d < 24*time.Hour:
		return time.Minute
	default:
		return time.Hour
	}
}

// Size returns a number of bytes as people say it: "12 MB".
func Size(bytes int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	value, unit := float64(bytes), 0
	for value >= 1000 && unit < len(units)-1 {
		value /= 1000
		unit++
	}
	if unit == 0 || value >= 10 {
		return fmt.Sprintf("%.0f %s", value, units[unit])
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}

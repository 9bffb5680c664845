package screen

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/mattn/go-runewidth"
)

var escape = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])`)

// Clean returns text that others wrote without anything that a terminal would
// act on. Line breaks stay; a tab becomes spaces.
func Clean(text string) string {
	text = escape.ReplaceAllString(text, "")
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
	}, text)
}

var colour = regexp.MustCompile(`\x1b\[[\d;:]*m`)

// Printed returns a line that a program printed, with its colours where colours
// are shown and with nothing else that a terminal would act on.
func (s *Screen) Printed(line string) string {
	if !s.options.Colour || !strings.Contains(line, "\x1b") {
		return Clean(line)
	}
	var b strings.Builder
	for {
		at := colour.FindStringIndex(line)
		if at == nil {
			break
		}
		b.WriteString(Clean(line[:at[0]]))
		b.WriteString(line[at[0]:at[1]])
		line = line[at[1]:]
	}
	b.WriteString(Clean(line))
	b.WriteString("\x1b[0m")
	return b.String()
}

// Width returns the columns that text takes, without its colours.
func Width(text string) int { return runewidth.StringWidth(escape.ReplaceAllString(text, "")) }

// Pad returns text with spaces up to a width.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-Width(text)))
}

// Cut returns text cut to a width, with a sign that more was there; a width of
// zero keeps it whole.
func Cut(text string, width int) string {
	if width <= 0 {
		return text
	}
	return runewidth.Truncate(text, width, "…")
}

// Wrap breaks text at spaces so that no line is wider than room, but for words
// that are; a room of zero breaks nowhere. Lines that begin with a space are
// kept as they are: they are commands or code.
func Wrap(text string, room int) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		if room <= 0 || Width(line) <= room || strings.HasPrefix(line, " ") {
			lines = append(lines, line)
			continue
		}
		lines = append(lines, fill(strings.Fields(line), room)...)
	}
	return lines
}

func fill(words []string, room int) []string {
	var lines []string
	line := ""
	for _, word := range words {
		switch {
		case line == "":
			line = word
		case Width(line)+1+Width(word) <= room:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// Took returns a duration as people say it: "4s", "3m20s", "2h5m", "3d4h".
func Took(d time.Duration) string {
	const day = 24 * time.Hour
	switch d = d.Round(time.Second); {
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

package screen

import (
	"regexp"
	"strings"

	"github.com/mattn/go-runewidth"

	"firstlight/app/wording"
)

var colour = regexp.MustCompile(`\x1b\[[\d;:]*m`)

// Printed returns a line that a program printed, with its colours where colours
// are shown and with nothing else that a terminal would act on.
func (s *Screen) Printed(line string) string {
	if !s.options.Colour || !strings.Contains(line, "\x1b") {
		return wording.Clean(line)
	}
	var b strings.Builder
	for {
		at := colour.FindStringIndex(line)
		if at == nil {
			break
		}
		b.WriteString(wording.Clean(line[:at[0]]))
		b.WriteString(line[at[0]:at[1]])
		line = line[at[1]:]
	}
	b.WriteString(wording.Clean(line))
	b.WriteString("\x1b[0m")
	return b.String()
}

// Width returns the columns that text takes, without its colours.
func Width(text string) int { return runewidth.StringWidth(wording.Plain(text)) }

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

// Around returns what of a line fits into a width around a column, counted in
// characters from 1, with a sign where there is more, and the column in it. A column
// past the line is right behind it.
func Around(line string, column, width int) (text string, at int) {
	all := []rune(line)
	column = min(max(1, column), len(all)+1)
	if len(all) <= width {
		return line, column
	}
	from := min(max(0, column-1-width/2), len(all)-width)
	text, at = string(all[from:from+width]), column-from
	if from > 0 {
		text, at = "…"+text, at+1
	}
	if from+width < len(all) {
		text += "…"
	}
	return text, at
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

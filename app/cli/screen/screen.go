// Package screen prints for a person: with colours and one line that is written
// over while something runs where there is a terminal, and as plain lines, one
// after another and without escape codes, everywhere else.
package screen

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Options say what the other end can show. The zero Options are plain lines.
type Options struct {
	// Width returns the columns there are; nil means that lines may have any
	// length, as in a file.
	Width func() int
	// Colour allows colours.
	Colour bool
	// Live allows a line to be written over. It needs a Width.
	Live bool
}

// Screen prints. It is used from one goroutine.
type Screen struct {
	out     io.Writer
	options Options
	live    string
	failed  error
}

// New returns a screen that prints to out.
func New(out io.Writer, o Options) *Screen { return &Screen{out: out, options: o} }

// widest is the most columns that text is wrapped to, since longer lines are
// hard to read.
const widest = 100

// width returns the columns to keep to; zero means any number.
func (s *Screen) width() int {
	if s.options.Width == nil {
		return 0
	}
	return max(20, min(s.options.Width(), widest))
}

// Err returns the first error of printing, after which nothing was printed.
func (s *Screen) Err() error { return s.failed }

// Line prints its parts as one line.
func (s *Screen) Line(parts ...string) {
	s.write(s.erase() + strings.Join(parts, "") + "\n" + s.live)
}

// Gap prints an empty line.
func (s *Screen) Gap() { s.Line() }

// Text prints text after an indent, wrapped, with the lines that follow under
// the first. Line breaks in the text stay.
func (s *Screen) Text(indent int, text string) { s.Hang(strings.Repeat(" ", indent), text) }

// Hang prints text after a lead, wrapped, with the lines that follow under the
// text rather than under the lead. Where the lead leaves too little room, the
// text goes below it.
func (s *Screen) Hang(lead, text string) { s.hang(lead, text, nil) }

// Faint prints text like Hang, in a weaker colour.
func (s *Screen) Faint(lead, text string) { s.hang(lead, text, s.Dim) }

func (s *Screen) hang(lead, text string, style func(string) string) {
	const least, below = 20, "    "
	room := 0
	if w := s.width(); w > 0 {
		room = w - Width(lead)
		if room < least && Width(lead) > len(below) {
			if alone := strings.TrimRight(lead, " "); alone != "" {
				s.Line(alone)
			}
			lead, room = below, w-len(below)
		}
		room = max(least, room)
	}
	for _, line := range Wrap(text, room) {
		if style != nil && line != "" {
			line = style(line)
		}
		s.Line(strings.TrimRight(lead+line, " "))
		lead = strings.Repeat(" ", Width(lead))
	}
}

// Prompt prints a question and leaves the line open for the answer.
func (s *Screen) Prompt(question string) {
	s.Still()
	s.write(question)
}

// Now shows what is going on, in the line that is written over. Without a
// terminal it shows nothing.
func (s *Screen) Now(text string) {
	if !s.options.Live {
		return
	}
	// One column stays free, since some terminals wrap at a full line.
	text = runewidth.Truncate(text, s.width()-1, "…")
	before := s.erase()
	s.live = text
	s.write(before + text)
}

// Still takes away what Now shows.
func (s *Screen) Still() {
	s.write(s.erase())
	s.live = ""
}

func (s *Screen) erase() string {
	if s.live == "" {
		return ""
	}
	return "\r\x1b[K"
}

func (s *Screen) write(text string) {
	if s.failed != nil || text == "" {
		return
	}
	if _, err := io.WriteString(s.out, text); err != nil {
		s.failed = fmt.Errorf("printing: %w", err)
	}
}

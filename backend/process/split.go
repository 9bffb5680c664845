package process

import (
	"bytes"
	"strings"
)

// LineLimit is how many bytes of a line are kept.
const LineLimit = 64 << 10

// overlap is how much of a line is collected beyond LineLimit, so that a secret
// which lies across the cut is seen whole.
const overlap = 4 << 10

// cutNote ends a line that was too long.
const cutNote = " … [line cut at 64 KiB]"

// splitter cuts one output into lines, at \n, \r\n and \r.
type splitter struct {
	line func(text string, end lineEnd, cut bool)
	// part is the line that has not ended yet; cut says that it is full and
	// that the rest of the line is being dropped.
	part []byte
	cut  bool
	// shown is the line that a \r at the end of a read ended, if one did: should
	// a \n follow, it was the first half of a \r\n and the line stays after all.
	shown   []byte
	pending bool
}

// lineEnd is what ended a line.
type lineEnd byte

const (
	newline   lineEnd = '\n'
	overwrite lineEnd = '\r'
	atEnd     lineEnd = 0
)

// write takes the next piece of output.
func (s *splitter) write(b []byte) {
	if s.pending && len(b) > 0 {
		s.pending = false
		if b[0] == '\n' {
			s.part = append(s.part[:0], s.shown...)
			s.flush(newline)
			b = b[1:]
		}
	}
	for len(b) > 0 {
		i := bytes.IndexAny(b, "\r\n")
		if i < 0 {
			s.collect(b)
			return
		}
		s.collect(b[:i])
		end := lineEnd(b[i])
		b = b[i+1:]
		switch {
		case end == newline:
			s.flush(newline)
		case len(b) > 0 && b[0] == '\n':
			b = b[1:]
			s.flush(newline)
		case len(b) == 0:
			s.shown, s.pending = append(s.shown[:0], s.part...), true
			s.flush(overwrite)
		default:
			s.flush(overwrite)
		}
	}
}

// close takes the end of the output.
func (s *splitter) close() {
	if len(s.part) > 0 {
		s.flush(atEnd)
	}
}

func (s *splitter) collect(b []byte) {
	if room := LineLimit + overlap - len(s.part); len(b) > room {
		b, s.cut = b[:room], true
	}
	s.part = append(s.part, b...)
}

func (s *splitter) flush(end lineEnd) {
	s.line(strings.ToValidUTF8(string(s.part), "\uFFFD"), end, s.cut)
	s.part, s.cut = s.part[:0], false
}

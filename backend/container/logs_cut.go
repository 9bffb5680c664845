package container

import (
	"bytes"
	"strings"
	"time"
)

// logLineLimit is how many bytes are kept of one line of a log, and logCut ends
// one that was longer.
const (
	logLineLimit = 16 << 10
	logCut       = " … [line cut at 16 KiB]"
)

// cutter makes lines of one output of a container, as the engine sends it: each
// piece with the time at which it was printed ahead of it.
type cutter struct {
	wrong bool
	// redact takes the secrets out of the lines of this output, one after another.
	redact func(string) string
	emit   func(LogLine)

	part []byte
	at   time.Time
	cut  bool
}

// Write takes one piece: a line, or a part of one that was too long for the
// engine.
func (c *cutter) Write(piece []byte) (int, error) {
	at, text := stamp(piece)
	if len(c.part) == 0 && !c.cut {
		c.at = at
	}
	ended := bytes.HasSuffix(text, []byte("\n"))
	text = bytes.TrimSuffix(text, []byte("\n"))
	if room := logLineLimit - len(c.part); len(text) > room {
		text, c.cut = text[:room], true
	}
	c.part = append(c.part, text...)
	if ended {
		c.flush()
	}
	return len(piece), nil
}

// flush passes on the line that was collected.
func (c *cutter) flush() {
	line := bytes.TrimRight(c.part, "\r")
	// A carriage return starts the line over, as it does on a terminal.
	if start := bytes.LastIndexByte(line, '\r'); start >= 0 {
		line = line[start+1:]
	}
	text := c.redact(strings.ToValidUTF8(string(line), "�"))
	if c.cut {
		text += logCut
	}
	c.part, c.cut = c.part[:0], false
	c.emit(LogLine{Text: text, At: c.at, Wrong: c.wrong})
}

// close passes on a last line that has no end.
func (c *cutter) close() {
	if len(c.part) > 0 {
		c.flush()
	}
}

// stamp takes the time off the front of what the engine sends.
func stamp(piece []byte) (time.Time, []byte) {
	text, rest, ok := bytes.Cut(piece, []byte(" "))
	if !ok || len(text) > len("2006-01-02T15:04:05.999999999-07:00") {
		return time.Time{}, piece
	}
	at, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		return time.Time{}, piece
	}
	return at, rest
}

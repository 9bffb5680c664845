package container

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// lineLimit bounds a line that has no end.
const lineLimit = 16 << 10

// lines cuts a stream into lines. A carriage return starts the line over, as it
// does on a terminal, so that of a counter only its last state is a line.
type lines struct {
	rest []byte
}

// add takes more of the stream and emits the lines that are complete.
func (l *lines) add(text []byte, emit func(string)) {
	l.rest = append(l.rest, text...)
	for {
		end := bytes.IndexByte(l.rest, '\n')
		if end < 0 {
			break
		}
		l.emit(l.rest[:end], emit)
		l.rest = l.rest[end+1:]
	}
	if len(l.rest) > lineLimit {
		l.end(emit)
	}
}

// end emits what is left.
func (l *lines) end(emit func(string)) {
	l.emit(l.rest, emit)
	l.rest = nil
}

func (l *lines) emit(line []byte, emit func(string)) {
	line = bytes.TrimRight(line, "\r")
	if start := bytes.LastIndexByte(line, '\r'); start >= 0 {
		line = line[start+1:]
	}
	if text := strings.TrimRight(strings.ToValidUTF8(string(line), "�"), " \t"); text != "" {
		emit(text)
	}
}

// The steps of an image as the classic builder and as BuildKit name them.
var (
	classicStep  = regexp.MustCompile(`^Step (\d+)/(\d+) :`)
	buildKitStep = regexp.MustCompile(`^#\d+ \[(?:\S+ )*(\d+)/(\d+)\] `)
)

// buildStep reads which step of how many a builder's line begins; the steps
// before it are done.
func buildStep(line string) (done, total int64, ok bool) {
	for _, pattern := range []*regexp.Regexp{classicStep, buildKitStep} {
		found := pattern.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		step, err := strconv.ParseInt(found[1], 10, 32)
		if err != nil {
			return 0, 0, false
		}
		total, err := strconv.ParseInt(found[2], 10, 32)
		if err != nil {
			return 0, 0, false
		}
		return step - 1, total, true
	}
	return 0, 0, false
}

package repository

import (
	"regexp"
	"strconv"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// meterLine is a line of git's --progress, such as
// "remote: Counting objects:  33% (1/3)" or "Enumerating objects: 5, done.".
var meterLine = regexp.MustCompile(`^(?:remote: )?([A-Z][a-z]+(?: [a-z]+)+):\s+(?:\d{1,3}% \((\d+)/(\d+)\)|(\d+))(?:,|\s|$)`)

// meter returns how far git has come according to one line of its output.
func meter(line string) (check.Progress, bool) {
	parts := meterLine.FindStringSubmatch(line)
	if parts == nil {
		return check.Progress{}, false
	}
	p := check.Progress{Phase: parts[1], Unit: check.Items}
	count := func(text string) int64 {
		// The pattern lets only digits through; too many of them read as the most.
		n, _ := strconv.ParseInt(text, 10, 64)
		return n
	}
	p.Done, p.Total = count(parts[2]+parts[4]), count(parts[3])
	return p, true
}

// follow returns a receiver of git's output that passes progress on as such. Of
// a phase only the last line, with its counts, bytes and rate, stays as output.
func follow(out check.Output) func(process.Line) {
	return func(l process.Line) {
		p, ok := meter(l.Text)
		if ok {
			out.Progress(p)
		}
		if !ok && !l.Overwrite || ok && strings.HasSuffix(strings.TrimSpace(l.Text), "done.") {
			out.Line(strings.TrimRight(l.Text, " "))
		}
	}
}

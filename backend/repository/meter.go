package repository

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// meterLine is a line of git's --progress, such as
// "remote: Counting objects:  33% (1/3)" or "Enumerating objects: 5, done.".
var meterLine = regexp.MustCompile(`^(?:remote: )?([A-Z][a-z]+(?: (?:[a-z]+|LFS))+):\s+(?:\d{1,3}% \((\d+)/(\d+)\)|(\d+))(?:,|\s|$)`)

// meterBytes is what follows of a phase that goes over the line:
// ", 1.20 MiB | 3.40 MiB/s", and "1.2 MB | 3.4 MB/s" where Git LFS says it.
var meterBytes = regexp.MustCompile(`, (\d+(?:\.\d+)?) (bytes|B|[KMGT]i?B)(?: \| (\d+(?:\.\d+)?) (bytes|B|[KMGT]i?B)/s)?`)

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
	if parts = meterBytes.FindStringSubmatch(line); parts != nil {
		p.Bytes, p.Rate = size(parts[1], parts[2]), size(parts[3], parts[4])
		p.Left = left(p)
	}
	return p, true
}

// size returns the bytes that git writes as a number and a unit.
func size(number, unit string) int64 {
	// The pattern lets only numbers through; none reads as zero.
	value, _ := strconv.ParseFloat(number, 64)
	base := 1000.0
	if strings.HasSuffix(unit, "iB") {
		base = 1024
	}
	for range strings.Index("KMGT", unit[:min(len(unit), 1)]) + 1 {
		if unit == "" {
			break
		}
		value *= base
	}
	return int64(value)
}

// left returns how many seconds are left of a phase, taking what is still to
// come to be as large as what has come. Of a first hundredth nothing is told.
func left(p check.Progress) int64 {
	const hundredth = 100
	if p.Rate == 0 || p.Done*hundredth < p.Total || p.Done >= p.Total {
		return 0
	}
	rest := float64(p.Bytes) / float64(p.Done) * float64(p.Total-p.Done)
	return int64(math.Ceil(rest / float64(p.Rate)))
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

package container

import "time"

const (
	// logLines and logBytes bound what is kept of the log of one service: the
	// newest lines, up to so many and so many bytes.
	logLines = 10_000
	logBytes = 4 << 20
)

// LogLine is one line of the log of a service.
type LogLine struct {
	// Text is what was printed, colours and all; secrets are taken out.
	Text string
	// At is when it was printed, by the engine's clock.
	At time.Time
	// Wrong says that it was printed on the standard error.
	Wrong bool
	// Mark says that the service did not print it: it is what Firstlight says of
	// the log, such as that another container goes on from here.
	Mark bool
}

// ring keeps the newest lines of a log.
type ring struct {
	lines []LogLine
	// head is where the oldest line that is kept stands in lines.
	head int
	// first is the number of that line, counted from the first that ever came.
	first int
	bytes int
}

// next is the number that the next line will have.
func (r *ring) next() int { return r.first + r.count() }

func (r *ring) count() int { return len(r.lines) - r.head }

// full reports whether another line of that size would push out the oldest.
func (r *ring) full(size int) bool {
	return r.count() >= logLines || r.count() > 0 && r.bytes+size > logBytes
}

// add keeps a line, and lets go of the oldest for it where there is no room.
func (r *ring) add(line LogLine) {
	for r.full(len(line.Text)) {
		r.bytes -= len(r.lines[r.head].Text)
		r.lines[r.head] = LogLine{}
		r.head++
		r.first++
	}
	// What has been let go of makes room once it is half of all.
	if r.head > logLines/2 && r.head > len(r.lines)/2 {
		n := copy(r.lines, r.lines[r.head:])
		clear(r.lines[n:])
		r.lines, r.head = r.lines[:n], 0
	}
	r.lines = append(r.lines, line)
	r.bytes += len(line.Text)
}

// insert keeps a line where its time belongs among the newest.
func (r *ring) insert(line LogLine) {
	r.add(line)
	for i := len(r.lines) - 1; i > r.head && r.lines[i-1].At.After(line.At); i-- {
		r.lines[i-1], r.lines[i] = r.lines[i], r.lines[i-1]
	}
}

// slice returns the kept lines whose numbers lie from one to another.
func (r *ring) slice(from, to int) (start int, lines []LogLine) {
	start = min(max(from, r.first), r.next())
	to = min(max(to, start), r.next())
	return start, append([]LogLine(nil), r.lines[r.head+start-r.first:r.head+to-r.first]...)
}

// Package check is the vocabulary of Firstlight: a step is a claim about this
// machine, a Check observes it, a Finding says what was seen, a Fix is a way to
// make the claim hold.
//
// The package is pure: it performs no I/O, reads no clock and starts no
// goroutine. The rooms that observe something build Checks; the guide runs them.
package check

import (
	"context"
	"time"
)

// Check observes one claim. It is made for one step of one journey.
type Check struct {
	// Observe looks and reports. It never changes the machine, returns soon
	// after ctx ends, and may send what it sees on the way to out.
	Observe func(ctx context.Context, out Output) Finding
	// First, where set, looks lightly before Observe whether that could tell anything
	// at all. A finding with a status is the answer, and nothing else is done; it is
	// looked at again with every change, also where Observe is costly.
	First func() Finding
	// Fixes lists the ways to make the claim hold, best first, given what was
	// last found. It performs no I/O and may be nil.
	Fixes func(Finding) []Fix
	// Watch names what could alter the finding.
	Watch Watch
	// Limit bounds one observation; zero means the guide's default.
	Limit time.Duration
	// Costly marks an observation that takes real work, such as a test run. It
	// is made when the claim first can hold, after a fix and on request, but
	// not again and again in the background.
	Costly bool
}

// Always returns a check that gives the same finding every time, as of a claim
// that cannot be understood.
func Always(f Finding) Check {
	return Check{Observe: func(context.Context, Output) Finding { return f }}
}

// Watch names the files, folders and intervals at which a finding may change.
type Watch struct {
	// Paths are files or folders, absolute. A path that does not exist yet is
	// watched for its appearance.
	Paths []string
	// Trees are folders watched with all that is below them.
	Trees []string
	// Every is how often to look again where nothing on disk tells of a
	// change, such as a port or a container; zero means never.
	Every time.Duration
	// Told is how often to look, instead of Every, while what is looked at tells of
	// its changes by itself; zero means that it never does.
	Told time.Duration
}

// Output receives what a check or a fix prints, and how far it has come.
// Implementations are safe for concurrent use.
type Output interface {
	// Line receives one line of output without its line end.
	Line(text string)
	// Progress receives how far the present phase has come.
	Progress(Progress)
	// Ask puts a question to the person and returns her answer. It waits until
	// she answers or ctx ends, and returns ErrNobody at once where nobody can
	// answer, ErrDeclined where she will not. One question is asked at a time;
	// further ones wait their turn.
	Ask(ctx context.Context, question Question) (string, error)
}

// Progress is how far one phase of a fix or an observation has come.
type Progress struct {
	// Phase names what is being done, such as "Receiving objects".
	Phase string `json:"phase"`
	// Done and Total count Unit; a Total of zero means that the end is unknown.
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
	// Unit is what is counted.
	Unit Unit `json:"unit"`
	// Bytes is what has gone over the line, where Unit is another; zero means
	// that it is not known.
	Bytes int64 `json:"bytes,omitempty"`
	// Rate is how many bytes go over the line in a second; zero means that it is
	// not known.
	Rate int64 `json:"rate,omitempty"`
	// Left is how many seconds the phase still takes if it goes on like this;
	// zero means that it cannot be told.
	Left int64 `json:"left,omitempty"`
}

// Unit is what a Progress counts.
type Unit string

// The units of progress.
const (
	Items Unit = "items"
	Bytes Unit = "bytes"
)

// Silent is an Output that drops everything.
type Silent struct{}

// Line drops the line.
func (Silent) Line(string) {}

// Progress drops the progress.
func (Silent) Progress(Progress) {}

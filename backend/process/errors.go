package process

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// ErrNotFound says that there is no such program.
var ErrNotFound = errors.New("there is no such program")

// missingError is an ErrNotFound that says what was looked for, and where.
type missingError struct{ text string }

func (e *missingError) Error() string { return e.text }
func (e *missingError) Unwrap() error { return ErrNotFound }

// ExitError says that a program ended with another exit code than 0, or by a
// signal that was not ours.
type ExitError struct {
	Program string
	// Code is the exit code; -1 when a signal ended the program.
	Code int
	// Signal names the signal that ended the program, such as "SIGSEGV".
	Signal string
	// Output is the end of what the program printed.
	Output string
}

// Error says how the program ended and the last that it printed.
func (e *ExitError) Error() string {
	text := fmt.Sprintf("%s ended with exit code %d", e.Program, e.Code)
	if e.Signal != "" {
		text = fmt.Sprintf("%s was ended by the signal %s", e.Program, e.Signal)
	}
	if last := lastLine(e.Output); last != "" {
		text += ": " + last
	}
	return text
}

// LimitError says that a program was ended because its time had run out.
type LimitError struct {
	Program string
	Limit   time.Duration
	// Left says which of its processes could not be ended; nil when all were.
	Left error
}

// Error says how long the program had.
func (e *LimitError) Error() string {
	return because(fmt.Sprintf("%s did not finish within %s and was stopped", e.Program, e.Limit), e.Left)
}

// Unwrap returns what could not be ended.
func (e *LimitError) Unwrap() error { return e.Left }

// FloodError says that a program was ended because it printed too much.
type FloodError struct {
	Program string
	// Most is how many bytes it was allowed to print.
	Most int
	// Left says which of its processes could not be ended; nil when all were.
	Left error
}

// Error says how much the program was allowed to print.
func (e *FloodError) Error() string {
	return because(fmt.Sprintf("%s printed more than %d bytes and was stopped", e.Program, e.Most), e.Left)
}

// Unwrap returns what could not be ended.
func (e *FloodError) Unwrap() error { return e.Left }

// StartError says that a program could not be started.
type StartError struct {
	Program string
	// Reason says in words why; Err is what the system answered.
	Reason string
	Err    error
}

// Error says why the program could not be started.
func (e *StartError) Error() string {
	return fmt.Sprintf("%s could not be started: %s", e.Program, e.Reason)
}

// Unwrap returns what the system answered.
func (e *StartError) Unwrap() error { return e.Err }

// stopped says that a program was ended because ctx was.
func stopped(ctx context.Context, program string, left error) error {
	var flood *FloodError
	if errors.As(context.Cause(ctx), &flood) {
		return &FloodError{Program: program, Most: flood.Most, Left: left}
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", because(program+" did not finish in time and was stopped", left), ctx.Err())
	}
	return fmt.Errorf("%s: %w", because(program+" was stopped", left), ctx.Err())
}

func because(text string, left error) string {
	if left == nil {
		return text
	}
	return text + ", but " + left.Error()
}

const lastLineLimit = 300

// colours are the words to a terminal that say how to show what follows.
var colours = regexp.MustCompile("\x1b\\[[0-9;:]*[A-Za-z]")

// Uncoloured returns a text without what tells a terminal how to show it.
func Uncoloured(text string) string { return colours.ReplaceAllString(text, "") }

func lastLine(output string) string {
	output = strings.TrimRight(Uncoloured(output), "\r\n\t ")
	if i := strings.LastIndexAny(output, "\r\n"); i >= 0 {
		output = output[i+1:]
	}
	if runes := []rune(output); len(runes) > lastLineLimit {
		return string(runes[:lastLineLimit]) + "…"
	}
	return output
}

package repository

import (
	"errors"
	"fmt"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Error is a failure of git that a person can do something about.
type Error struct {
	// Code is a stable name for the reason, such as "git/not-found".
	Code string
	// What happened, Why, and what to do Next: one plain sentence each, without
	// a full stop.
	What, Why, Next string
	// Err is the failure itself.
	Err error
	// passing says that the reason may be gone in a moment.
	passing bool
}

// Error says what happened, why, and what to do next.
func (e *Error) Error() string { return e.What + ". " + e.Why + ". " + e.Next + "." }

// Unwrap returns the failure itself.
func (e *Error) Unwrap() error { return e.Err }

// cannotTell returns the finding for a question that git did not answer.
func cannotTell(err error) check.Finding {
	var e *Error
	if errors.As(err, &e) {
		return check.CannotTell(e.Code, e.What, check.Fact("Why", e.Why), check.Fact("What to do", e.Next))
	}
	return check.CannotTell("git/no-answer", "Git gave no answer: "+err.Error())
}

// explain returns the plain reason for which a git command failed with the
// given output.
func explain(output string, err error) error {
	switch {
	case errors.Is(err, process.ErrNotFound):
		return &Error{Code: "git/missing", What: "There is no git on this machine", Why: "No folder of your PATH has a program of that name", Next: "Install git first", Err: err}
	case exitCode(err) == 0:
		return err
	case exitCode(err) == killed:
		return &Error{
			Code: "git/killed", What: "Git was ended from outside", Why: "Another program did that, or the system for want of memory",
			Next: "Try again; if it happens again, close what takes much memory", Err: err, passing: true,
		}
	}
	if lock := lockOf(output); lock != "" {
		return lockedError("Git could not go on", lock, err)
	}
	for _, s := range signs() {
		if s.in(output) {
			return &Error{Code: s.code, What: s.what, Why: s.why, Next: s.next, Err: err, passing: s.passing}
		}
	}
	return &Error{
		Code: "git/failed", What: fmt.Sprintf("Git ended with exit code %d", exitCode(err)),
		Why: lastLine(output), Next: "Read the output for what it names", Err: err,
	}
}

func lastLine(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	last := strings.TrimRight(strings.TrimSpace(lines[len(lines)-1]), ".")
	if last == "" {
		return "It gave no reason"
	}
	return last
}

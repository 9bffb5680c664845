package store

import (
	"errors"
	"fmt"
	"time"
)

// NewerError says that the file was written by a newer Firstlight.
type NewerError struct {
	Path string
	// Found is the file's version; Known is the newest that this program knows.
	Found, Known int64
}

// Error says what happened and what to do, for a person.
func (e *NewerError) Error() string {
	return fmt.Sprintf("Your data in %s was written by a newer Firstlight (its version is %d, this program knows up to %d). "+
		"Nothing was changed. Install the newest Firstlight and open it again.", e.Path, e.Found, e.Known)
}

// ForeignError says that the file is not one of ours. It was left untouched.
type ForeignError struct{ Path string }

// Error says what happened and what to do, for a person.
func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s is not a Firstlight data file, so it was left as it is. "+
		"Move it somewhere else and open Firstlight again.", e.Path)
}

// DamagedError says that the file is ours but cannot be read as a database.
type DamagedError struct {
	Path string
	Err  error
}

// Error says what happened and what to do, for a person.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("Your data in %s is damaged and cannot be read (%v). "+
		"Put a copy of the file from a backup in its place, or move it somewhere else to start anew.", e.Path, e.Err)
}

// Unwrap returns what SQLite said.
func (e *DamagedError) Unwrap() error { return e.Err }

// AccessError says that the file or its folder cannot be read and written.
type AccessError struct {
	Path string
	Err  error
}

// Error says what happened and what to do, for a person.
func (e *AccessError) Error() string {
	return fmt.Sprintf("Firstlight keeps your data in %s and may not read and write there (%v). "+
		"Give yourself that right, or set FIRSTLIGHT_HOME to a folder of your own.", e.Path, e.Err)
}

// Unwrap returns what the system or SQLite said.
func (e *AccessError) Unwrap() error { return e.Err }

// FullError says that the disk is full. Nothing of the transaction was kept.
type FullError struct {
	Path string
	Err  error
}

// Error says what happened and what to do, for a person.
func (e *FullError) Error() string {
	return fmt.Sprintf("The disk that holds %s is full, so nothing more can be recorded. "+
		"Free some space and try again.", e.Path)
}

// Unwrap returns what SQLite said.
func (e *FullError) Unwrap() error { return e.Err }

// BusyError says that another program has kept the file to itself for too long.
type BusyError struct {
	Path   string
	Waited time.Duration
}

// Error says what happened and what to do, for a person.
func (e *BusyError) Error() string {
	return fmt.Sprintf("Another program has kept %s to itself for %s. "+
		"Look for a Firstlight that hangs, end it, and try again.", e.Path, e.Waited)
}

// cause is what was in SQLite's way.
type cause int

const (
	other cause = iota
	damaged
	denied
	full
	busy
)

// explain wraps an error with what was being done, and gives a cause that a
// person can do something about its own type.
func (s *Store) explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	var foreign *ForeignError
	var access *AccessError
	known := errors.As(err, &foreign) || errors.As(err, &access)
	switch c := causeOf(err); {
	case known:
	case c == damaged:
		err = &DamagedError{Path: s.path, Err: err}
	case c == denied:
		err = &AccessError{Path: s.path, Err: err}
	case c == full:
		err = &FullError{Path: s.path, Err: err}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

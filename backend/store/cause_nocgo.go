//go:build !cgo

package store

// causeOf knows no cause: a program built without cgo carries no SQLite, and
// the driver refuses to open a file at all.
func causeOf(error) cause { return other }

//go:build cgo

package store

import (
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// causeOf returns what SQLite says was in its way.
func causeOf(err error) cause {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return other
	}
	switch failure.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return damaged
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrAuth:
		return denied
	case sqlite3.ErrFull:
		return full
	case sqlite3.ErrIoErr:
		// SQLite tells a full disk apart when it writes, but not when it makes
		// room or syncs, and it does not know of quotas.
		if failure.SystemErrno == syscall.ENOSPC || failure.SystemErrno == syscall.EDQUOT {
			return full
		}
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return busy
	}
	return other
}

package repository

import "regexp"

// lockSaid is how git says that it found a lock, in the words of LC_ALL=C. What
// the origin says of a lock of its own begins with "remote:".
var lockSaid = regexp.MustCompile(`(?m)^(?:error|fatal): (?:[^\n]*Unable to create '([^'\n]+)'|could not lock config file ([^\n]+)): File exists`)

// lockOf returns the lock that kept git from going on; empty where none did.
func lockOf(output string) string {
	found := lockSaid.FindStringSubmatch(output)
	switch {
	case found == nil:
		return ""
	case found[1] != "":
		return found[1]
	default:
		return found[2] + ".lock"
	}
}

// lockedError says that a lock is in git's way. Git leaves one behind when it is
// ended hard, and nobody but the person can tell whether another git is at work.
func lockedError(what, lock string, err error) *Error {
	return &Error{
		Code: "git/locked", What: what,
		Why:  "Another git is at work there, or one that was ended hard has left " + lock + " behind",
		Next: "Close what uses git there and try again; if it stays, delete that file",
		Err:  err,
	}
}

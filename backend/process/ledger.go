package process

import (
	"crypto/rand"
	"strings"
)

// IsNote reports whether a file in the folder that WriteDown was given is called as
// those that are kept there: as the marks of trees are, which rand.Text makes.
func IsNote(name string) bool {
	const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	return len(name) == len(rand.Text()) && strings.Trim(name, base32) == ""
}

// WriteDown has the runner keep a file in a folder for each program whose lines
// somebody follows, while it runs, so that EndLeft can end what was still at work when
// Firstlight was killed. It is called before the first program starts.
func (r *Runner) WriteDown(folder string) { r.ledger = folder }

// ledgerFor returns where a program is written down; empty where it is not. What nobody
// follows is over in a moment, or was opened to stay.
func (r *Runner) ledgerFor(s Spec) string {
	if s.Line == nil {
		return ""
	}
	return r.ledger
}

package tool

import (
	"os"

	"firstlight/backend/check"
)

// launcherFile is where a person's desktop takes further variables from; here
// that is no file.
func (r *Room) launcherFile() string { return "" }

// launcherHas reports whether the desktop will have the folders from the next
// sign-in on.
func (r *Room) launcherHas([]string) bool { return false }

// launcherFixes returns the ways to have programs that are started from the
// desktop find the folders. No command here changes PATH without cutting off what
// is too long, so that it is left to the person.
func (r *Room) launcherFixes(_, _ []string) []check.Fix { return nil }

// openToAll reports whether anyone may put files into a folder; the bits that a
// folder has here do not tell.
func openToAll(string, os.FileInfo) bool { return false }

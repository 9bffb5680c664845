package tool

import (
	"os"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// launcherFile is where a person's desktop takes further variables from; here
// that is no file of hers.
func (r *Room) launcherFile() string { return "" }

// launcherHas reports whether the desktop will have the folders from the next
// sign-in on. What is set here is in force at once.
func (r *Room) launcherHas([]string) bool { return false }

// launcherFixes returns the ways to have programs that are started from the Dock
// find the folders.
func (r *Room) launcherFixes(folders, launcher []string) []check.Fix {
	path := strings.Join(slices.Concat(folders, launcher), ":")
	before := strings.Join(launcher, ":")
	return []check.Fix{{
		ID: "set-for-launcher", Title: "Have your launcher find them until you sign out",
		Effect:    "Programs that you start from the Dock from now on have these folders first on their PATH. It ends when you sign out.",
		Privilege: check.User, Undo: check.Run("launchctl", "setenv", "PATH", before).String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("launchctl", "setenv", "PATH", path)}
		},
	}, {
		ID: "set-for-launcher-for-good", Title: "Have your launcher find them for good",
		Effect:    "Programs that are started from the Dock have these folders first on their PATH, for everyone on this Mac, from its next start on.",
		Privilege: check.Admin, Undo: check.Run("launchctl", "config", "user", "path", before).String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("launchctl", "config", "user", "path", path)}
		},
	}}
}

// openToAll reports whether anyone may put files into a folder.
func openToAll(_ string, info os.FileInfo) bool {
	const others = 0o002
	return info.Mode()&others != 0
}

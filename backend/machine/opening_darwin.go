package machine

import (
	"strconv"

	"firstlight/backend/check"
)

// raiseFilesForAll offers to have the system allow more to what it starts from
// now on.
func raiseFilesForAll(now fileLimits, asked int) []check.Fix {
	set := func(soft, hard int64) check.Command {
		text := strconv.FormatInt(hard, 10)
		if hard < 0 {
			text = "unlimited"
		}
		return check.Run("launchctl", "limit", "maxfiles", strconv.FormatInt(soft, 10), text)
	}
	hard := now.hard
	if hard >= 0 {
		hard = max(hard, int64(asked))
	}
	return []check.Fix{{
		ID: "raise-files-until-restart", Title: "Let all programs open more files until the next restart",
		Effect:    "Programs that are started from then on may open " + count(int64(asked)) + " files. Log out and in again for your terminal to have it.",
		Privilege: check.Admin,
		Undo:      set(now.soft, now.hard).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{set(int64(asked), hard)} },
	}}
}

// limitFiles returns the files that set limits.
func (m *Machine) limitFiles() []string { return m.startFiles() }

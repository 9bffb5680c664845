package machine

import (
	"fmt"
	"os/user"

	"firstlight/backend/check"
)

// loginLimits is where we raise what a login may have.
const loginLimits = "/etc/security/limits.d/60-firstlight.conf"

// raiseFilesForAll offers to have the person's login allow more, which holds for
// programs that are not started in a terminal, too.
func raiseFilesForAll(now fileLimits, asked int) []check.Fix {
	me, err := user.Current()
	if err != nil {
		return nil
	}
	hard := int64(asked)
	if now.hard > hard {
		hard = now.hard
	}
	lines := fmt.Sprintf("'%s soft nofile %d' '%s hard nofile %d'", me.Username, asked, me.Username, hard)
	script := "printf '%s\\n' " + lines + " >" + loginLimits
	return []check.Fix{{
		ID: "raise-files-at-login", Title: "Let all of your programs open more files",
		Effect:    "From your next login on, your programs may open " + count(int64(asked)) + " files.",
		Privilege: check.Admin,
		Undo:      check.Run("rm", loginLimits).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{check.Run("sh", "-c", script)} },
	}}
}

// limitFiles returns the files that set limits.
func (m *Machine) limitFiles() []string {
	return append(m.startFiles(), sysctlFile, "/etc/sysctl.conf", "/etc/security/limits.conf", loginLimits)
}

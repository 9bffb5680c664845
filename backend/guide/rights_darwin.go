package guide

import (
	"os"
	"strings"

	"firstlight/backend/check"
)

func administrator() bool { return os.Geteuid() == 0 }

func shellArgs(text string) []string { return []string{"sh", "-c", text} }

// asAdministrator uses the system's own dialog, which only AppleScript opens; it
// takes one shell text, so the words are quoted for the shell and then for
// AppleScript.
func asAdministrator(args []string, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	if terminal {
		return append([]string{"sudo", "--"}, args...), true, nil
	}
	if _, err := find("osascript"); err != nil {
		return nil, false, ErrNoRights
	}
	text := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(check.Command{Args: args}.String())
	return []string{"osascript", "-e", `do shell script "` + text + `" with administrator privileges`}, false, nil
}

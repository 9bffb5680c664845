package guide

import (
	"os"
	"strings"
)

func administrator() bool { return os.Geteuid() == 0 }

func shellArgs(text string) []string { return []string{"sh", "-c", text} }

// asAdministrator uses the system's own dialog, which only AppleScript opens; it
// takes one shell text, so the words are quoted for the shell and then for
// AppleScript. Every word is quoted: it runs with the administrator's rights.
func asAdministrator(args []string, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	if terminal {
		return append([]string{"sudo", "--"}, args...), true, nil
	}
	if _, err := find("osascript"); err != nil {
		return nil, false, ErrNoRights
	}
	words := make([]string, 0, len(args))
	for _, a := range args {
		words = append(words, `'`+strings.ReplaceAll(a, `'`, `'\''`)+`'`)
	}
	text := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(words, " "))
	return []string{"osascript", "-e", `do shell script "` + text + `" with administrator privileges`}, false, nil
}

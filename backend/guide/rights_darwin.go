package guide

import "os"

func administrator() bool { return os.Geteuid() == 0 }

// asAdministrator prefers sudo where a terminal can ask for the password, and
// the system's own dialog everywhere else.
func asAdministrator(p privileged, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	if terminal {
		return p.sudoArgs("/usr/bin/sudo"), true, nil
	}
	osascript, err := find("osascript")
	if err != nil {
		return nil, false, ErrNoRights
	}
	return []string{osascript, "-e", p.appleScript()}, false, nil
}

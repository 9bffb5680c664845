package guide

import "os"

func administrator() bool { return os.Geteuid() == 0 }

// asAdministrator prefers sudo where a terminal can ask for the password, and
// the desktop's own dialog everywhere else.
func asAdministrator(p privileged, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	if sudo, err := find("sudo"); err == nil && terminal {
		return p.sudoArgs(sudo), true, nil
	}
	if pkexec, err := find("pkexec"); err == nil {
		return append([]string{pkexec}, p.posixArgs()...), false, nil
	}
	return nil, false, ErrNoRights
}

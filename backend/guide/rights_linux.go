package guide

import "os"

func administrator() bool { return os.Geteuid() == 0 }

func shellArgs(text string) []string { return []string{"sh", "-c", text} }

// asAdministrator prefers sudo where a terminal can ask for the password, and
// the desktop's own dialog everywhere else.
func asAdministrator(args []string, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	if _, err := find("sudo"); err == nil && terminal {
		return append([]string{"sudo", "--"}, args...), true, nil
	}
	if _, err := find("pkexec"); err == nil {
		return append([]string{"pkexec"}, args...), false, nil
	}
	return nil, false, ErrNoRights
}

package guide

import "golang.org/x/sys/windows"

func administrator() bool { return windows.GetCurrentProcessToken().IsElevated() }

// asAdministrator opens the system's own consent dialog and waits for the
// program that it starts.
func asAdministrator(p privileged, find func(string) (string, error), _ bool) ([]string, bool, error) {
	powershell, err := find("powershell.exe")
	if err != nil {
		return nil, false, ErrNoRights
	}
	return []string{powershell, "-NoProfile", "-NonInteractive", "-Command", p.powerShell()}, false, nil
}

package guide

import (
	"strings"

	"golang.org/x/sys/windows"
)

func administrator() bool { return windows.GetCurrentProcessToken().IsElevated() }

func shellArgs(text string) []string { return []string{"cmd.exe", "/d", "/s", "/c", text} }

// asAdministrator opens the system's own consent dialog and waits for the
// program that it starts.
func asAdministrator(args []string, find func(string) (string, error), _ bool) ([]string, bool, error) {
	if _, err := find("powershell.exe"); err != nil {
		return nil, false, ErrNoRights
	}
	words := make([]string, 0, len(args))
	for _, a := range args {
		words = append(words, "'"+strings.ReplaceAll(a, "'", "''")+"'")
	}
	start := "Start-Process -Wait -Verb RunAs -FilePath " + words[0]
	if len(words) > 1 {
		start += " -ArgumentList " + strings.Join(words[1:], ",")
	}
	return []string{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command", start}, false, nil
}

package guide

import (
	"time"

	"firstlight/backend/check"
)

// Elevated returns how a command is started with an administrator's rights, and
// whether it needs the terminal.
func Elevated(c check.Command, workspace string, find func(string) (string, error), terminal bool) ([]string, bool, error) {
	return asAdministrator(privilegedOf(c, workspace, find), find, terminal)
}

// AppleScript returns the script for osascript.
func AppleScript(c check.Command, workspace string, find func(string) (string, error)) string {
	return privilegedOf(c, workspace, find).appleScript()
}

// PowerShell returns the script for powershell.exe, and the one in it that runs
// with the rights.
func PowerShell(c check.Command, workspace string, find func(string) (string, error)) (script, inside string) {
	p := privilegedOf(c, workspace, find)
	return p.powerShell(), p.powerShellInside()
}

// WindowsLine returns arguments as one command line.
func WindowsLine(args []string) string { return windowsLine(args) }

// NewLookout returns the record for a face that only looks.
func NewLookout(record Store, now func() time.Time) Store { return newLookout(record, now) }

// Placed returns the check of a step that works in a folder which nothing puts there.
func Placed(c check.Check, workspace, below string) check.Check { return placed(c, workspace, below) }

package machine

import (
	"time"

	"firstlight/backend/check"
)

const setClock = "Turn on Set time automatically in Settings, Time & language, Date & time"

// clockSync says that the system does not tell without a program of its own.
func (m *Machine) clockSync() clockSync { return syncUnknown }

func (m *Machine) clockOffset(time.Time) (time.Duration, bool) { return 0, false }

// clockFixes returns the way to have the clock set right.
func (m *Machine) clockFixes() []check.Fix {
	return []check.Fix{{
		ID: "sync", Title: "Take the time from the network",
		Effect:    "Windows starts its time service, if it is not running, and sets its clock right.",
		Privilege: check.Admin,
		Undo:      "net.exe stop w32time",
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("cmd.exe", "/d", "/s", "/c", "net.exe start w32time & w32tm.exe /resync /force")}
		},
	}}
}

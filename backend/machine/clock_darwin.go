package machine

import (
	"time"

	"firstlight/backend/check"
)

const setClock = "Turn on Set time and date automatically in System Settings, General, Date & Time"

// clockSync says that the system does not tell without an administrator.
func (m *Machine) clockSync() clockSync { return syncUnknown }

func (m *Machine) clockOffset(time.Time) (time.Duration, bool) { return 0, false }

// clockFixes returns the way to have the clock set right.
func (m *Machine) clockFixes() []check.Fix {
	network := func(state string) check.Command { return check.Run("systemsetup", "-setusingnetworktime", state) }
	return []check.Fix{{
		ID: "sync", Title: "Take the time from the network",
		Effect:    "The system sets its clock right, and keeps it so.",
		Privilege: check.Admin,
		Undo:      network("off").String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{network("on")} },
	}}
}

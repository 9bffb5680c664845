package machine

import (
	"time"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
)

const setClock = "Set the date and time, and have the system take them from the network"

// clockSync asks the kernel, which whatever keeps the clock right tells so.
func (m *Machine) clockSync() clockSync {
	const timeError = 5 // The kernel's TIME_ERROR.
	var state unix.Timex
	answer, err := unix.Adjtimex(&state)
	switch {
	case err != nil:
		return syncUnknown // Some containers are not let ask.
	case answer == timeError || state.Status&unix.STA_UNSYNC != 0:
		return unsynced
	default:
		return synced
	}
}

// clockOffset returns by how much the clock is behind that of the machine around
// this one. Only inside of Windows does that show: there the hardware clock is
// Windows' own, while Linux' stands still when the laptop sleeps.
func (m *Machine) clockOffset(now time.Time) (time.Duration, bool) {
	if !m.wsl() {
		return 0, false
	}
	seconds, ok := m.number("sys", "class", "rtc", "rtc0", "since_epoch")
	if !ok {
		return 0, false
	}
	return time.Unix(seconds, 0).Sub(now), true
}

// clockFixes returns the ways to have the clock set right.
func (m *Machine) clockFixes() []check.Fix {
	if m.wsl() {
		return []check.Fix{{
			ID: "set-from-windows", Title: "Set the clock from Windows",
			Effect:    "Linux has the time of Windows.",
			Privilege: check.Admin,
			Undo:      "Nothing to undo: the clock goes on from the right time",
			Plan:      func(check.Answers) []check.Command { return []check.Command{check.Run("hwclock", "--hctosys")} },
		}}
	}
	if _, err := m.runner.Find("timedatectl"); err != nil || !m.exists("run", "systemd", "system") {
		return nil
	}
	return []check.Fix{{
		ID: "sync", Title: "Take the time from the network",
		Effect:    "The system sets its clock right, and keeps it so.",
		Privilege: check.Admin,
		Undo:      check.Run("timedatectl", "set-ntp", "false").String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("timedatectl", "set-ntp", "true")}
		},
	}}
}

package machine

import (
	"context"
	"runtime/debug"
	"strings"
	"time"

	"firstlight/backend/check"
)

// clockSync is what the system says of keeping its clock right.
type clockSync int

const (
	// syncUnknown is where the system does not say.
	syncUnknown clockSync = iota
	// synced is where it takes the time from elsewhere, and has it.
	synced
	// unsynced is where nothing keeps the clock right.
	unsynced
)

const (
	// clockEra is how long after it was built a program is still likely to run.
	clockEra = 15 * 365 * 24 * time.Hour
	// clockDrift is what a clock may be off before certificates, tokens and the
	// order of commits suffer.
	clockDrift = 30 * time.Second
)

// Clock returns the check that the clock of this machine is right, as far as
// that shows without asking another machine.
func (m *Machine) Clock() check.Check {
	const lookAgain = 5 * time.Minute
	return observed(func(ctx context.Context) (check.Finding, []check.Fix) { return m.observeClock(ctx), m.clockFixes() }, check.Watch{Every: lookAgain})
}

func (m *Machine) observeClock(_ context.Context) check.Finding {
	now, built := m.now(), m.built
	if built.IsZero() {
		built = builtAfter(debug.ReadBuildInfo())
	}
	const date = "2 January 2006"
	facts := []check.Evidence{}
	wrong := func(summary string) check.Finding {
		return check.Fail("clock/wrong", summary, append(facts, check.Dated("The clock says", now),
			check.Fact("Firstlight was built", "after "+built.Format(date)), check.Fact("What to do", setClock))...)
	}
	state := m.clockSync()
	if known := map[clockSync]string{synced: "kept right from the network", unsynced: "not kept right from the network"}[state]; known != "" {
		facts = append(facts, check.Fact("Clock", known))
	}
	if !built.IsZero() && now.Before(built) {
		return wrong("The clock of this machine is behind")
	}
	if !built.IsZero() && now.After(built.Add(clockEra)) {
		return wrong("The clock of this machine is far ahead")
	}
	if off, ok := m.clockOffset(now); ok && (off > clockDrift || off < -clockDrift) {
		summary := "The clock of Linux is behind that of Windows by " + roughly(off)
		if off < 0 {
			summary = "The clock of Linux is ahead of that of Windows by " + roughly(-off)
		}
		return check.Fail("clock/drifted", summary, append(facts, check.Fact("What to do", "Set it from Windows, which keeps the right time"))...)
	}
	if state == synced {
		return check.Hold("The clock is right", facts...)
	}
	return check.Hold("Nothing says that the clock is wrong", facts...)
}

// builtAfter returns a day after which this program was built: that of its
// commit, or of the youngest module in it that bears its day in its version;
// zero where neither is known.
func builtAfter(info *debug.BuildInfo, ok bool) time.Time {
	var after time.Time
	if !ok {
		return after
	}
	later := func(t time.Time, err error) {
		if err == nil && t.After(after) {
			after = t
		}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			later(time.Parse(time.RFC3339, s.Value))
		}
	}
	for _, module := range info.Deps {
		// A version without a number of its own is v0.0.0-20261006220739-8c912ac31dd4.
		parts := strings.Split(strings.TrimSuffix(module.Version, "+incompatible"), "-")
		if len(parts) >= 3 {
			stamp := parts[len(parts)-2]
			later(time.Parse("20060102150405", stamp[strings.LastIndexByte(stamp, '.')+1:]))
		}
	}
	return after
}

// roughly returns a duration in words, coarsely: how far a clock is off changes
// all the time.
func roughly(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 2*day:
		return "days"
	case d >= 2*time.Hour:
		return "hours"
	case d >= 2*time.Minute:
		return "minutes"
	default:
		return "about a minute"
	}
}

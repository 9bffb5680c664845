package machine

import (
	"fmt"
	"regexp"

	"firstlight/backend/check"
)

// portFixes returns the ways to have a port freed by the one who holds it.
func portFixes(number int, by holder) []check.Fix {
	var fix check.Fix
	var name string
	switch {
	case by.service != nil && len(by.service.stop.Args) > 0 && !by.passesOn() && !by.lifeline():
		name = by.service.name
		fix = check.Fix{
			ID: "stop-service", Title: "Stop " + name,
			Effect:    fmt.Sprintf("The service ends and port %d is free, until it is started again, at the latest with this machine.", number),
			Privilege: by.service.privilege,
			Undo:      by.service.start.String(),
			Plan:      func(check.Answers) []check.Command { return []check.Command{by.service.stop} },
		}
	case by.stoppable():
		name = by.name
		fix = check.Fix{
			ID: "stop", Title: fmt.Sprintf("Ask %s (process %d) to stop", name, by.pid),
			Effect:    fmt.Sprintf("The program ends, and port %d is free.", number),
			Privilege: check.User,
			Undo:      startAgain(by),
			Plan:      func(check.Answers) []check.Command { return []check.Command{stopCommand(by.pid)} },
		}
	default:
		return nil
	}
	// What a program had not saved cannot be brought back, so that an unattended
	// run, which gives no answers, must never end one.
	fix.Inputs = []check.Input{{
		Name: "program", Label: "The program's name", Pattern: regexp.QuoteMeta(name), Consent: true,
		Hint: "Type " + name + " to say that it may be ended.",
	}}
	return []check.Fix{fix}
}

func startAgain(by holder) string {
	const lost = "; what it had not saved is lost"
	switch {
	case by.command == "":
		return "Start " + by.name + " again the way that you started it" + lost
	case by.dir == "":
		return "Start it again: " + by.command + lost
	default:
		return "Start it again in " + by.dir + ": " + by.command + lost
	}
}

// portAdvice says what to do about the holder of a port beyond the fixes.
func portAdvice(by holder) string {
	switch {
	case by.name == "systemd":
		return "The system listens there for a service that it starts when it is needed: systemctl list-sockets names it"
	case by.name == "ControlCenter" || by.name == "ControlCe":
		return "It is the AirPlay Receiver of macOS: turn it off in System Settings, General, AirDrop & Handoff"
	case by.passesOn():
		return "It only hands on what something else serves, such as a container or a tunnel: stop that, or have it use another port"
	default:
		return "Stop it, or have it use another port"
	}
}

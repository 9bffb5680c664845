package guide

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"firstlight/backend/check"
)

// Request returns a message to whoever administers this machine, ready to send,
// for a person who may not run a fix herself: what is asked for, on which
// machine, why, the exact commands and how to undo them. It returns
// ErrNeedsNobody for a fix that she may run.
func (g *Guide) Request(stepID, fixID string, given check.Answers) (string, error) {
	g.mu.RLock()
	step, fix, err := g.fixOf(stepID, fixID)
	found, _ := g.state.Step(stepID)
	name := g.journey.Name
	g.mu.RUnlock()
	switch {
	case err != nil:
		return "", err
	case fix.Privilege != check.Admin:
		return "", ErrNeedsNobody
	}
	commands, err := preview(fix, given)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	host, err := os.Hostname()
	if err != nil {
		host = "my machine"
	}
	fmt.Fprintf(&b, "Subject: %s on %s\n\nHello,\n\n", fix.Title, host)
	fmt.Fprintf(&b, "I am setting up %s for %q and need an administrator for one step: %s.\n\n", host, name, step.Title)
	fmt.Fprintf(&b, "What was found: %s.\n", found.Observed.Summary)
	if step.Why != "" {
		fmt.Fprintf(&b, "Why it matters: %s\n", strings.TrimSpace(step.Why))
	}
	fmt.Fprintf(&b, "\nPlease run on %s (%s), as administrator:\n\n", host, systemName(runtime.GOOS))
	for _, c := range commands {
		fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(c.String(), "\n", "\n    "))
	}
	if fix.Effect != "" {
		fmt.Fprintf(&b, "\nWhat it does: %s\n", fix.Effect)
	}
	if fix.Undo != "" {
		fmt.Fprintf(&b, "How to undo it: %s\n", fix.Undo)
	}
	b.WriteString("\nThank you!\n")
	return b.String(), nil
}

func systemName(goos string) string {
	switch goos {
	case "darwin":
		return "macOS"
	case "windows":
		return "Windows"
	default:
		return "Linux"
	}
}

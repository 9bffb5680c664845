package machine

import (
	"strings"

	"firstlight/backend/check"
)

// startAgent says how the person comes by an SSH agent.
const startAgent = "macOS starts one when you log in: open a new terminal, and start Firstlight from there"

// agentFixes offers to start the agent, which macOS does by itself.
func agentFixes() []check.Fix { return nil }

// asking returns how to start a program of ssh so that it asks for a passphrase
// in a window of Terminal. The arguments pass through a shell there, and through
// AppleScript on the way.
func (m *Machine) asking() func(args []string) check.Command {
	if _, err := m.runner.Find("osascript"); err != nil {
		return nil
	}
	return func(args []string) check.Command {
		text := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(check.Run(args...).String())
		return check.Run("osascript", "-e", `tell application "Terminal" to activate`, "-e", `tell application "Terminal" to do script "`+text+`"`)
	}
}

func addKey(file string) []string { return []string{"ssh-add", "--apple-use-keychain", file} }

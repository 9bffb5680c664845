package machine

import (
	"strings"

	"firstlight/backend/check"
)

// startAgent says how the person comes by an SSH agent.
const startAgent = "Turn on the service ssh-agent of Windows, then add the key with ssh-add"

// agentFixes offers to turn on the agent of Windows' own OpenSSH.
func agentFixes() []check.Fix {
	script := func(text string) check.Command {
		return check.Run("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", text)
	}
	return []check.Fix{{
		ID: "start-agent", Title: "Turn on the SSH agent of Windows",
		Effect:    "The service ssh-agent runs, now and whenever Windows starts.",
		Privilege: check.Admin,
		Undo:      script("Stop-Service ssh-agent; Set-Service ssh-agent -StartupType Disabled").String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{script("Set-Service ssh-agent -StartupType Automatic; Start-Service ssh-agent")}
		},
	}}
}

// asking returns how to start a program of ssh so that it asks for a passphrase
// in a console of its own.
func (m *Machine) asking() func(args []string) check.Command {
	if _, err := m.runner.Find("powershell.exe"); err != nil {
		return nil
	}
	return func(args []string) check.Command {
		words := make([]string, 0, len(args))
		for _, arg := range args {
			// Start-Process joins the arguments with spaces, so that those with
			// a space in them need quotation marks of their own.
			if strings.Contains(arg, " ") || arg == "" {
				arg = `"` + arg + `"`
			}
			words = append(words, psQuote(arg))
		}
		return check.Run("powershell.exe", "-NoProfile", "-Command",
			"Start-Process -Wait -FilePath "+words[0]+" -ArgumentList "+strings.Join(words[1:], ","))
	}
}

func addKey(file string) []string { return []string{"ssh-add", file} }

package machine

import (
	"os"
	"regexp"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// secretOption is the name of an argument whose value nobody should see.
var secretOption = regexp.MustCompile(`(?i)^-{0,2}[\w.-]*(?:pass|secret|token|credential|api[_-]?key|auth)[\w.-]*$`)

// speakable returns how a program was started in a form to show: without
// secrets, with ~ for the home folder, and not longer than a person reads.
func (m *Machine) speakable(args []string) string {
	const longest = 200
	command := check.Run(withoutSecrets(args)...).String()
	command = process.NewRedactor(m.runner.Env()).Redact(command)
	if home, err := os.UserHomeDir(); err == nil {
		below := regexp.MustCompile(`(^|[\s'"=:,])` + regexp.QuoteMeta(home) + `([\s'"/\\:,]|$)`)
		command = below.ReplaceAllString(command, "${1}~${2}")
	}
	if letters := []rune(command); len(letters) > longest {
		command = string(letters[:longest]) + "…"
	}
	return command
}

// withoutSecrets hides the values of arguments whose names say that they are
// secret: --password=x, --password x and PASSWORD=x.
func withoutSecrets(args []string) []string {
	const hidden = "[redacted]"
	shown := make([]string, 0, len(args))
	hide := false
	for _, arg := range args {
		name, _, valued := strings.Cut(arg, "=")
		switch secret := secretOption.MatchString(name); {
		case hide && !strings.HasPrefix(arg, "-"):
			shown, hide = append(shown, hidden), false
		case secret && valued:
			shown, hide = append(shown, name+"="+hidden), false
		default:
			shown, hide = append(shown, arg), secret && strings.HasPrefix(arg, "-")
		}
	}
	return shown
}

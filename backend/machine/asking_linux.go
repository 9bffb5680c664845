package machine

import (
	"firstlight/backend/check"
)

// startAgent says how the person comes by an SSH agent.
const startAgent = `Start one in your terminal with eval "$(ssh-agent)", add the key with ssh-add, and start Firstlight from there; most desktops start one when you log in`

// agentFixes offers to start the agent; here the person's session has to, so
// that all of her programs find it.
func agentFixes() []check.Fix { return nil }

// askpassPlaces are where distributions put the programs that ask for a
// passphrase in a window, other than on the PATH.
func askpassPlaces() []string {
	return []string{
		"ssh-askpass", "ksshaskpass", "lxqt-openssh-askpass", "x11-ssh-askpass",
		"/usr/libexec/openssh/gnome-ssh-askpass", "/usr/libexec/openssh/ssh-askpass", "/usr/lib/openssh/gnome-ssh-askpass",
		"/usr/lib/ssh/ssh-askpass", "/usr/lib/ssh/x11-ssh-askpass", "/usr/lib/seahorse/ssh-askpass", "/usr/libexec/seahorse/ssh-askpass",
	}
}

// asking returns how to start a program of ssh so that it asks for a passphrase
// in a window, with a program made for that; nil where there is none.
func (m *Machine) asking() func(args []string) check.Command {
	if !m.desktop() {
		return nil
	}
	for _, name := range append([]string{m.variable("SSH_ASKPASS")}, askpassPlaces()...) {
		if name == "" {
			continue
		}
		file, err := m.runner.Find(name)
		if err != nil {
			continue
		}
		return func(args []string) check.Command {
			return check.Command{Args: args, Env: []string{"SSH_ASKPASS=" + file, "SSH_ASKPASS_REQUIRE=force"}}
		}
	}
	return nil
}

func addKey(file string) []string { return []string{"ssh-add", file} }

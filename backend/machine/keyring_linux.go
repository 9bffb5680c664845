package machine

import "firstlight/backend/check"

// openKeyring offers to have the desktop ask for the keyring's password, as it
// does when something is to be kept.
func (m *Machine) openKeyring(title string) []check.Fix {
	if _, err := m.runner.Find("secret-tool"); err != nil {
		return nil
	}
	const script = "printf x | secret-tool store --label=Firstlight check " + keyringName + " && secret-tool clear check " + keyringName
	return []check.Fix{{
		ID: "open-keyring", Title: title,
		Effect:    "Your desktop asks for the keyring's password; then a value is kept, and removed again.",
		Privilege: check.User,
		Undo:      "Lock the keyring again in your desktop's application for passwords",
		// Nobody would be there to answer the dialog in an unattended run.
		Inputs: []check.Input{{Name: "ready", Label: "Ready to type the password?", Pattern: "(?i)y(es)?", Consent: true, Hint: "Type yes to have it asked for."}},
		Plan:   func(check.Answers) []check.Command { return []check.Command{check.Run("sh", "-c", script)} },
	}}
}

func (m *Machine) installKeyring() []check.Fix {
	return m.install("keyring", "Your desktop can keep secrets from your next login on.",
		part{apt: "gnome-keyring", dnf: "gnome-keyring", pacman: "gnome-keyring"})
}

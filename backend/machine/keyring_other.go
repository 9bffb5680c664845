//go:build !linux

package machine

import (
	"context"
	"strings"

	"firstlight/backend/check"
)

// keyringState says that the system's keyring can be asked: it comes with the
// system, and opens with the person's login.
func (m *Machine) keyringState(context.Context) (keyringState, error) { return keyringReady, nil }

func (m *Machine) openKeyring(string) []check.Fix { return nil }

func (m *Machine) installKeyring() []check.Fix { return nil }

// isLocked reports whether a try failed because the keyring is locked. The
// keychain of macOS is for whoever did not log in at the screen, and then ends
// its program with the code for "no interaction is allowed".
func isLocked(err error) bool {
	return strings.Contains(err.Error(), "exit status 36") || strings.Contains(err.Error(), "exit status 51")
}

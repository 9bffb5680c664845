//go:build !linux

package keyring

import (
	"context"
	"strings"
)

// State says that the system's keyring can be asked: it comes with the system,
// and opens with the person's login.
func (k *Keyring) State(context.Context) (State, error) { return Ready, nil }

// IsLocked reports whether a call failed because the keyring is locked. The
// keychain of macOS is for whoever did not log in at the screen, and then ends
// its program with the code for "no interaction is allowed".
func IsLocked(err error) bool {
	return strings.Contains(err.Error(), "exit status 36") || strings.Contains(err.Error(), "exit status 51")
}

package machine

import (
	"context"

	"firstlight/backend/check"
)

// askForPassphrase says that gpg will ask the person for the passphrase that a
// signature takes; on Windows the program that asks comes with gpg.
func (m *Machine) askForPassphrase(context.Context, string) (check.Finding, []check.Fix) {
	return check.Hold("Git can sign your commits, and gpg will ask for the passphrase of your key"), nil
}

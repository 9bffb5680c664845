//go:build !linux

package machine

import (
	"context"

	"firstlight/backend/check"
)

// gpgHangs says that gpg did not answer in time, mostly because it waits for its
// agent.
func (m *Machine) gpgHangs(context.Context, string) (check.Finding, []check.Fix) {
	return check.CannotTell("signing/no-answer", "Gpg did not answer within "+gpgLimit.String(),
		check.Fact("What to do", "End the program gpg-agent, or log out and in again: gpg starts it anew when it needs it")), nil
}

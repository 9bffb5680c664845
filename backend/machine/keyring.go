package machine

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/keyring"
)

// keyringName is what a value that is kept to try the keyring is called.
const keyringName = "firstlight-check"

// Keyring returns the check that the system's keyring keeps a secret and gives
// it back. Where there is no desktop that could have one, nothing is wrong:
// tokens are then kept in memory only.
func (m *Machine) Keyring() check.Check {
	// The keyring's own files change with each try.
	const lookAgain = 15 * time.Minute
	return observed(m.observeKeyring, check.Watch{Every: lookAgain})
}

func (m *Machine) observeKeyring(ctx context.Context) (check.Finding, []check.Fix) {
	state, err := m.keyring.State(ctx)
	if err != nil {
		return check.CannotTell("keyring/unknown", "Cannot tell whether there is a keyring: "+err.Error()), nil
	}
	kept := check.Fact("Tokens", "are kept in memory only, until Firstlight ends")
	if state != keyring.Ready && !m.desktop() {
		why := map[keyring.State]string{
			keyring.None:   "there is no desktop session",
			keyring.Absent: "there is no desktop session, and nothing that keeps secrets",
			keyring.Unmade: "there is no desktop session, and no keyring was made yet",
			keyring.Locked: "there is no desktop session that could unlock it",
		}[state]
		return check.Hold("No keyring is in use here, and nothing needs one", check.Fact("Why", why), kept), nil
	}
	const unlock = "Log out and in again with your password, or unlock it in your desktop's application for passwords"
	switch state {
	case keyring.None, keyring.Absent:
		return check.Fail("keyring/absent", "Your desktop has no keyring to keep tokens in", kept,
			check.Fact("What to do", "Install one, such as GNOME Keyring or KWallet, then log out and in again")), m.installKeyring()
	case keyring.Unmade:
		return check.Fail("keyring/unmade", "Your keyring was not made yet", kept, check.Fact("What to do", unlock)), m.openKeyring("Make your keyring")
	case keyring.Locked:
		return check.Fail("keyring/locked", "Your keyring is locked", kept, check.Fact("What to do", unlock)), m.openKeyring("Unlock your keyring")
	}
	return judgeKeyring(m.tryKeyring(ctx)), nil
}

// judgeKeyring says what it means that a try ended so.
func judgeKeyring(err error) check.Finding {
	switch {
	case err == nil:
		return check.Hold("Your keyring keeps secrets", check.Fact("Tried", "a value was kept, read and removed"))
	case errors.Is(err, keyring.ErrSilent):
		return check.CannotTell("keyring/silent", "Your keyring did not answer", check.Fact("Waited", keyring.Patience.String()+" for one answer"),
			check.Fact("What to do", "Look for a dialog of the keyring's that waits for you"))
	case keyring.IsLocked(err):
		return check.Fail("keyring/locked", "Your keyring is locked", check.Fact("What to do", "Unlock it, such as by logging in at the machine itself"))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return check.CannotTell("keyring/silent", "The keyring could not be tried to the end")
	default:
		return check.Fail("keyring/forgets", "Your keyring does not keep secrets", check.Fact("Said", err.Error()))
	}
}

// tryKeyring keeps a value that means nothing, reads it and removes it again. A
// keyring that answers late has it removed late.
func (m *Machine) tryKeyring(ctx context.Context) error {
	name, value := rand.Text(), rand.Text()
	if err := m.keyring.Set(ctx, keyringName, name, value); err != nil {
		// One that has not answered yet may still keep it.
		if errors.Is(err, keyring.ErrSilent) || ctx.Err() != nil {
			go func() { _ = m.keyring.Delete(context.WithoutCancel(ctx), keyringName, name) }()
		}
		return err
	}
	got, err := m.keyring.Get(ctx, keyringName, name)
	if err == nil && got != value {
		err = errors.New("it gave back another value than it was given")
	}
	// What was kept is removed, also where it could not be read.
	return errors.Join(err, m.keyring.Delete(context.WithoutCancel(ctx), keyringName, name))
}

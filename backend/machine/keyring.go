package machine

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"

	"firstlight/backend/check"
)

const (
	// keyringCall is how long the keyring has for one answer.
	keyringCall = 3 * time.Second
	// keyringName is what a value that is kept to try the keyring is called.
	keyringName = "firstlight-check"
)

// keyringState is what can be told of a keyring before it is asked to keep
// anything, which would have a locked one open a dialog.
type keyringState int

const (
	// keyringReady can be asked.
	keyringReady keyringState = iota
	// keyringNone has no session that could hold a keyring.
	keyringNone
	// keyringAbsent has a session in which nothing keeps secrets.
	keyringAbsent
	// keyringUnmade keeps secrets, but nobody made a keyring yet.
	keyringUnmade
	// keyringLocked waits for the person's password.
	keyringLocked
)

// errKeyringSilent says that the keyring did not answer in its time.
var errKeyringSilent = errors.New("it did not answer within " + keyringCall.String())

// Keyring returns the check that the system's keyring keeps a secret and gives
// it back. Where there is no desktop that could have one, nothing is wrong:
// tokens are then kept in memory only.
func (m *Machine) Keyring() check.Check {
	// The keyring's own files change with each try.
	const lookAgain = 15 * time.Minute
	return observed(m.observeKeyring, check.Watch{Every: lookAgain})
}

func (m *Machine) observeKeyring(ctx context.Context) (check.Finding, []check.Fix) {
	state, err := m.keyringState(ctx)
	if err != nil {
		return check.CannotTell("keyring/unknown", "Cannot tell whether there is a keyring: "+err.Error()), nil
	}
	kept := check.Fact("Tokens", "are kept in memory only, until Firstlight ends")
	if state != keyringReady && !m.desktop() {
		why := map[keyringState]string{
			keyringNone:   "there is no desktop session",
			keyringAbsent: "there is no desktop session, and nothing that keeps secrets",
			keyringUnmade: "there is no desktop session, and no keyring was made yet",
			keyringLocked: "there is no desktop session that could unlock it",
		}[state]
		return check.Hold("No keyring is in use here, and nothing needs one", check.Fact("Why", why), kept), nil
	}
	const unlock = "Log out and in again with your password, or unlock it in your desktop's application for passwords"
	switch state {
	case keyringNone, keyringAbsent:
		return check.Fail("keyring/absent", "Your desktop has no keyring to keep tokens in", kept,
			check.Fact("What to do", "Install one, such as GNOME Keyring or KWallet, then log out and in again")), m.installKeyring()
	case keyringUnmade:
		return check.Fail("keyring/unmade", "Your keyring was not made yet", kept, check.Fact("What to do", unlock)), m.openKeyring("Make your keyring")
	case keyringLocked:
		return check.Fail("keyring/locked", "Your keyring is locked", kept, check.Fact("What to do", unlock)), m.openKeyring("Unlock your keyring")
	}
	return judgeKeyring(tryKeyring(ctx)), nil
}

// judgeKeyring says what it means that a try ended so.
func judgeKeyring(err error) check.Finding {
	switch {
	case err == nil:
		return check.Hold("Your keyring keeps secrets", check.Fact("Tried", "a value was kept, read and removed"))
	case errors.Is(err, errKeyringSilent):
		return check.CannotTell("keyring/silent", "Your keyring did not answer", check.Fact("Waited", keyringCall.String()+" for one answer"),
			check.Fact("What to do", "Look for a dialog of the keyring's that waits for you"))
	case isLocked(err):
		return check.Fail("keyring/locked", "Your keyring is locked", check.Fact("What to do", "Unlock it, such as by logging in at the machine itself"))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return check.CannotTell("keyring/silent", "The keyring could not be tried to the end")
	default:
		return check.Fail("keyring/forgets", "Your keyring does not keep secrets", check.Fact("Said", err.Error()))
	}
}

// tryKeyring keeps a value that means nothing, reads it and removes it again. A
// keyring that answers late has it removed late.
func tryKeyring(ctx context.Context) error {
	user, value := rand.Text(), rand.Text()
	calls := []func() error{
		func() error { return keyring.Set(keyringName, user, value) },
		func() error {
			got, err := keyring.Get(keyringName, user)
			if err == nil && got != value {
				err = errors.New("it gave back another value than it was given")
			}
			return err
		},
		func() error { return keyring.Delete(keyringName, user) },
	}
	answers := make(chan error, len(calls))
	go func() {
		defer close(answers)
		for i, call := range calls {
			err := guarded(call)
			answers <- err
			// What was kept is removed, also where it could not be read.
			if err != nil && i == 0 {
				return
			}
		}
	}()
	var errs []error
	for range calls {
		timer := time.NewTimer(keyringCall)
		select {
		case err := <-answers:
			errs = append(errs, err)
		case <-timer.C:
			return errKeyringSilent
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
		timer.Stop()
	}
	return errors.Join(errs...)
}

// guarded calls a function of a library that does not expect every answer which
// a keyring may give.
func guarded(call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the keyring gave an answer that is not understood: %v", p)
		}
	}()
	return call()
}

package github

import (
	"context"
	"errors"
	"sync"

	"firstlight/backend/keyring"
)

// keyringService is what the keyring keeps tokens under.
const keyringService = "Firstlight"

// tokens are those that people signed in with, each under the address of the API
// that it is for. One lies in the system's keyring or, where that keeps none, in
// this program's memory until it ends.
type tokens struct {
	keyring Keyring

	mu     sync.Mutex
	memory map[string]string
	// kept are those that the keyring is known to have, whatever it says now.
	kept map[string]bool
}

// knows notes whether the keyring has a token.
func (t *tokens) knows(name string, kept bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept[name] = kept
}

// read returns the token for a host, empty where there is none, and whether the
// keyring keeps it.
func (t *tokens) read(ctx context.Context, h host) (token string, kept bool, err error) {
	t.mu.Lock()
	token, ok := t.memory[h.api().String()]
	t.mu.Unlock()
	if ok {
		return token, false, nil
	}
	state, err := t.keyring.State(ctx)
	if err == nil && state != keyring.Ready {
		return "", false, nil
	}
	if err == nil {
		token, err = t.keyring.Get(ctx, keyringService, h.api().String())
	}
	switch {
	case errors.Is(err, keyring.ErrNotThere):
		return "", false, nil
	case err != nil:
		return "", false, &Error{
			Code: CodeKeyring, What: "Your keyring does not give out the token for " + string(h),
			Why: "It was asked, and " + err.Error(), Next: "Look for a dialog of the keyring's that waits for you", Err: err,
		}
	default:
		t.knows(h.api().String(), true)
		return token, true, nil
	}
}

// Account returns the user and the secret with which git signs in to a host that
// the person has signed in to; empty where she has not. Beside a token a host asks
// for no particular name.
func (g *GitHub) Account(ctx context.Context, server string) (user, secret string) {
	token, _, err := g.tokens.read(ctx, hostOf(server))
	if err != nil || token == "" {
		return "", ""
	}
	return "x-access-token", token
}

// keep keeps the token for a host. It returns why only this program's memory
// does, or nil where the keyring does.
func (t *tokens) keep(ctx context.Context, h host, token string) error {
	name := h.api().String()
	err := t.usable(ctx)
	if err == nil {
		err = t.keyring.Set(ctx, keyringService, name, token)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil {
		delete(t.memory, name)
		t.kept[name] = true
		return nil
	}
	t.memory[name] = token
	return err
}

// usable returns why the keyring cannot be asked to keep anything, or nil. One
// that is locked would open a dialog, and the person expects none here.
func (t *tokens) usable(ctx context.Context) error {
	state, err := t.keyring.State(ctx)
	switch {
	case err != nil:
		return err
	case state == keyring.Locked:
		return errors.New("your keyring is locked")
	case state == keyring.Unmade:
		return errors.New("your keyring was not made yet")
	case state != keyring.Ready:
		return errors.New("there is no keyring here")
	default:
		return nil
	}
}

// forget removes the token for a host, wherever it is.
func (t *tokens) forget(ctx context.Context, h host) error {
	name := h.api().String()
	t.mu.Lock()
	_, remembered := t.memory[name]
	kept := t.kept[name]
	delete(t.memory, name)
	t.mu.Unlock()
	if err := t.usable(ctx); err != nil {
		if remembered && !kept {
			return nil // Only this program had it.
		}
		// One that was kept before the keyring was locked would come back with it.
		return err
	}
	if err := t.keyring.Delete(ctx, keyringService, name); err != nil && !errors.Is(err, keyring.ErrNotThere) {
		return err
	}
	t.knows(name, false)
	return nil
}

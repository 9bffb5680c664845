// Package keyring keeps secrets in the system's keyring: GNOME Keyring, KWallet,
// the keychain of macOS, the credential manager of Windows. Every call is
// bounded, since a keyring may wait for a password that nobody types.
package keyring

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/zalando/go-keyring"
)

// Patience is how long a keyring has for one answer.
const Patience = 3 * time.Second

// ErrSilent says that the keyring did not answer in its time.
var ErrSilent = errors.New("it did not answer within " + Patience.String())

// ErrNotThere says that the keyring keeps no such secret.
var ErrNotThere = errors.New("it keeps no such secret")

// State is what can be told of a keyring before it is asked to keep anything,
// which would have a locked one open a dialog.
type State int

// The states of a keyring.
const (
	// Ready can be asked.
	Ready State = iota
	// None has no session that could hold a keyring.
	None
	// Absent has a session in which nothing keeps secrets.
	Absent
	// Unmade keeps secrets, but nobody made a keyring yet.
	Unmade
	// Locked waits for the person's password.
	Locked
)

// Keyring is the keyring of the session that this program runs in. It is safe
// for concurrent use.
type Keyring struct {
	root  string
	calls calls

	mu sync.Mutex
	// last is closed when the call that came last has ended; nil before any. Each
	// call waits for the one before it, so that one which answers late does not
	// undo what came after it.
	last chan struct{}
}

// calls are what a keyring is asked to do.
type calls struct {
	set    func(service, name, secret string) error
	get    func(service, name string) (string, error)
	remove func(service, name string) error
	clear  func(service string) error
}

// New returns the keyring of this session. The system's own files are read below
// root; empty means the root of the file system.
func New(root string) *Keyring {
	if root == "" {
		root = string(filepath.Separator)
	}
	return &Keyring{
		root:  root,
		calls: calls{set: keyring.Set, get: keyring.Get, remove: keyring.Delete, clear: keyring.DeleteAll},
	}
}

// Set keeps a secret under a service and a name.
func (k *Keyring) Set(ctx context.Context, service, name, secret string) error {
	_, err := k.bounded(ctx, func() (string, error) { return "", k.calls.set(service, name, secret) })
	return err
}

// Get returns what is kept under a service and a name, or ErrNotThere.
func (k *Keyring) Get(ctx context.Context, service, name string) (string, error) {
	return k.bounded(ctx, func() (string, error) { return k.calls.get(service, name) })
}

// Delete removes what is kept under a service and a name, or returns
// ErrNotThere. A Set before it that has not answered yet is undone when it does.
func (k *Keyring) Delete(ctx context.Context, service, name string) error {
	_, err := k.bounded(ctx, func() (string, error) { return "", k.calls.remove(service, name) })
	return err
}

// Clear removes all that is kept under a service; that there is nothing is no error.
func (k *Keyring) Clear(ctx context.Context, service string) error {
	_, err := k.bounded(ctx, func() (string, error) { return "", k.calls.clear(service) })
	if errors.Is(err, ErrNotThere) {
		return nil
	}
	return err
}

// bounded makes a call in its turn, and stops waiting for it after Patience. The
// call itself cannot be stopped, and may still do what it was asked.
func (k *Keyring) bounded(ctx context.Context, call func() (string, error)) (string, error) {
	type answer struct {
		secret string
		err    error
	}
	answers := make(chan answer, 1)
	before, ended := k.queue()
	go func() {
		defer close(ended)
		if before != nil {
			<-before
		}
		var a answer
		a.secret, a.err = guarded(call)
		answers <- a
	}()
	timer := time.NewTimer(Patience)
	defer timer.Stop()
	select {
	case a := <-answers:
		if errors.Is(a.err, keyring.ErrNotFound) {
			return "", ErrNotThere
		}
		return a.secret, a.err
	case <-timer.C:
		return "", ErrSilent
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// queue takes a place behind the calls that were made before. The caller waits
// for the first channel, where there is one, and closes the second at its end.
func (k *Keyring) queue() (before, ended chan struct{}) {
	k.mu.Lock()
	defer k.mu.Unlock()
	before, ended = k.last, make(chan struct{})
	k.last = ended
	return before, ended
}

// guarded calls a function of a library that does not expect every answer which
// a keyring may give.
func guarded(call func() (string, error)) (secret string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the keyring gave an answer that is not understood: %v", p)
		}
	}()
	return call()
}

// Package github provides the claims about GitHub: signed in, a task picked, a
// pull request opened, checked, reviewed and merged. It asks github.com, hosts
// below ghe.com, and Enterprise Server.
package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"firstlight/backend/keyring"
	"firstlight/backend/process"
	"firstlight/backend/wait"
)

// Keyring keeps secrets.
type Keyring interface {
	State(ctx context.Context) (keyring.State, error)
	Set(ctx context.Context, service, name, secret string) error
	Get(ctx context.Context, service, name string) (string, error)
	Delete(ctx context.Context, service, name string) error
	Clear(ctx context.Context, service string) error
}

// Runner starts programs and finds them.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
}

// Config is what a GitHub works with. Everything but the last three is needed.
type Config struct {
	// Keyring is where tokens are kept.
	Keyring Keyring
	// Runner starts the gh program.
	Runner Runner
	// Clones tells of the repositories that were cloned.
	Clones Clones
	// Transport is the way to hosts, through the proxies of this machine.
	Transport http.RoundTripper
	// Routed reports whether any route leads out of this machine; nil means that
	// this is not known.
	Routed func() bool
	// Now returns the present time; nil means time.Now.
	Now func() time.Time
	// Wait returns after a while, or when ctx ends; nil means to really wait.
	Wait func(ctx context.Context, d time.Duration) error
}

// GitHub makes the checks of this room.
type GitHub struct {
	runner    Runner
	clones    Clones
	transport http.RoundTripper
	routed    func() bool
	now       func() time.Time
	wait      func(ctx context.Context, d time.Duration) error
	tokens    *tokens

	mu       sync.Mutex
	sessions map[host]*session
	pauses   map[host]*pause
}

// New returns a GitHub.
func New(cfg Config) *GitHub {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Wait == nil {
		cfg.Wait = wait.For
	}
	return &GitHub{
		runner: cfg.Runner, clones: cfg.Clones, transport: cfg.Transport, routed: cfg.Routed, now: cfg.Now, wait: cfg.Wait,
		tokens: &tokens{keyring: cfg.Keyring, memory: map[string]string{}, kept: map[string]bool{}}, sessions: map[host]*session{}, pauses: map[host]*pause{},
	}
}

// ForgetTokens removes every token of Firstlight from a keyring. A session in which
// nothing keeps secrets has none; where there is no session that could be asked, as in
// a terminal from afar, that is an error, since an earlier one may have kept some.
func ForgetTokens(ctx context.Context, ring Keyring) error {
	state, err := ring.State(ctx)
	switch {
	case err == nil && state == keyring.Locked:
		err = errors.New("it is locked")
	case err == nil && state == keyring.None:
		err = errors.New("there is no session here in which it could be asked")
	case err == nil && state == keyring.Ready:
		err = ring.Clear(ctx, keyringService)
	}
	if err != nil {
		return fmt.Errorf("asking your keyring to forget Firstlight's tokens: %w", err)
	}
	return nil
}

// Close lets go of the connections that are kept for the next question.
func (g *GitHub) Close() {
	if transport, ok := g.transport.(interface{ CloseIdleConnections() }); ok {
		transport.CloseIdleConnections()
	}
}

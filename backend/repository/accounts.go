package repository

import (
	"context"
	"errors"
	"sync"

	"firstlight/backend/askpass"
)

// accounts are those with which the person signed in to https servers here. One
// that a server did not take is not tried there again: she is asked instead.
type accounts struct {
	mu      sync.Mutex
	account askpass.Account
	refused map[string]string
}

// Know has git sign in to https servers with the account that is known there,
// where no credential helper of the person's knows any.
func (g *Git) Know(account askpass.Account) {
	g.accounts.mu.Lock()
	defer g.accounts.mu.Unlock()
	g.accounts.account, g.accounts.refused = account, map[string]string{}
}

// used are the secrets that servers were given in one conversation.
type used struct {
	mu      sync.Mutex
	secrets map[string]string
}

// on has a line answer from the accounts, and returns what it will have given.
func (a *accounts) on(line *askpass.Line) *used {
	a.mu.Lock()
	account := a.account
	a.mu.Unlock()
	u := &used{secrets: map[string]string{}}
	if account == nil {
		return u
	}
	line.Knows(func(ctx context.Context, server string) (user, secret string) {
		user, secret = account(ctx, server)
		a.mu.Lock()
		refused := a.refused[server]
		a.mu.Unlock()
		if secret == "" || secret == refused {
			return "", ""
		}
		u.mu.Lock()
		defer u.mu.Unlock()
		u.secrets[server] = secret
		return user, secret
	})
	return u
}

// codeSignIn says that a server did not take who signed in.
const codeSignIn = "git/sign-in"

// learn takes note of what a server did not take.
func (a *accounts) learn(u *used, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Code != codeSignIn {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	for server, secret := range u.secrets {
		a.refused[server] = secret
	}
}

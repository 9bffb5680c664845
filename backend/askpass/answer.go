package askpass

import (
	"context"
	"errors"

	"firstlight/backend/check"
)

// answer puts an enquiry to the person, unless she has answered it before. Once
// one was left without an answer the work cannot go well, and no other is put.
func (l *Line) answer(ctx context.Context, e enquiry) (string, error) {
	p := read(e.Prompt, e.Hint)
	l.mu.Lock()
	known, ok := l.known[e.Prompt]
	again := l.asked[e.Prompt] > 0
	l.asked[e.Prompt]++
	open := l.open
	l.mu.Unlock()
	switch {
	case ok:
		return known, nil
	case open != nil:
		return "", open.Err
	}
	answer := l.fromAccount(ctx, p)
	if answer != "" && !l.releases(p.server) {
		return "", errHeld
	}
	var err error
	if answer == "" {
		answer, err = l.out.Ask(ctx, p.question(again))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		if l.open == nil && (errors.Is(err, check.ErrNobody) || errors.Is(err, check.ErrDeclined)) {
			l.open = &Unanswered{Wanted: p.wanted(), Err: err}
		}
		return "", err
	}
	if p.web {
		l.known[e.Prompt] = answer
	}
	return answer, nil
}

// fromAccount returns what an account of the person's answers; empty where none
// does. A secret goes to the server that it is for, and with its own name only.
func (l *Line) fromAccount(ctx context.Context, p prompt) string {
	l.mu.Lock()
	account := l.account
	l.mu.Unlock()
	if account == nil || !p.secure {
		return ""
	}
	user, secret := account(ctx, p.server)
	switch {
	case secret == "":
		return ""
	case p.subject == username:
		return user
	case p.user == "" || p.user == user:
		return secret
	default:
		return ""
	}
}

package github

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/go-github/v62/github"
)

// session is one host asked with one token.
type session struct {
	host   host
	token  string
	client *github.Client
}

// errTooManyTurns says that a host leads from one address to the next.
var errTooManyTurns = errors.New("it leads from one address to the next without an end")

// open returns the session with a token at a host. It is the same as long as the
// token is, so that what was learnt serves again; that a host wants to be left
// alone is remembered whatever the token.
func (g *GitHub) open(h host, token string) *session {
	g.mu.Lock()
	defer g.mu.Unlock()
	before := g.sessions[h]
	if before != nil && before.token == token {
		return before
	}
	still, ok := g.pauses[h]
	if !ok {
		still = &pause{now: g.now}
		g.pauses[h] = still
	}
	client := github.NewClient(&http.Client{
		Transport: &wire{base: g.transport, host: h, api: h.api(), token: token, pause: still, known: newAnswers()},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			const turns = 5
			if len(via) > turns {
				return errTooManyTurns
			}
			return nil
		},
	})
	client.BaseURL = h.api()
	s := &session{host: h, token: token, client: client}
	g.sessions[h] = s
	return s
}

// session returns the session of whoever is signed in at the host.
func (g *GitHub) session(ctx context.Context, h host) (*session, error) {
	token, _, err := g.tokens.read(ctx, h)
	if err != nil {
		return nil, err
	}
	if token == "" {
		return nil, &Error{
			Code: CodeSignedOut, What: "You are not signed in to " + string(h) + " here",
			Why: "Firstlight has no token of yours for it", Next: "Sign in first",
		}
	}
	return g.open(h, token), nil
}

package github

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// ghLimit bounds the gh program, which may ask the keyring.
const ghLimit = 20 * time.Second

// SignOut is the ID of the fix that has a token forgotten.
const SignOut = "sign-out"

func (s *signIn) fixes(f check.Finding) []check.Fix {
	switch {
	case f.Status == check.OK:
		return []check.Fix{s.leave()}
	case f.Code != CodeNotSignedIn && f.Code != CodeScopes && f.Code != CodeExpired:
		return nil
	}
	var fixes []check.Fix
	if s.spec.Client != "" {
		fixes = append(fixes, s.byBrowser())
	}
	if _, err := s.runner.Find("gh"); err == nil {
		fixes = append(fixes, s.byGh())
	}
	fixes = append(fixes, s.byToken())
	if f.Code != CodeNotSignedIn {
		fixes = append(fixes, s.leave())
	}
	return fixes
}

// enterable returns the ways to sign in where that is what a claim wants, in a
// journey that has no step for it.
func (g *GitHub) enterable(h host, f check.Finding) []check.Fix {
	if h == "" || f.Code != CodeSignedOut && f.Code != CodeExpired {
		return nil
	}
	s := &signIn{GitHub: g, host: h, spec: SignInSpec{Host: string(h), Scopes: []string{"repo"}}}
	return s.fixes(check.NotYet(CodeNotSignedIn, f.Summary))
}

func (s *signIn) undo() string {
	return "Sign out here, and remove the token at " + s.host.page("/settings/tokens")
}

func (s *signIn) byBrowser() check.Fix {
	return check.Fix{
		ID: "browser", Title: "Sign in with your browser",
		Effect:    "You type a code into a page of " + string(s.host) + ", and Firstlight may then act in your name there.",
		Privilege: check.User,
		Undo:      "Sign out here, and take the right back at " + s.host.page("/settings/applications"),
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			token, err := s.device(ctx, out)
			if err != nil {
				return err
			}
			return s.accept(ctx, token, out)
		},
	}
}

func (s *signIn) byToken() check.Fix {
	return check.Fix{
		ID: "token", Title: "Paste a token",
		Effect:    "The token is kept in your keyring, or in memory only where there is none, and shown nowhere.",
		Privilege: check.User, Undo: s.undo(),
		Inputs: []check.Input{{
			Name: "token", Label: "Token", Secret: true, Pattern: `[A-Za-z0-9_.-]{20,255}`,
			Hint: fmt.Sprintf("Make one at %s with the scopes %s, and paste it here.", s.host.page("/settings/tokens/new"), strings.Join(s.spec.Scopes, ", ")),
		}},
		Apply: func(ctx context.Context, answers check.Answers, out check.Output) error {
			return s.accept(ctx, answers["token"], out)
		},
	}
}

func (s *signIn) byGh() check.Fix {
	ask := check.Run("gh", "auth", "token", "--hostname", string(s.host))
	return check.Fix{
		ID: "gh", Title: "Use the sign-in of the gh program",
		Effect:    "gh is asked for the token that it has for " + string(s.host) + ", and Firstlight keeps it too.",
		Privilege: check.User, Undo: s.undo(),
		Plan: func(check.Answers) []check.Command { return []check.Command{ask} },
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			out.Line("$ " + ask.String())
			result, err := s.runner.Run(ctx, process.Spec{
				Args: ask.Args, Private: true, Limit: ghLimit,
				// These are for any host of a company, and so might go to another.
				Env: []string{"GH_ENTERPRISE_TOKEN=", "GITHUB_ENTERPRISE_TOKEN="},
			})
			token := strings.TrimSpace(result.Stdout)
			if err != nil || token == "" {
				return &Error{
					Code: CodeSignedOut, What: "gh has no token for " + string(s.host),
					Why: "It was not signed in there, or cannot reach its own keyring", Next: "Sign in with gh auth login, or take another way here", Err: err,
				}
			}
			return s.accept(ctx, token, out)
		},
	}
}

// leave forgets the token.
func (s *signIn) leave() check.Fix {
	return check.Fix{
		ID: SignOut, Title: "Sign out", Back: true,
		Effect:    "Firstlight forgets its token for " + string(s.host) + "; at " + string(s.host) + " it stays good until you remove it there.",
		Privilege: check.User, Undo: "Sign in again",
		Inputs: []check.Input{{Name: "sure", Label: "Sign out?", Pattern: "(?i)y(es)?", Consent: true, Hint: "Type yes to have the token forgotten."}},
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			if err := s.tokens.forget(ctx, s.host); err != nil {
				return &Error{
					Code: CodeKeyring, What: "The token for " + string(s.host) + " could not be forgotten",
					Why: "The keyring was asked, and " + err.Error(), Next: "Remove the entry Firstlight in your keyring's own application", Err: err,
				}
			}
			out.Line("The token is forgotten. Remove it at " + s.host.page("/settings/tokens") + " as well if nothing else uses it.")
			return nil
		},
	}
}

// declined says that a person does not want to sign in.
func declined(err error) bool { return errors.Is(err, check.ErrDeclined) }

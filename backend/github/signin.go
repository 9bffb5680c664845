package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
)

// SignInSpec says where a person is to be signed in.
type SignInSpec struct {
	// Host is the host's name, such as "github.com".
	Host string
	// Client is the id of the OAuth app that the company registered there; empty
	// where there is none, and then nobody can sign in by the browser.
	Client string
	// Scopes are what the token must be allowed to do.
	Scopes []string
}

// The codes of SignIn's findings.
const (
	// CodeNotSignedIn: nobody signed in yet.
	CodeNotSignedIn = "sign-in/none"
	// CodeScopes: the token may not do all that is needed.
	CodeScopes = "sign-in/scopes"
)

// scopesHeader names what a token of the older kind may do.
const scopesHeader = "X-OAuth-Scopes"

// askedEvery is how often a host is asked without a sign of change.
const askedEvery = 5 * time.Minute

// signIn observes one claim that a person is signed in.
type signIn struct {
	*GitHub
	host host
	spec SignInSpec
}

// SignIn returns the check that the person is signed in to a host, with a token
// that may do what is needed.
func (g *GitHub) SignIn(spec SignInSpec) check.Check {
	s := &signIn{GitHub: g, host: hostOf(spec.Host), spec: spec}
	observe := func(ctx context.Context, out check.Output) check.Finding {
		f := s.observe(ctx, out)
		f.Hosts = []string{string(s.host)}
		return f
	}
	return check.Check{Observe: observe, Fixes: s.fixes, Watch: check.Watch{Every: askedEvery}}
}

func (s *signIn) observe(ctx context.Context, _ check.Output) check.Finding {
	token, kept, err := s.tokens.read(ctx, s.host)
	if err != nil {
		return cannotTell(err)
	}
	if token == "" {
		return check.NotYet(CodeNotSignedIn, "You are not signed in to "+string(s.host)+" here")
	}
	user, scopes, err := s.who(ctx, s.host, token)
	if err != nil {
		return s.refused(err)
	}
	facts := []check.Evidence{check.Literal("Signed in as", user), may(scopes), where(kept)}
	if missing := missing(s.spec.Scopes, scopes); len(missing) > 0 {
		return check.Fail(CodeScopes, "Your sign-in to "+string(s.host)+" may not do all that is needed",
			append(facts, check.Literal("Missing", strings.Join(missing, ", ")),
				check.Fact("What to do", "Sign in again, with a token that may do that too"))...)
	}
	f := check.Hold("You are signed in to "+string(s.host)+" as "+user, facts...)
	f.Names = []string{user}
	return f
}

// refused returns the finding for a question that was not answered: a token that
// the host does not take is no sign-in.
func (s *signIn) refused(err error) check.Finding {
	f := cannotTell(err)
	if f.Code == CodeExpired {
		f.Status = check.Failing
	}
	return f
}

// who returns whose token it is and what it may do; scopes are nil where the
// host does not say, as of tokens that are given their rights one by one.
func (g *GitHub) who(ctx context.Context, h host, token string) (user string, scopes []string, err error) {
	found, response, err := g.open(h, token).client.Users.Get(ctx, "")
	if err != nil {
		return "", nil, g.explain(h, err)
	}
	if values, ok := response.Header[http.CanonicalHeaderKey(scopesHeader)]; ok {
		scopes = []string{}
		for scope := range strings.SplitSeq(strings.Join(values, ","), ",") {
			if scope = strings.TrimSpace(scope); scope != "" {
				scopes = append(scopes, scope)
			}
		}
	}
	return found.GetLogin(), scopes, nil
}

func may(scopes []string) check.Evidence {
	switch {
	case scopes == nil:
		return check.Fact("May", "what was ticked when the token was made; it does not say what")
	case len(scopes) == 0:
		return check.Fact("May", "read what everyone may read")
	default:
		return check.Literal("May", strings.Join(scopes, ", "))
	}
}

func where(kept bool) check.Evidence {
	if kept {
		return check.Fact("Token", "is kept in your keyring")
	}
	return check.Fact("Token", "is kept in memory only, until Firstlight ends")
}

// missing returns those of the scopes wanted that a token does not have. Of a
// token that does not tell its rights nothing can be said to be missing.
func missing(wanted, has []string) []string {
	if has == nil {
		return nil
	}
	var lacks []string
	for _, want := range wanted {
		if !slices.ContainsFunc(has, func(scope string) bool { return slices.Contains(within(scope), want) }) {
			lacks = append(lacks, want)
		}
	}
	return lacks
}

// within returns a scope and those that it holds.
func within(scope string) []string {
	switch scope {
	case "repo":
		return []string{scope, "repo:status", "repo_deployment", "public_repo", "repo:invite", "security_events"}
	case "admin:org":
		return []string{scope, "write:org", "read:org"}
	case "write:org":
		return []string{scope, "read:org"}
	case "user":
		return []string{scope, "read:user", "user:email", "user:follow"}
	case "write:packages":
		return []string{scope, "read:packages"}
	case "admin:public_key":
		return []string{scope, "write:public_key", "read:public_key"}
	case "write:public_key":
		return []string{scope, "read:public_key"}
	default:
		return []string{scope}
	}
}

// accept keeps a token, once the host has taken it.
func (s *signIn) accept(ctx context.Context, token string, out check.Output) error {
	out.Progress(check.Progress{Phase: "Asking " + string(s.host) + " whose token it is"})
	user, _, err := s.who(ctx, s.host, token)
	if e := (*Error)(nil); errors.As(err, &e) && e.Code == CodeExpired {
		// She has only just given it, so there is no sign-in that has ended.
		return &Error{
			Code: CodeExpired, What: string(s.host) + " does not know this token", Why: "Not all of it was copied, it is for another host, or it has expired",
			Next: "Copy it once more, or make a new one", Link: s.host.page("/settings/tokens"), Err: err,
		}
	}
	if err != nil {
		return err
	}
	out.Line(fmt.Sprintf("%s knows you as %s.", s.host, user))
	if err := s.tokens.keep(ctx, s.host, token); err != nil {
		out.Line(fmt.Sprintf("The token is kept in memory only, until Firstlight ends: %v.", err))
		return nil
	}
	out.Line("The token is kept in your keyring.")
	return nil
}

package github

import (
	"errors"

	"firstlight/backend/check"
)

// Error is a failure to ask GitHub that a person can do something about.
type Error struct {
	// Code is a stable name for the reason, such as "github/offline".
	Code string
	// What happened, Why, and what to do Next: one plain sentence each, without
	// a full stop.
	What, Why, Next string
	// Link is the page on which to do it; empty where there is none.
	Link string
	// Err is the failure itself; may be nil.
	Err error
}

// The codes of the reasons for which GitHub cannot be asked.
const (
	// CodeOffline: no route leads out of this machine.
	CodeOffline = "github/offline"
	// CodeName: the name of the host cannot be looked up.
	CodeName = "github/name"
	// CodeUnreached: the host cannot be connected to.
	CodeUnreached = "github/unreached"
	// CodeSilent: the host does not answer in time.
	CodeSilent = "github/silent"
	// CodeProxy: the proxy on the way does not let it pass.
	CodeProxy = "github/proxy"
	// CodeIntercepted: somebody on the way answers with a certificate of his own.
	CodeIntercepted = "github/intercepted"
	// CodeCertificate: the host's certificate is not good.
	CodeCertificate = "github/certificate"
	// CodePortal: the network answers with a page of its own.
	CodePortal = "github/portal"
	// CodeAiling: the host answers that it is out of order.
	CodeAiling = "github/ailing"
	// CodeLimited: the host wants to be asked less often.
	CodeLimited = "github/limited"
	// CodeSignedOut: there is no token for the host.
	CodeSignedOut = "github/signed-out"
	// CodeExpired: the host does not take the token any more.
	CodeExpired = "github/expired"
	// CodeSingleSignOn: the organization wants the token to be authorized.
	CodeSingleSignOn = "github/single-sign-on"
	// CodeForbidden: the token has no right to what was asked.
	CodeForbidden = "github/forbidden"
	// CodeNotFound: what was asked for is not there, or not to be seen.
	CodeNotFound = "github/not-found"
	// CodeRefused: the host does not do what was asked, and says why.
	CodeRefused = "github/refused"
	// CodeGarbled: the answer is not understood.
	CodeGarbled = "github/garbled"
	// CodeKeyring: the keyring that holds the token does not answer.
	CodeKeyring = "github/keyring"
)

// Error says what happened, why, and what to do next.
func (e *Error) Error() string {
	text := e.What + ". " + e.Why + ". " + e.Next + "."
	if e.Link != "" {
		text += " " + e.Link
	}
	return text
}

// Unwrap returns the failure itself.
func (e *Error) Unwrap() error { return e.Err }

// evidence returns why it happened and what to do.
func (e *Error) evidence() []check.Evidence {
	facts := []check.Evidence{check.Fact("Why", e.Why), check.Fact("What to do", e.Next)}
	if e.Link != "" {
		facts = append(facts, check.Literal("Page", e.Link))
	}
	return facts
}

// cannotTell returns the finding for a question that GitHub did not answer.
func cannotTell(err error) check.Finding {
	var e *Error
	if !errors.As(err, &e) {
		return check.CannotTell(CodeGarbled, "GitHub gave no answer that is understood: "+err.Error())
	}
	return check.CannotTell(e.Code, e.What, e.evidence()...)
}

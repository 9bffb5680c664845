package github

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/google/go-github/v62/github"
)

// explain returns the plain reason for which a question to a host failed.
func (g *GitHub) explain(h host, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	var answer *github.ErrorResponse
	var otp *github.TwoFactorAuthError
	var limited *github.RateLimitError
	var abuse *github.AbuseRateLimitError
	switch {
	case errors.As(err, &limited):
		// It was not asked at all: the answer before was the last that it gives.
		return limitedUntil(h, limited.Rate.Reset.Time, err)
	case errors.As(err, &abuse):
		return limitedUntil(h, g.now().Add(max(abuse.GetRetryAfter(), firstPause)), err)
	case errors.As(err, &otp) && otp.Response != nil:
		return answered(h, otp.Response, otp.Message, err)
	case errors.As(err, &answer) && answer.Response != nil:
		return answered(h, answer.Response, messageOf(answer), err)
	default:
		return g.unreached(h, err)
	}
}

// messageOf returns what GitHub says of a refusal, with its particulars.
func messageOf(answer *github.ErrorResponse) string {
	text := answer.Message
	for _, e := range answer.Errors {
		if e.Message != "" {
			text += ": " + e.Message
		}
	}
	return strings.TrimSuffix(text, ".")
}

// answered says what it means that a host answered so.
func answered(h host, r *http.Response, message string, err error) error {
	e := &Error{Err: err}
	switch code := r.StatusCode; {
	case code == http.StatusUnauthorized:
		e.Code, e.What = CodeExpired, string(h)+" does not take your sign-in any more"
		e.Why, e.Next = "The token has expired or was revoked", "Sign in again"
	case code == http.StatusForbidden && singleSignOn(r) != "":
		e.Code, e.What = CodeSingleSignOn, "Your organization wants you to confirm this sign-in"
		e.Why, e.Next, e.Link = "It protects what it has with single sign-on, and has not let your token in yet", "Open the page and confirm it there", singleSignOn(r)
	case code == http.StatusForbidden:
		e.Code, e.What = CodeForbidden, string(h)+" does not let you do this"
		e.Why, e.Next = said(message, "Your token does not have the right"), "Sign in with a token that has the right, or ask whoever owns the repository for it"
		if needs := r.Header.Get("X-Accepted-GitHub-Permissions"); needs != "" {
			e.Next = "Give your token the right to " + needs + ", or ask whoever owns the repository"
		}
	case code == http.StatusNotFound, code == http.StatusGone, code == http.StatusUnavailableForLegalReasons:
		e.Code, e.What = CodeNotFound, string(h)+" shows you nothing at this address"
		e.Why = "It is not there, or you have no access to it: GitHub says the same of both"
		e.Next = "Ask whoever owns the repository whether you have been let in; accept the invitation if one came by e-mail"
	case code >= http.StatusInternalServerError:
		e.Code, e.What = CodeAiling, fmt.Sprintf("%s is out of order (%d)", h, code)
		e.Why, e.Next = "It answered with an error of its own; nothing is wrong with your machine", "Wait a little: it is asked again by itself"
		if h == dotCom {
			e.Link = "https://www.githubstatus.com"
		}
	default:
		e.Code, e.What = CodeRefused, fmt.Sprintf("%s did not do it (%d)", h, code)
		e.Why, e.Next = said(message, "It gave no reason"), "Put right what it names, then try again"
	}
	return e
}

// singleSignOn returns the page on which to authorize the token; empty where the
// host does not ask for it.
func singleSignOn(r *http.Response) string {
	rest, ok := strings.CutPrefix(r.Header.Get("X-GitHub-SSO"), "required; url=")
	if !ok || !strings.HasPrefix(rest, "https://") {
		return ""
	}
	return rest
}

func said(message, otherwise string) string {
	if message == "" {
		return otherwise
	}
	return "It says: " + message
}

// unreached says why no answer came.
func (g *GitHub) unreached(h host, err error) error {
	var (
		name      *net.DNSError
		unknown   x509.UnknownAuthorityError
		cert      *tls.CertificateVerificationError
		timeout   net.Error
		operation *net.OpError
	)
	e := &Error{Err: err, Code: CodeUnreached, What: string(h) + " cannot be reached"}
	switch {
	case errors.As(err, &name), errors.As(err, &operation) && operation.Op == "dial":
		if g.routed != nil && !g.routed() {
			e.Code, e.What = CodeOffline, string(h)+" cannot be asked without a network"
			e.Why, e.Next = "No route leads out of this machine", "Join a network, by cable or wireless; where you need a VPN, connect it too"
			return e
		}
		if name != nil {
			e.Code, e.What = CodeName, "The name of "+h.api().Hostname()+" cannot be looked up"
			e.Why, e.Next = "The name server says that there is no such name, or does not answer", "Connect the VPN if the host is behind it; otherwise leave the network and join it again"
			return e
		}
		e.Why, e.Next = "It refuses the connection, or something on the way does", "Connect the VPN if the host is behind it; otherwise ask whoever runs the network which proxy to use"
	case errors.As(err, &unknown):
		e.Code, e.What = CodeIntercepted, "Something on the way answers in the place of "+string(h)
		e.Why = "Its certificate is signed by " + issuer(cert, err) + ", whom this machine does not trust"
		e.Next = "Ask whoever runs the network whether the company reads what passes; if so, install its certificate. Nothing was sent"
	case errors.As(err, &cert):
		e.Code, e.What = CodeCertificate, "The certificate of "+string(h)+" is not good"
		e.Why, e.Next = strings.TrimPrefix(cert.Err.Error(), "x509: "), "Look at the clock of this machine first; then sign in where the network asks for it, or tell whoever runs the host"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Code, e.What = CodeSilent, string(h)+" did not answer in time"
		e.Why, e.Next = "The connection is slow, or something on the way swallows what is sent", "Try again; if it stays so, connect or disconnect the VPN"
	case strings.Contains(err.Error(), "Proxy Authentication Required"), strings.Contains(err.Error(), "proxyconnect"):
		e.Code, e.What = CodeProxy, "The proxy does not let you through to "+string(h)
		e.Why, e.Next = "It wants to know who asks, or does not answer", "Put right what HTTPS_PROXY says, or ask whoever runs the proxy to let the host pass"
	case garbled(err):
		e.Code, e.What = CodeGarbled, "The answer of "+string(h)+" is not understood"
		e.Why, e.Next = "It is of another form than it should be", "Try again; if it stays so, something on the way may change it, or Firstlight is older than what answers"
	default:
		e.Why, e.Next = "The connection was cut before the answer had come", "Try again; if it stays so, ask whoever runs the network"
	}
	return e
}

// garbled reports whether a whole answer came that could not be read.
func garbled(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind) || errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, errCut)
}

// issuer names who signed a certificate that is not trusted.
func issuer(cert *tls.CertificateVerificationError, err error) string {
	if errors.As(err, &cert) && len(cert.UnverifiedCertificates) > 0 {
		last := cert.UnverifiedCertificates[len(cert.UnverifiedCertificates)-1].Issuer
		if last.CommonName != "" {
			return last.CommonName
		}
		if len(last.Organization) > 0 {
			return last.Organization[0]
		}
	}
	return "somebody without a name"
}

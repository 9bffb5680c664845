package network

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	"firstlight/backend/network/layer"
)

// summary says of a problem, in one sentence, what held and what does not.
func (p problem) summary(hosts []string, reachedHere bool) string {
	var of []string
	for _, i := range p.hosts {
		of = append(of, hosts[i])
	}
	held := p.held(reachedHere)
	if t, err := layer.Parse(of[0]); err == nil && net.ParseIP(t.Host) != nil {
		held = strings.NewReplacer("the name resolves and connects", "it connects", "the name resolves, but ", "").Replace(held)
	}
	return names(of) + ": " + held + p.fails()
}

// held says what was passed before, as the beginning of a sentence.
func (p problem) held(reachedHere bool) string {
	if p.place != fromHost && reachedHere && p.result.Layer != layer.Trust {
		return "this machine reaches it, but "
	}
	switch p.result.Layer {
	case layer.Name:
		return ""
	case layer.Connect:
		if p.result.Via != "" {
			return ""
		}
		return "the name resolves, but "
	case layer.Proxy:
		return ""
	case layer.Trust:
		if p.result.Via != "" {
			return "the proxy connects, but "
		}
		return "the name resolves and connects, but "
	default:
		return "the name resolves and connects, but "
	}
}

// fails says what is wrong at the layer, from the place.
func (p problem) fails() string {
	if p.distrusts() || p.place == fromHost {
		return p.cause()
	}
	return p.place.who() + " finds that " + p.cause()
}

// distrusts reports whether it is the place that is at fault.
func (p problem) distrusts() bool {
	return p.result.Layer == layer.Trust && (p.result.Reason == layer.Untrusted || p.result.Reason == layer.NoAuthorities)
}

// cause says what is wrong at the layer.
func (p problem) cause() string {
	switch {
	case !p.distrusts():
		return wrong(p.result)
	case p.result.Reason == layer.NoAuthorities:
		return p.place.who() + " cannot read its list of those whom it trusts"
	default:
		return fmt.Sprintf("%s does not trust the certificate of %s", p.place.who(), issuer(p.result))
	}
}

// wrong says what is wrong at a layer, as the end of a sentence.
func wrong(r layer.Result) string {
	if r.Via != "" && (r.Layer == layer.Name || r.Layer == layer.Connect) {
		return "the proxy " + r.Via + " " + unconnected(r)
	}
	switch r.Layer {
	case layer.Name:
		switch r.Reason {
		case layer.NotFound:
			return "there is no such name"
		case layer.NameFailed:
			return "the name server fails to look it up"
		default:
			return "the name server does not answer"
		}
	case layer.Connect:
		return "it " + unconnected(r)
	case layer.Proxy:
		return "the proxy " + unpassed(r)
	case layer.Trust:
		return unsecure(r)
	default:
		return unanswered(r)
	}
}

func unconnected(r layer.Result) string {
	switch r.Reason {
	case layer.NotFound:
		return "is not found: there is no such name"
	case layer.NoNameServer:
		return "cannot be looked up: the name server does not answer"
	case layer.NameFailed:
		return "cannot be looked up: the name server fails"
	case layer.Refused:
		return "refuses the connection"
	case layer.Silent:
		return "does not answer"
	case layer.Unreachable:
		return "cannot be reached from this network"
	case layer.Forbidden:
		return "may not be connected to: this machine forbids it"
	case layer.Cut:
		return "cuts the connection"
	default:
		return said(r.Said, "cannot be connected to")
	}
}

func unpassed(r layer.Result) string {
	via := r.Via
	switch r.Reason {
	case layer.Unreadable:
		return "that is set is no address"
	case layer.SignIn:
		return via + " asks for a sign-in"
	case layer.Denied:
		return via + " does not let it pass" + bracketed(r.Status)
	case layer.NoWay:
		return via + " cannot reach it" + bracketed(r.Status)
	case layer.Silent:
		return via + " accepts the connection and then says nothing"
	case layer.Cut:
		return via + " cuts the connection"
	case layer.Untrusted, layer.Expired, layer.Early, layer.WrongName, layer.NoAuthorities:
		return via + " has a certificate that is not trusted"
	case layer.Garbled:
		return via + " does not answer as a proxy does"
	default:
		return said(r.Said, via+" does not work")
	}
}

func unsecure(r layer.Result) string {
	switch r.Reason {
	case layer.Expired:
		return "its certificate" + signed(r) + " ran out" + day(" on ", r)
	case layer.Early:
		return "its certificate" + signed(r) + " is not good yet" + day(", only from ", r)
	case layer.WrongName:
		return "its certificate" + signed(r) + " is for another name"
	case layer.Garbled:
		return "what answers does not speak TLS"
	case layer.Silent:
		return "it says nothing when TLS is to begin"
	case layer.Cut:
		return "the connection is cut when TLS begins"
	default:
		return said(r.Said, "TLS fails")
	}
}

func unanswered(r layer.Result) string {
	switch r.Reason {
	case layer.Ailing:
		return "it answers that it is out of order" + bracketed(r.Status)
	case layer.Silent:
		return "it says nothing"
	case layer.Cut:
		return "it cuts the connection"
	default:
		return "what answers speaks something else"
	}
}

// said adds the words of the system to a clause, where there are any.
func said(words, clause string) string {
	if words == "" {
		return clause
	}
	return clause + ": " + words
}

func bracketed(status string) string {
	if status == "" {
		return ""
	}
	return " (" + status + ")"
}

func signed(r layer.Result) string {
	if r.Issuer == "" {
		return ""
	}
	return " of " + r.Issuer
}

// day says when a certificate's time ends or begins, where that was seen.
func day(link string, r layer.Result) string {
	if r.Until.IsZero() {
		return ""
	}
	return link + r.Until.Format("2 January 2006")
}

// issuer names who signed a certificate that is not trusted.
func issuer(r layer.Result) string {
	if r.Issuer == "" {
		return "an authority that could not be seen"
	}
	return r.Issuer
}

// amount returns a count and what is counted.
func amount(n int, what string) string { return strconv.Itoa(n) + " " + what }

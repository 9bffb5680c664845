// Package layer reaches a host as a program would, one layer after another: its
// name, the connection, the proxy on the way, the certificate, the answer. It
// says at which layer that ended, and what was seen there.
//
// The package starts no program and imports nothing of this project, so that
// the same code runs in a container.
package layer

import "time"

// Layer is one part of the way to a host.
type Layer string

// The layers, in the order in which they are passed.
const (
	// Name is the look-up of the name.
	Name Layer = "name"
	// Connect is the connection to the host, or to the proxy on the way to it.
	Connect Layer = "connect"
	// Proxy is the proxy's passing on.
	Proxy Layer = "proxy"
	// Trust is TLS with a certificate that is trusted.
	Trust Layer = "trust"
	// Answer is an answer in what is spoken there.
	Answer Layer = "answer"
)

// Reason is why a layer was not passed.
type Reason string

// The reasons.
const (
	// NotFound: there is no such name.
	NotFound Reason = "not-found"
	// NoNameServer: the name server gives no answer.
	NoNameServer Reason = "no-name-server"
	// NameFailed: the name server cannot find out about this name.
	NameFailed Reason = "name-failed"
	// Refused: the host says that nothing listens there.
	Refused Reason = "refused"
	// Silent: nothing came in time.
	Silent Reason = "silent"
	// Unreachable: there is no way there from this network.
	Unreachable Reason = "unreachable"
	// Forbidden: this machine itself does not let the connection out.
	Forbidden Reason = "forbidden"
	// Cut: the connection was closed in the middle.
	Cut Reason = "cut"
	// Unreadable: a setting of the proxy is no address.
	Unreadable Reason = "unreadable"
	// SignIn: the proxy wants to know who asks.
	SignIn Reason = "sign-in"
	// Denied: the proxy does not pass this on.
	Denied Reason = "denied"
	// NoWay: the proxy cannot reach the host.
	NoWay Reason = "no-way"
	// Untrusted: nobody who is trusted signed the certificate.
	Untrusted Reason = "untrusted"
	// NoAuthorities: the list of those who are trusted cannot be read.
	NoAuthorities Reason = "no-authorities"
	// Expired: the certificate's time has run out.
	Expired Reason = "expired"
	// Early: the certificate's time has not begun.
	Early Reason = "early"
	// WrongName: the certificate is for other names.
	WrongName Reason = "wrong-name"
	// Garbled: what answers speaks something else.
	Garbled Reason = "garbled"
	// Ailing: the host answers that it is out of order.
	Ailing Reason = "ailing"
	// Other: something else, which Said tells.
	Other Reason = "other"
)

// Result is how far the way to one host led.
type Result struct {
	// Host is the host as it was asked for.
	Host string `json:"host"`
	// Layer is the one that was not passed; empty when the host was reached.
	Layer Layer `json:"layer,omitempty"`
	// Reason is why it was not.
	Reason Reason `json:"reason,omitempty"`
	// Via is the host and port of the proxy on the way; empty without one.
	Via string `json:"via,omitempty"`
	// Address is where the name leads, when that is this machine or none.
	Address string `json:"address,omitempty"`
	// Issuer is the authority that vouches for the certificate.
	Issuer string `json:"issuer,omitempty"`
	// Company says that the authority is trusted here, and is none of those
	// that are trusted everywhere.
	Company bool `json:"company,omitempty"`
	// Until is the last day of a certificate that has expired, or the first of
	// one whose time has not begun.
	Until time.Time `json:"until,omitzero"`
	// Status is the status of the answer that was seen last, such as "403
	// Forbidden".
	Status string `json:"status,omitempty"`
	// Said is what was seen in the words of the system, without secrets and
	// without what differs from one try to the next.
	Said string `json:"said,omitempty"`
}

// Reached reports whether every layer was passed.
func (r Result) Reached() bool { return r.Layer == "" }

// at returns the result with the layer that was not passed.
func (r Result) at(l Layer, why Reason) Result {
	r.Layer, r.Reason = l, why
	return r
}

// said returns the result with the words of the system.
func (r Result) said(text string) Result {
	r.Said = text
	return r
}

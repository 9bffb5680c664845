package layer

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Protocol is what is spoken with a host once it is connected.
type Protocol string

// The protocols that a target can speak.
const (
	HTTPS Protocol = "https"
	HTTP  Protocol = "http"
	SSH   Protocol = "ssh"
	// TCP is a host of which only the connection can be told.
	TCP Protocol = "tcp"
)

// Target is a host that is to be reached, and what is spoken there.
type Target struct {
	// Text is the host as it was asked for.
	Text string
	// Protocol is what is spoken there.
	Protocol Protocol
	// Host is a name or an address, without brackets; Port is a number.
	Host, Port string
	// Path is what is asked for where HTTP is spoken; it starts with a slash.
	Path string
}

// Parse reads a host as people write it: a name, a name with a port, or an
// address such as https://host/path or ssh://host. A name alone speaks HTTPS;
// a port that says nothing of what is spoken there is only connected to.
func Parse(text string) (Target, error) {
	t := Target{Text: text, Path: "/"}
	rest := strings.TrimSpace(text)
	if scheme, after, ok := strings.Cut(rest, "://"); ok {
		switch p := Protocol(strings.ToLower(scheme)); p {
		case HTTPS, HTTP, SSH:
			t.Protocol = p
		default:
			return Target{}, fmt.Errorf("%q is no kind of address that can be reached; https, http and ssh are", scheme)
		}
		address, err := url.Parse(string(t.Protocol) + "://" + after)
		if err != nil {
			return Target{}, errors.New("it is not an address")
		}
		if _, secret := address.User.Password(); secret {
			return Target{}, errors.New("a password does not belong in it")
		}
		t.Host, t.Port = address.Hostname(), address.Port()
		if address.Path != "" {
			t.Path = address.Path
		}
	} else if host, port, err := net.SplitHostPort(rest); err == nil {
		t.Host, t.Port = host, port
	} else {
		t.Host = strings.TrimSuffix(strings.TrimPrefix(rest, "["), "]")
	}
	if t.Host == "" || strings.ContainsAny(t.Host, " \t\r\n/@\\") {
		return Target{}, errors.New("it names no host")
	}
	if t.Port == "" {
		t.Port = map[Protocol]string{HTTP: "80", SSH: "22"}[t.Protocol]
	}
	if t.Port == "" {
		t.Port = "443"
	}
	if n, err := strconv.Atoi(t.Port); err != nil || n < 1 || n > 65535 {
		return Target{}, fmt.Errorf("%q is no port", t.Port)
	}
	if t.Protocol == "" {
		t.Protocol = spokenAt(t.Port)
	}
	return t, nil
}

// spokenAt returns what is commonly spoken at a port.
func spokenAt(port string) Protocol {
	switch port {
	case "443", "8443":
		return HTTPS
	case "80":
		return HTTP
	case "22":
		return SSH
	default:
		return TCP
	}
}

// Address returns host:port.
func (t Target) Address() string { return net.JoinHostPort(t.Host, t.Port) }

// URL returns the address to ask for where HTTP is spoken, without the port
// that goes without saying.
func (t Target) URL() *url.URL {
	host := t.Address()
	if t.Protocol == HTTPS && t.Port == "443" || t.Protocol == HTTP && t.Port == "80" {
		host = strings.TrimSuffix(host, ":"+t.Port)
	}
	return &url.URL{Scheme: string(t.Protocol), Host: host, Path: t.Path}
}

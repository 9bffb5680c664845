package network

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

const (
	// gitLimit bounds git's way to one host.
	gitLimit = 10 * time.Second
	// gitsAtOnce is how many hosts git reaches for at a time.
	gitsAtOnce = 8
)

// gitQuiet keep git's words the same everywhere, keep it from asking anything
// of anybody, and from going another way than over http.
func gitQuiet() []string {
	return []string{
		"LC_ALL=C", "LANGUAGE=", "GIT_CEILING_DIRECTORIES=" + os.TempDir(),
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS=", "SSH_ASKPASS_REQUIRE=never",
		"GIT_ALLOW_PROTOCOL=http:https", "GIT_CURL_VERBOSE=1", "GIT_TRACE_REDACT=1",
	}
}

// git starts git outside of any repository.
func (n *Network) git(ctx context.Context, limit time.Duration, args ...string) (process.Result, error) {
	return n.apart(ctx, process.Spec{Args: append([]string{"git"}, args...), Env: gitQuiet(), Limit: limit})
}

// fromGit has git reach for what is spoken over https or http: with its own
// proxy and authorities, with no credentials, and to no other host. See is what
// this machine found of the same hosts, which git's words leave out.
func (n *Network) fromGit(ctx context.Context, targets []layer.Target, seen []layer.Result) report {
	rep := report{place: fromGit, results: make([]*layer.Result, len(targets))}
	if !n.has("git") {
		rep.untold = "git is not installed"
		return rep
	}
	var asking sync.WaitGroup
	room := make(chan struct{}, gitsAtOnce)
	for i, t := range targets {
		if t.Protocol != layer.HTTPS && t.Protocol != layer.HTTP {
			continue
		}
		asking.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			rep.results[i] = n.gitReaches(ctx, t, seen[i])
		})
	}
	asking.Wait()
	return rep
}

// gitReaches has git ask one host for a repository, and returns nil where that
// tells nothing.
func (n *Network) gitReaches(ctx context.Context, t layer.Target, seen layer.Result) *layer.Result {
	result, err := n.git(ctx, cmp.Or(n.limit, gitLimit),
		"-c", "credential.helper=", "-c", "credential.interactive=false", "-c", "core.askPass=",
		"-c", "http.extraHeader=", "-c", "http.cookieFile=", "-c", "http.followRedirects=false",
		"ls-remote", "--quiet", t.URL().String())
	r := layer.Result{Host: t.Text}
	var exit *process.ExitError
	var limit *process.LimitError
	switch {
	case err == nil:
		return &r
	case errors.As(err, &exit):
		heard := hearGit(result.Output)
		if heard.other {
			return nil
		}
		r.Layer, r.Reason, r.Status, r.Said = heard.layer, heard.reason, heard.status, heard.said
	case errors.As(err, &limit):
		r.Layer, r.Reason = gitStage(result.Output), layer.Silent
	default:
		return nil
	}
	if !r.Reached() {
		n.explain(ctx, t, seen, &r)
	}
	return &r
}

// explain adds to what git said what it leaves out: the proxy that it goes
// through and who signed the certificate, as can be seen on the same way.
func (n *Network) explain(ctx context.Context, t layer.Target, seen layer.Result, r *layer.Result) {
	via := n.gitProxy(ctx, t.URL())
	if via != nil {
		r.Via = layer.HostPort(via)
	}
	switch {
	case r.Via == seen.Via:
	case via != nil && via.User != nil:
		// Its password is not known here, and a wrong one may shut the door.
		seen = layer.Result{}
	default:
		way := n.way()
		way.Proxy = func(*url.URL) (*url.URL, error) { return via, nil }
		seen = way.Try(ctx, t)
	}
	r.Issuer = seen.Issuer
	// Git names a layer, and often not the reason, which the way itself tells.
	if vague := r.Reason == layer.Other || r.Reason == layer.NotFound || r.Reason == layer.Untrusted; vague && seen.Layer == r.Layer {
		r.Reason, r.Until = seen.Reason, seen.Until
	}
	if r.Status == "" && seen.Layer == r.Layer {
		r.Status = seen.Status
	}
}

// gitProxy returns the proxy that git goes through to an address, nil without
// one: its own setting, or else what the library that it uses is told by the
// environment.
func (n *Network) gitProxy(ctx context.Context, to *url.URL) *url.URL {
	own, set := n.gitValue(ctx, "http.proxy", to)
	if !set {
		own = n.env().curlProxy(to.Scheme)
	}
	if own == "" || n.env().passesBy(to) {
		return nil
	}
	// What git prints comes without the passwords in it.
	before, after, hidden := strings.Cut(own, redacted+"@")
	if hidden {
		own = before + after
	}
	address, err := readProxy(own)
	if err != nil {
		return nil
	}
	if hidden {
		address.User = url.User(redacted)
	}
	return address
}

// redacted stands where a secret was in what a program printed.
const redacted = "[redacted]"

// gitValue returns git's setting of the name for an address.
func (n *Network) gitValue(ctx context.Context, name string, to *url.URL) (value string, set bool) {
	result, err := n.git(ctx, gitLimit, "config", "--get-urlmatch", name, to.String())
	if err != nil {
		return "", false
	}
	return strings.TrimRight(result.Stdout, "\r\n"), true
}

// setting is one value of git's configuration.
type setting struct {
	key, value string
	// scope is "system", "global" or another; file is where the value stands.
	scope, file string
}

// gitSettings returns what git is told under a name, of every address.
func (n *Network) gitSettings(ctx context.Context, name string) []setting {
	section, variable, _ := strings.Cut(name, ".")
	result, err := n.git(ctx, gitLimit, "config", "--show-scope", "--show-origin", "--null", "--get-regexp",
		`^`+section+`\.(.*\.)?`+strings.ToLower(variable)+`$`)
	if err != nil {
		return nil // None is set, or there is no git.
	}
	var found []setting
	fields := strings.Split(result.Stdout, "\x00")
	for len(fields) >= 3 {
		key, value, _ := strings.Cut(fields[2], "\n")
		found = append(found, setting{key: key, value: value, scope: fields[0], file: strings.TrimPrefix(fields[1], "file:")})
		fields = fields[3:]
	}
	return found
}

// loopback reports whether an address of a proxy is one of this machine alone.
func loopback(address *url.URL) bool { return isSelf(address.Hostname()) }

// isSelf reports whether a host is this machine, whichever it is.
func isSelf(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

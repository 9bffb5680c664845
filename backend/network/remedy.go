package network

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// todo is what a person can do where no command would.
func todo(text string) []check.Evidence {
	return []check.Evidence{check.Fact("What to do", text)}
}

// remedy returns the ways out of a problem: fixes where commands can help, and
// otherwise what to do.
func (s sight) remedy(ctx context.Context, p problem) ([]check.Fix, []check.Evidence) {
	switch r := p.result; {
	case p.distrusts():
		return s.trusting(ctx, p)
	case p.place == fromGit && strings.Contains(r.Said, "revocation"):
		return []check.Fix{setGit("git-revocation", "Have git not ask whether certificates were revoked",
			"git takes a certificate that Windows trusts without asking whether it was revoked since, which nobody can tell of the company's own",
			"http.schannelCheckRevoke", "false", nil)}, nil
	case p.place == fromGit && s.reachedHere(p):
		return s.goingAsHere(ctx, p)
	case p.place == fromContainer && s.reachedHere(p):
		return s.openingContainers(p)
	case r.Layer == layer.Proxy, r.Via != "":
		return nil, todo(proxyAdvice(r))
	case r.Layer == layer.Trust:
		return nil, todo(trustAdvice(r))
	}
	if via, ok := s.gitKnowsTheWay(ctx, p); ok {
		return nil, todo("git reaches it through the proxy " + shown(via) + ": tell the other programs too, by setting HTTPS_PROXY in " + process.SetIn + ", and log in again")
	}
	return nil, todo(wayAdvice(p.result))
}

// trusting returns the ways to trust who signed a certificate.
func (s sight) trusting(ctx context.Context, p problem) ([]check.Fix, []check.Evidence) {
	known, file := s.known(p)
	switch p.place {
	case fromHost:
		return s.installAuthority(p.result)
	case fromContainer:
		return nil, todo("Have your images trust it: copy the company's certificate to /usr/local/share/ca-certificates/ in the Dockerfile, and run update-ca-certificates there")
	}
	if !known && p.result.Reason == layer.Untrusted {
		return nil, todo("Have this machine trust it first: ask whoever looks after it for the certificate of " + issuer(p.result))
	}
	switch p.place {
	case fromGit:
		return s.gitTrusting(ctx, p, file)
	case fromNpm:
		return s.npmTrusting(ctx, file)
	default:
		return s.pipTrusting(ctx, file)
	}
}

// known reports whether this machine trusts who signed the certificate, and the
// file in which that stands.
func (s sight) known(p problem) (bool, string) {
	files := s.env().authorities()
	file, ok := files.naming(issuer(p.result))
	if !ok && p.result.Reason == layer.NoAuthorities {
		file = files.first()
	}
	return ok || s.reachedHere(p), file
}

// installAuthority adds the company's authority to those whom the system
// trusts. Its certificate is never taken from the network: whoever can alter
// what is sent could send that too.
func (s sight) installAuthority(r layer.Result) ([]check.Fix, []check.Evidence) {
	advice := todo(fmt.Sprintf("Ask whoever looks after this machine for the certificate of %s, and whether it is the company's; then install it", issuer(r)))
	plan, undo := s.installing("FILE")
	if len(plan) == 0 {
		return nil, advice
	}
	return []check.Fix{{
		ID: "install-authority", Title: "Trust the company's certificate on this machine",
		Effect:    "Programs that ask the system trust whatever this certificate has signed, on the whole of the web; take only one that your company gave you. What runs already, such as Docker, reads it when it starts anew",
		Privilege: check.Admin, Undo: undo,
		Inputs: []check.Input{{
			Name: "file", Label: "The certificate's file", Pattern: `[^-].*`,
			Hint: "Give the whole path of the file that your company gave you; its first line is -----BEGIN CERTIFICATE-----.",
		}},
		Plan: func(a check.Answers) []check.Command {
			plan, _ := s.installing(a["file"])
			return plan
		},
	}}, advice
}

// gitKnowsTheWay returns git's proxy where git reached what this machine did
// not.
func (s sight) gitKnowsTheWay(ctx context.Context, p problem) (*url.URL, bool) {
	for _, rep := range s.reports {
		if rep.place != fromGit || p.place != fromHost {
			continue
		}
		i := p.hosts[0]
		if r := rep.results[i]; r != nil && r.Reached() {
			via := s.gitProxy(ctx, s.targets[i].URL())
			return via, via != nil
		}
	}
	return nil, false
}

func proxyAdvice(r layer.Result) string {
	switch r.Reason {
	case layer.SignIn:
		text := "The proxy wants to know who asks"
		if r.Said != "" {
			text += ", by " + r.Said
		}
		return text + ": put your name and password for it into its address, or run a local helper that signs in for you"
	case layer.Unreadable:
		return "Give the proxy as http://host:port; the claim about proxies says where it stands"
	case layer.Denied:
		return "Ask whoever runs the proxy to let this host pass"
	case layer.NoWay:
		return "Ask whoever runs the proxy whether it can reach this host; a host of your company may have to go past it, by NO_PROXY"
	}
	return "Connect the VPN if the proxy is behind it; where you need no proxy now, take it out of HTTPS_PROXY and the settings of git"
}

func trustAdvice(r layer.Result) string {
	switch r.Reason {
	case layer.Expired, layer.Early:
		return "Look at the clock of this machine first; if it is right, tell whoever runs the host"
	case layer.WrongName:
		return "You may be led to another host: sign in where the network asks for it, or tell whoever runs the host"
	}
	return "Something on the way does not let TLS pass: ask whoever runs the network"
}

func wayAdvice(r layer.Result) string {
	switch {
	case r.Layer == layer.Name && r.Reason == layer.NotFound:
		return "Connect the VPN if the name is one of your company's; otherwise look at how it is spelt"
	case r.Layer == layer.Name:
		return "Connect the VPN if the name server is behind it; otherwise leave the network and join it again"
	case r.Layer == layer.Answer:
		return "Tell whoever runs the host, and try again later"
	case r.Reason == layer.Refused:
		return "Nothing listens there, or a firewall says so: tell whoever runs the host"
	}
	return "Connect the VPN if the host is behind it; otherwise ask whoever runs the network to let this machine reach it, or which proxy to use"
}

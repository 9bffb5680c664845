package network

import (
	"context"
	"net/url"
	"runtime"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// gitTrusting has git trust whom this machine trusts.
func (s sight) gitTrusting(ctx context.Context, p problem, file string) ([]check.Fix, []check.Evidence) {
	if own := s.env().get("GIT_SSL_CAINFO"); own != "" {
		return nil, todo("The variable GIT_SSL_CAINFO has git read only " + s.env().short(own) + ": take it out of " + process.SetIn + ", and log in again")
	}
	var before []check.Command
	switch {
	case runtime.GOOS == "windows":
		old, _ := s.gitHas(ctx, "http.sslBackend", s.targets[p.hosts[0]].URL())
		return []check.Fix{setGit("git-trust", "Have git trust whom Windows trusts", "git asks Windows whom to trust, as browsers do", "http.sslBackend", "schannel", old)}, nil
	case file == "":
		before, file = s.exporting()
	}
	if file == "" {
		return nil, todo("Have git read the company's certificate: git config --global http.sslCAInfo FILE")
	}
	old, key := s.gitHas(ctx, "http.sslCAInfo", s.targets[p.hosts[0]].URL())
	fix := setGit("git-trust", "Have git trust whom this machine trusts", "git reads whom to trust from "+s.env().short(file), key, file, old)
	plan := slices.Concat(before, fix.Plan(nil))
	fix.Plan = func(check.Answers) []check.Command { return plan }
	return []check.Fix{fix}, nil
}

// gitHas returns git's setting that holds for an address, and the key to change
// it by. The setting is nil where there is none.
func (n *Network) gitHas(ctx context.Context, name string, to *url.URL) (*setting, string) {
	value, set := n.gitValue(ctx, name, to)
	if !set {
		return nil, name
	}
	all := n.gitSettings(ctx, name)
	for _, s := range slices.Backward(all) {
		if s.value == value {
			return &s, s.key
		}
	}
	return nil, name
}

// global reports whether a setting stands where git config --global writes.
func (n *Network) global(s *setting) bool {
	return s != nil && s.scope == "global" && slices.Contains(n.env().gitFiles(), s.file)
}

// setGit sets a value of git for the person. Old is what held before, if any.
func setGit(id, title, effect, key, value string, old *setting) check.Fix {
	undo := "git config --global --unset " + key
	if old != nil && old.scope == "global" && !secret(old.value) {
		undo = check.Run("git", "config", "--global", key, old.value).String()
	}
	return check.Fix{
		ID: id, Title: title, Effect: effect, Privilege: check.User, Undo: undo,
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("git", "config", "--global", key, value)}
		},
	}
}

// unsetGit takes a setting of the person away.
func unsetGit(id, title, effect string, old setting) check.Fix {
	undo := check.Run("git", "config", "--global", old.key, old.value).String()
	if secret(old.value) {
		undo = "Set " + old.key + " again; its value holds a password, and is not shown"
	}
	return check.Fix{
		ID: id, Title: title, Effect: effect, Privilege: check.User, Undo: undo,
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("git", "config", "--global", "--unset-all", old.key)}
		},
	}
}

// secret reports whether the address of a proxy holds what must not be shown.
func secret(address string) bool { return strings.Contains(address, "@") }

// goingAsHere has git go the way on which this machine reached the hosts.
func (s sight) goingAsHere(ctx context.Context, p problem) ([]check.Fix, []check.Evidence) {
	to := s.targets[p.hosts[0]].URL()
	own, key := s.gitHas(ctx, "http.proxy", to)
	here := s.seen[p.hosts[0]].Via
	const id, title = "git-proxy", "Have git go the way that this machine goes"
	switch {
	case own != nil && s.global(own):
		return []check.Fix{unsetGit(id, title, "git no longer goes through a proxy of its own, but as the environment says", *own)}, nil
	case own != nil && here == "":
		return []check.Fix{setGit(id, title, "git goes to "+to.Host+" without a proxy", key, "", own)}, nil
	case here == "":
		return nil, todo(s.gitAdvice(p.result))
	}
	through := s.env().proxies().HTTPSProxy
	if to.Scheme == "http" {
		through = s.env().proxies().HTTPProxy
	}
	if secret(through) {
		return nil, todo("Have git use the proxy of your environment, whose address holds a password: git config --global http.proxy \"$HTTPS_PROXY\"")
	}
	return []check.Fix{setGit(id, title, "git goes through the proxy "+here, key, through, own)}, nil
}

// gitAdvice says what to do about git alone where no setting of it is known.
func (s sight) gitAdvice(r layer.Result) string {
	if r.Via != "" {
		return "The environment sends git through the proxy " + r.Via + ": look at the variables http_proxy, https_proxy and all_proxy"
	}
	return "Try it with: GIT_CURL_VERBOSE=1 git ls-remote https://HOST/, and show the end of it to whoever runs the network"
}

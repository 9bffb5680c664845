package network_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
)

func TestHostsThatAreReached(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	acme := networktest.NewAuthority(t, "Acme Root CA")
	file := networktest.File(t, acme)
	b.set("SSL_CERT_FILE=" + file)
	b.run("git", "config", "--global", "http.sslCAInfo", file)
	web := "https://" + networktest.HTTPS(t, acme.Certificate("127.0.0.1"), nil)
	other := "https://" + networktest.HTTPS(t, acme.Certificate("127.0.0.1"), nil)
	ssh := "ssh://" + networktest.Greeting(t, "SSH-2.0-x\r\n")
	want(t, observe(t, b.room().Reach(network.Spec{Hosts: []string{web}, From: []string{"host", "git"}})), "",
		web+" is reached from this machine and git")
	f := observe(t, b.room().Reach(network.Spec{Hosts: []string{web, other}, From: []string{"host"}}))
	want(t, f, "", web+" and "+other+" are reached from this machine")
	if got := fact(t, f, "Certificates"); !strings.HasPrefix(got, "signed by Acme Root CA, which is trusted here but not everywhere") {
		t.Errorf("certificates: %s", got)
	}
	f = observe(t, b.room().Reach(network.Spec{Hosts: []string{ssh, web, other}, From: []string{"git", "host"}}))
	want(t, f, "", ssh+" and 2 more are reached from this machine and git")
	if got := fact(t, f, ssh); got != "reached from this machine" {
		t.Errorf("%s: %s", ssh, got)
	}
}

func TestGitThatDoesNotTrustTheCompany(t *testing.T) {
	t.Parallel()
	company := networktest.NewAuthority(t, "Acme Proxy CA")
	proxy := (&networktest.Proxy{Intercept: company}).Start(t)
	transparent := "https://" + strings.Replace(networktest.HTTPS(t, company.Certificate("localhost"), nil), "127.0.0.1", "localhost", 1)
	missing := "/nowhere/authorities.pem"
	for name, test := range map[string]struct {
		host, held string
		env        []string
		settings   [][2]string
		summary    string
	}{
		"which opens what goes through the proxy": {
			host: "harbour.test", env: []string{"https_proxy=http://" + proxy},
			summary: "harbour.test: the proxy connects, but git does not trust the certificate of Acme Proxy CA",
		},
		"which opens what goes by": {
			host:    transparent,
			summary: transparent + ": the name resolves and connects, but git does not trust the certificate of Acme Proxy CA",
		},
		"since it reads a file of others": {
			host: transparent, settings: [][2]string{{"http.sslCAInfo", networktest.File(t, networktest.NewAuthority(t, "Another CA"))}},
			summary: transparent + ": the name resolves and connects, but git does not trust the certificate of Acme Proxy CA",
		},
		"since it is told to for this host": {
			host: transparent, settings: [][2]string{
				{"http.sslCAInfo", networktest.File(t, company)}, {"http." + transparent + "/.sslCAInfo", networktest.File(t, networktest.NewAuthority(t, "Another CA"))},
			},
			summary: transparent + ": the name resolves and connects, but git does not trust the certificate of Acme Proxy CA",
		},
		"since its file is gone": {
			host: transparent, settings: [][2]string{{"http.sslCAInfo", missing}},
			summary: transparent + ": the name resolves and connects, but git cannot read its list of those whom it trusts",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, append(test.env, "SSL_CERT_FILE="+networktest.File(t, company))...)
			for _, s := range test.settings {
				b.run("git", "config", "--global", s[0], s[1])
			}
			c := b.room().Reach(network.Spec{Hosts: []string{test.host}, From: []string{"git"}})
			f := observe(t, c)
			want(t, f, "network/git-trust", test.summary)
			before := f
			fix := b.apply(c, f)
			f = observe(t, c)
			want(t, f, "", test.host+" is reached from git")
			b.undo(fix)
			if after := observe(t, c); !after.Same(before) {
				t.Errorf("after the undo: %s: %s", after.Code, after.Summary)
			}
		})
	}
}

func TestGitThatIsToldByTheEnvironmentWhomToTrust(t *testing.T) {
	t.Parallel()
	company := networktest.NewAuthority(t, "Acme Proxy CA")
	host := "https://" + networktest.HTTPS(t, company.Certificate("127.0.0.1"), nil)
	b := newBench(t, "SSL_CERT_FILE="+networktest.File(t, company))
	b.set("GIT_SSL_CAINFO=" + b.write("own.pem", string(networktest.NewAuthority(t, "Another CA").PEM())))
	c := b.room().Reach(network.Spec{Hosts: []string{host}, From: []string{"git"}})
	f := observe(t, c)
	want(t, f, "network/git-trust", host+": it connects, but git does not trust the certificate of Acme Proxy CA")
	if got := fact(t, f, "What to do"); !strings.Contains(got, "GIT_SSL_CAINFO has git read only ~/own.pem") {
		t.Errorf("what to do: %s", got)
	}
	if fixes := c.Fixes(f); len(fixes) != 0 {
		t.Errorf("fixes %v", fixes)
	}
}

func TestMachineThatDoesNotTrustTheCompany(t *testing.T) {
	t.Parallel()
	company := networktest.NewAuthority(t, "Acme Proxy CA")
	proxy := (&networktest.Proxy{Intercept: company}).Start(t)
	b := newBench(t, "HTTPS_PROXY=http://"+proxy)
	b.install("update-ca-certificates")
	c := b.room().Reach(network.Spec{Hosts: []string{"harbour.test", "quay.test"}, From: []string{"host", "git"}})
	f := observe(t, c)
	// Git fails alike, and the one cause is told once.
	want(t, f, "network/trust", "harbour.test and quay.test: the proxy connects, but this machine does not trust the certificate of Acme Proxy CA")
	if got := fact(t, f, "quay.test"); got != "this machine: does not trust the certificate of Acme Proxy CA; git: does not trust the certificate of Acme Proxy CA" {
		t.Errorf("quay.test: %s", got)
	}
	if got := fact(t, f, "Through the proxy"); got != proxy {
		t.Errorf("through %s", got)
	}
	if hosts := []string{proxy, "harbour.test", "quay.test"}; !slices.Equal(f.Hosts, hosts) || !slices.Equal(f.Names, []string{"Acme Proxy CA"}) {
		t.Errorf("it names the company by %q and %q", f.Hosts, f.Names)
	}
	fixes := c.Fixes(f)
	if len(fixes) != 1 || fixes[0].Privilege != check.Admin {
		t.Fatalf("fixes: %+v", fixes)
	}
	complete(t, fixes[0])
	for given, usable := range map[string]bool{"/tmp/acme.crt": true, "": false, "-rf": false} {
		if _, err := fixes[0].Answer(check.Answers{"file": given}); (err == nil) != usable {
			t.Errorf("the file %q: %v", given, err)
		}
	}
	plan := fixes[0].Preview(check.Answers{"file": "/tmp/acme.crt"})[0].String()
	if !strings.Contains(plan, "/tmp/acme.crt") {
		t.Errorf("plan: %s", plan)
	}
}

func TestGitWithAProxyOfItsOwn(t *testing.T) {
	t.Parallel()
	acme := networktest.NewAuthority(t, "Acme Root CA")
	file := networktest.File(t, acme)
	hosts := map[string]string{"harbour.test:443": networktest.HTTPS(t, acme.Certificate("harbour.test"), nil)}
	open := (&networktest.Proxy{Hosts: hosts}).Start(t)
	denying := (&networktest.Proxy{Status: http.StatusForbidden}).Start(t)
	asking := (&networktest.Proxy{Hosts: hosts, User: "ada", Password: "open sesame"}).Start(t)
	lost, closed, silent, cutting := (&networktest.Proxy{}).Start(t), networktest.Closed(t), networktest.Silent(t), networktest.Cutting(t)
	for name, test := range map[string]struct{ proxy, code, fails string }{
		"that is gone":           {closed, "network/git-connect", "the proxy " + closed + " refuses the connection"},
		"that denies":            {denying, "network/git-proxy", "the proxy " + denying + " does not let it pass (403 Forbidden)"},
		"that asks who asks":     {asking, "network/git-proxy", "the proxy " + asking + " asks for a sign-in"},
		"that says nothing":      {silent, "network/git-proxy", "the proxy " + silent + " accepts the connection and then says nothing"},
		"that cuts":              {cutting, "network/git-proxy", "the proxy " + cutting + " cuts the connection"},
		"whose name is no name":  {strings.Repeat("x", 64) + ":80", "network/git-name", "the proxy " + strings.Repeat("x", 64) + ":80 is not found: there is no such name"},
		"that cannot go further": {lost, "network/git-proxy", "the proxy " + lost + " cannot reach it (503 Service Unavailable)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, "HTTPS_PROXY=http://"+open, "SSL_CERT_FILE="+file)
			b.run("git", "config", "--global", "http.sslCAInfo", file)
			b.run("git", "config", "--global", "http.proxy", "http://"+test.proxy)
			c := b.room().Within(2 * time.Second).Reach(network.Spec{Hosts: []string{"harbour.test"}, From: []string{"host", "git"}})
			f := observe(t, c)
			want(t, f, test.code, "harbour.test: this machine reaches it, but git finds that "+test.fails)
			fix := b.apply(c, f)
			want(t, observe(t, c), "", "harbour.test is reached from this machine and git")
			b.undo(fix)
			want(t, observe(t, c), test.code, f.Summary)
		})
	}
}

func TestGitThatAloneKnowsTheWay(t *testing.T) {
	t.Parallel()
	acme := networktest.NewAuthority(t, "Acme Root CA")
	file := networktest.File(t, acme)
	proxy := &networktest.Proxy{
		Hosts: map[string]string{"harbour.test:443": networktest.HTTPS(t, acme.Certificate("harbour.test"), nil)},
		User:  "ada", Password: "sesame",
	}
	at := proxy.Start(t)
	b := newBench(t, "SSL_CERT_FILE="+file)
	b.run("git", "config", "--global", "http.sslCAInfo", file)
	b.run("git", "config", "--global", "http.proxy", "http://ada:sesame@"+at)
	b.run("git", "config", "--global", "http.proxyAuthMethod", "basic")
	config := b.config()
	config.NameServer = networktest.Names(t, nil)
	f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{"harbour.test"}, From: []string{"host", "git"}}))
	want(t, f, "network/name", "harbour.test: there is no such name")
	if got := fact(t, f, "What to do"); !strings.Contains(got, "http://…@"+at) || strings.Contains(facts(f), "sesame") {
		t.Errorf("what to do: %s\n%s", got, facts(f))
	}
}

func TestGitGoesOverSSH(t *testing.T) {
	t.Parallel()
	acme := networktest.NewAuthority(t, "Acme Root CA")
	host := "https://" + networktest.HTTPS(t, acme.Certificate("127.0.0.1"), nil)
	b := newBench(t, "SSL_CERT_FILE="+networktest.File(t, acme))
	b.run("git", "config", "--global", "url.ssh://git@127.0.0.1:1/.insteadOf", host+"/")
	f := observe(t, b.room().Reach(network.Spec{Hosts: []string{host}, From: []string{"host", "git"}}))
	want(t, f, "", host+" is reached from this machine")
}

func TestHostsThatAreNotReached(t *testing.T) {
	t.Parallel()
	acme := networktest.NewAuthority(t, "Acme Root CA")
	file := networktest.File(t, acme)
	old := "https://" + networktest.HTTPS(t, acme.CertificateBetween(networktest.Between{From: -30 * time.Hour, To: -26 * time.Hour}, "127.0.0.1"), nil)
	misnamed := "https://" + networktest.HTTPS(t, acme.Certificate("pier.test"), nil)
	ailing := "https://" + networktest.HTTPS(t, acme.Certificate("127.0.0.1"), networktest.Status(http.StatusServiceUnavailable))
	closed, silent, cutting := networktest.Closed(t), networktest.Silent(t), "https://"+networktest.Cutting(t)
	yesterday := time.Now().Add(-26 * time.Hour).UTC().Format("2 January 2006")
	for name, test := range map[string]struct{ host, code, summary string }{
		"nothing listens":              {closed, "network/connect", "it refuses the connection"},
		"it says nothing":              {"https://" + silent, "network/trust", "it connects, but it says nothing when TLS is to begin"},
		"it cuts":                      {cutting, "network/trust", "it connects, but the connection is cut when TLS begins"},
		"its certificate ran out":      {old, "network/trust", "it connects, but its certificate of Acme Root CA ran out on " + yesterday},
		"its certificate is another's": {misnamed, "network/trust", "it connects, but its certificate of Acme Root CA is for another name"},
		"it is out of order":           {ailing, "network/answer", "it connects, but it answers that it is out of order (503 Service Unavailable)"},
		"it is unknown":                {"quay.test", "network/name", "there is no such name"},
		"it is no ssh server":          {"ssh://" + networktest.Greeting(t, "220 ready\r\n"), "network/answer", "it connects, but what answers speaks something else"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, "SSL_CERT_FILE="+file)
			b.run("git", "config", "--global", "http.sslCAInfo", file)
			config := b.config()
			config.NameServer = networktest.Names(t, nil)
			c := network.New(config).Within(2 * time.Second).Reach(network.Spec{Hosts: []string{test.host}, From: []string{"host"}})
			f := observe(t, c)
			want(t, f, test.code, test.host+": "+test.summary)
			if fact(t, f, "What to do") == "" {
				t.Errorf("nobody says what to do:\n%s", facts(f))
			}
			if again := observe(t, c); !again.Same(f) {
				t.Errorf("it is told otherwise the second time: %s\n%s\nfirst\n%s", again.Summary, facts(again), facts(f))
			}
			if !strings.HasPrefix(test.host, "https://") {
				return
			}
			// Git fails at the same layer for the same reason.
			only := network.New(config).Within(2 * time.Second).Reach(network.Spec{Hosts: []string{test.host}, From: []string{"git"}})
			g := observe(t, only)
			if g.Code != "network/git-"+strings.TrimPrefix(test.code, "network/") || !strings.HasSuffix(g.Summary, strings.TrimPrefix(test.summary, "it connects, but ")) {
				t.Errorf("git finds %s: %s", g.Code, g.Summary)
			}
		})
	}
}

func TestPlacesThatCannotBeAsked(t *testing.T) {
	t.Parallel()
	_, port, _ := strings.Cut(networktest.Silent(t), ":")
	host := "harbour.test:" + port
	b := newBench(t)
	config := b.config()
	config.NameServer = networktest.Names(t, map[string]string{"harbour.test": "127.0.0.1"})
	config.Inside = func(context.Context, []string) ([]byte, error) {
		return nil, errors.New("no container engine answers")
	}
	f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}}))
	want(t, f, "", host+" is reached from this machine")
	if got := fact(t, f, "Not tried from"); got != "a container (no container engine answers)" {
		t.Errorf("not tried from %s", got)
	}
	f = observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}, From: []string{"host", "container"}}))
	if f.Status != check.Unknown || f.Code != network.Untold || f.Summary != host+" could not be tried from a container" {
		t.Errorf("found %s %s: %s", f.Status, f.Code, f.Summary)
	}
	f = observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}, From: []string{"git"}}))
	if f.Status != check.Unknown || f.Code != network.Untold || f.Summary != host+" cannot be tried from git" {
		t.Errorf("found %s %s: %s", f.Status, f.Code, f.Summary)
	}
	bare := newBench(t, "PATH=")
	host = networktest.Silent(t)
	f = observe(t, bare.room().Reach(network.Spec{Hosts: []string{host}}))
	want(t, f, "", host+" is reached from this machine")
	if got := fact(t, f, "Not tried from"); got != "git (git is not installed)" {
		t.Errorf("not tried from %s", got)
	}
	f = observe(t, bare.room().Reach(network.Spec{Hosts: []string{"ftp://x"}}))
	if f.Status != check.Unknown || f.Code != network.UnreadableHost {
		t.Errorf("found %s %s: %s", f.Status, f.Code, f.Summary)
	}
}

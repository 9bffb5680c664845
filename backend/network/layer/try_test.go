package layer_test

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/crypto/x509roots/fallback/bundle"

	"firstlight/backend/network/layer"
	"firstlight/backend/network/networktest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// short is the limit of what is meant to run into it.
const short = 300 * time.Millisecond

// target reads a host.
func target(t *testing.T, text string) layer.Target {
	t.Helper()
	parsed, err := layer.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// names returns a resolver that asks the name server of a test.
func names(server string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server)
	}}
}

// through returns what leads every question to a proxy.
func through(address string) func(*url.URL) (*url.URL, error) {
	return func(*url.URL) (*url.URL, error) { return url.Parse(address) }
}

// port returns the port of host:port.
func port(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

// trial is one host and what is to be found of it.
type trial struct {
	way  layer.Way
	host string
	want layer.Result
}

func (tr trial) run(t *testing.T) {
	t.Helper()
	began := time.Now()
	got := tr.way.Try(t.Context(), target(t, tr.host))
	tr.want.Host = tr.host
	if !got.Until.IsZero() && !tr.want.Until.IsZero() {
		tr.want.Until = got.Until
	}
	if got != tr.want {
		t.Errorf("found %+v\nwant  %+v", got, tr.want)
	}
	// It is bounded: what hangs costs its own limit, and a little for a busy machine.
	if took := time.Since(began); took > layer.DefaultLimit+5*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestTryDirectly(t *testing.T) {
	t.Parallel()
	acme, other := networktest.NewAuthority(t, "Acme Root CA"), networktest.NewAuthority(t, "Acme Proxy CA")
	trusts := layer.Only(acme.Pool())
	web := networktest.HTTPS(t, acme.Certificate("127.0.0.1", "harbour.test"), nil)
	ailing := networktest.HTTPS(t, acme.Certificate("127.0.0.1"), networktest.Status(http.StatusServiceUnavailable))
	strict := networktest.HTTPS(t, acme.Certificate("127.0.0.1"), networktest.Status(http.StatusForbidden))
	stranger := networktest.HTTPS(t, other.Certificate("127.0.0.1"), nil)
	old := networktest.HTTPS(t, acme.CertificateBetween(networktest.Between{From: -30 * time.Hour, To: -20 * time.Hour}, "127.0.0.1"), nil)
	early := networktest.HTTPS(t, acme.CertificateBetween(networktest.Between{From: 20 * time.Hour, To: 30 * time.Hour}, "127.0.0.1"), nil)
	misnamed := networktest.HTTPS(t, acme.Certificate("pier.test"), nil)
	plain := networktest.HTTP(t, nil)
	resolver := names(networktest.Names(t, map[string]string{"harbour.test": "127.0.0.1", "ailing.test": ""}))
	found := func(r layer.Result) layer.Result {
		r.Issuer, r.Company, r.Status = "Acme Root CA", true, "404 Not Found"
		return r
	}
	tests := map[string]trial{
		"it answers": {layer.Way{Verify: trusts}, "https://" + web, found(layer.Result{})},
		"its name leads here": {
			layer.Way{Verify: trusts, Resolver: resolver}, "https://harbour.test:" + port(web), found(layer.Result{Address: "127.0.0.1"}),
		},
		"there is no such name": {layer.Way{Resolver: resolver}, "quay.test", layer.Result{Layer: layer.Name, Reason: layer.NotFound}},
		"the name server fails": {layer.Way{Resolver: resolver}, "ailing.test", layer.Result{Layer: layer.Name, Reason: layer.NameFailed}},
		"no name server answers": {
			layer.Way{Resolver: names(networktest.MuteNames(t)), Limit: short}, "harbour.test", layer.Result{Layer: layer.Name, Reason: layer.NoNameServer},
		},
		"nothing listens for names": {
			layer.Way{Resolver: names(networktest.Closed(t))}, "harbour.test", layer.Result{Layer: layer.Name, Reason: layer.NoNameServer},
		},
		"nothing listens": {layer.Way{}, networktest.Closed(t), layer.Result{Layer: layer.Connect, Reason: layer.Refused}},
		"it says nothing in TLS": {
			layer.Way{Limit: short}, "https://" + networktest.Silent(t), layer.Result{Layer: layer.Trust, Reason: layer.Silent},
		},
		"it cuts TLS off": {layer.Way{}, "https://" + networktest.Cutting(t), layer.Result{Layer: layer.Trust, Reason: layer.Cut}},
		"it speaks no TLS": {
			layer.Way{}, "https://" + networktest.Saying(t, "220 ready\r\n"), layer.Result{Layer: layer.Trust, Reason: layer.Garbled},
		},
		"nobody vouches for it": {
			layer.Way{Verify: trusts}, "https://" + stranger, layer.Result{Layer: layer.Trust, Reason: layer.Untrusted, Issuer: "Acme Proxy CA"},
		},
		"the system knows none of them": {
			layer.Way{}, "https://" + stranger, layer.Result{Layer: layer.Trust, Reason: layer.Untrusted, Issuer: "Acme Proxy CA"},
		},
		"its certificate ran out": {
			layer.Way{Verify: trusts}, "https://" + old, layer.Result{Layer: layer.Trust, Reason: layer.Expired, Issuer: "Acme Root CA", Until: time.Unix(1, 0)},
		},
		"its certificate is for later": {
			layer.Way{Verify: trusts}, "https://" + early, layer.Result{Layer: layer.Trust, Reason: layer.Early, Issuer: "Acme Root CA", Until: time.Unix(1, 0)},
		},
		"its certificate is another's": {
			layer.Way{Verify: trusts}, "https://" + misnamed, layer.Result{Layer: layer.Trust, Reason: layer.WrongName, Issuer: "Acme Root CA"},
		},
		"it is out of order": {
			layer.Way{Verify: trusts}, "https://" + ailing,
			layer.Result{Layer: layer.Answer, Reason: layer.Ailing, Issuer: "Acme Root CA", Company: true, Status: "503 Service Unavailable"},
		},
		"it forbids the page": {
			layer.Way{Verify: trusts}, "https://" + strict, layer.Result{Issuer: "Acme Root CA", Company: true, Status: "403 Forbidden"},
		},
		"it answers without TLS": {layer.Way{}, "http://" + plain, layer.Result{Status: "404 Not Found"}},
		"it says nothing":        {layer.Way{Limit: short}, "http://" + networktest.Silent(t), layer.Result{Layer: layer.Answer, Reason: layer.Silent}},
		"it speaks no HTTP": {
			layer.Way{}, "http://" + networktest.Saying(t, "220 ready\r\n"), layer.Result{Layer: layer.Answer, Reason: layer.Garbled},
		},
		"it talks without end": {
			layer.Way{}, "http://" + networktest.Saying(t, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 1<<20)), layer.Result{Layer: layer.Answer, Reason: layer.Cut},
		},
		"it hangs up":          {layer.Way{}, "http://" + networktest.Cutting(t), layer.Result{Layer: layer.Answer, Reason: layer.Cut}},
		"it connects":          {layer.Way{}, networktest.Silent(t), layer.Result{}},
		"it greets over ssh":   {layer.Way{}, "ssh://" + networktest.Greeting(t, "SSH-2.0-OpenSSH_9.2\r\n"), layer.Result{}},
		"it is no ssh server":  {layer.Way{}, "ssh://" + networktest.Greeting(t, "220 ready\r\n"), layer.Result{Layer: layer.Answer, Reason: layer.Garbled}},
		"its ssh says nothing": {layer.Way{Limit: short}, "ssh://" + networktest.Silent(t), layer.Result{Layer: layer.Answer, Reason: layer.Silent}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.run(t)
		})
	}
}

func TestTryThroughAProxy(t *testing.T) {
	t.Parallel()
	acme, company := networktest.NewAuthority(t, "Acme Root CA"), networktest.NewAuthority(t, "Acme Proxy CA")
	web := networktest.HTTPS(t, acme.Certificate("harbour.test"), nil)
	plain := networktest.HTTP(t, networktest.Status(http.StatusOK))
	hosts := map[string]string{"harbour.test:443": web, "plain.test:80": plain, "gone.test:80": networktest.Closed(t)}
	open := (&networktest.Proxy{Hosts: hosts}).Start(t)
	secure := (&networktest.Proxy{Hosts: hosts}).StartSecure(t, acme.Certificate("127.0.0.1"))
	foreign := (&networktest.Proxy{Hosts: hosts}).StartSecure(t, company.Certificate("127.0.0.1"))
	closed := (&networktest.Proxy{Hosts: hosts, User: "ada", Password: "open sesame"}).Start(t)
	denying := (&networktest.Proxy{Status: http.StatusForbidden}).Start(t)
	spying := (&networktest.Proxy{Intercept: company}).Start(t)
	socks := networktest.Socks(t, hosts)
	gone, silent, garbled, cutting := networktest.Closed(t), networktest.Silent(t), networktest.Saying(t, "220 ready\r\n"), networktest.Cutting(t)
	trusts := layer.Only(acme.Pool())
	resolver := names(networktest.Names(t, nil))
	way := func(proxy string) layer.Way {
		return layer.Way{Verify: trusts, Proxy: through(proxy), Resolver: resolver, Limit: time.Second}
	}
	found := func(via string) layer.Result {
		return layer.Result{Via: via, Issuer: "Acme Root CA", Company: true, Status: "404 Not Found"}
	}
	tests := map[string]trial{
		"it passes on":          {way("http://" + open), "harbour.test", found(open)},
		"it speaks TLS":         {way("https://" + secure), "harbour.test", found(secure)},
		"it speaks SOCKS":       {way("socks5://" + socks), "harbour.test", found(socks)},
		"it knows who asks":     {way("http://ada:open%20sesame@" + closed), "harbour.test", found(closed)},
		"it asks without TLS":   {way("http://" + open), "http://plain.test", layer.Result{Via: open, Status: "200 OK"}},
		"it relays without TLS": {way("socks5://" + socks), "http://plain.test", layer.Result{Via: socks, Status: "200 OK"}},
		"ssh goes past it":      {way("http://" + gone), "ssh://" + networktest.Greeting(t, "SSH-2.0-x\r\n"), layer.Result{}},
		"it asks for a name": {
			way("http://" + closed), "harbour.test",
			layer.Result{Layer: layer.Proxy, Reason: layer.SignIn, Via: closed, Status: "407 Proxy Authentication Required", Said: "Negotiate, Basic"},
		},
		"it asks for a name without TLS": {
			way("http://ada:wrong@" + closed), "http://plain.test",
			layer.Result{Layer: layer.Proxy, Reason: layer.SignIn, Via: closed, Status: "407 Proxy Authentication Required", Said: "Negotiate, Basic"},
		},
		"it denies": {
			way("http://" + denying), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Denied, Via: denying, Status: "403 Forbidden"},
		},
		"it cannot reach the host": {
			way("http://" + open), "quay.test", layer.Result{Layer: layer.Proxy, Reason: layer.NoWay, Via: open, Status: "503 Service Unavailable"},
		},
		"it cannot reach the host without TLS": {
			way("http://" + open), "http://gone.test", layer.Result{Layer: layer.Proxy, Reason: layer.NoWay, Via: open, Status: "503 Service Unavailable"},
		},
		"SOCKS cannot reach the host": {way("socks5://" + socks), "quay.test", layer.Result{Layer: layer.Proxy, Reason: layer.NoWay, Via: socks}},
		"it is a web server": {
			way("http://" + plain), "harbour.test", layer.Result{Layer: layer.Trust, Reason: layer.Garbled, Via: plain},
		},
		"it is gone":          {way("http://" + gone), "harbour.test", layer.Result{Layer: layer.Connect, Reason: layer.Refused, Via: gone}},
		"it says nothing":     {way("http://" + silent), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Silent, Via: silent}},
		"SOCKS says nothing":  {way("socks5://" + silent), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Silent, Via: silent}},
		"it is no proxy":      {way("http://" + garbled), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Garbled, Via: garbled}},
		"it is no SOCKS":      {way("socks5://" + garbled), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Garbled, Via: garbled}},
		"it cuts":             {way("http://" + cutting), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Cut, Via: cutting}},
		"its name is unknown": {way("http://proxy.test"), "harbour.test", layer.Result{Layer: layer.Name, Reason: layer.NotFound, Via: "proxy.test:80"}},
		"it is no address":    {way("://"), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Unreadable}},
		"it opens what is encrypted": {
			way("http://" + spying), "harbour.test", layer.Result{Layer: layer.Trust, Reason: layer.Untrusted, Via: spying, Issuer: "Acme Proxy CA"},
		},
		"its own certificate is not trusted": {
			way("https://" + foreign), "harbour.test", layer.Result{Layer: layer.Proxy, Reason: layer.Untrusted, Via: foreign, Issuer: "Acme Proxy CA"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.run(t)
		})
	}
}

func TestTryEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	silent := networktest.Listen(t, func(c net.Conn) {
		cancel()
		_, _ = c.Read(make([]byte, 1<<20))
		_, _ = c.Read(make([]byte, 1<<20))
	})
	began := time.Now()
	r := layer.Way{Limit: time.Minute}.Try(ctx, target(t, "https://"+silent))
	if r.Reached() || time.Since(began) > 20*time.Second {
		t.Errorf("found %+v after %s", r, time.Since(began))
	}
}

func TestTryAllKeepsTheOrder(t *testing.T) {
	t.Parallel()
	var targets []layer.Target
	for range 20 {
		targets = append(targets, target(t, networktest.Silent(t)), target(t, networktest.Closed(t)))
	}
	for i, r := range (layer.Way{}).TryAll(t.Context(), targets) {
		if r.Host != targets[i].Text || r.Reached() != (i%2 == 0) {
			t.Errorf("%d: %+v", i, r)
		}
	}
}

func TestPublicAuthorities(t *testing.T) {
	t.Parallel()
	count := 0
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		if count++; !layer.IsPublic(certificate) {
			t.Errorf("%s is not public", certificate.Subject)
		}
	}
	if count < 100 {
		t.Errorf("there are only %d public authorities", count)
	}
	own, err := x509.ParseCertificate(networktest.NewAuthority(t, "ISRG Root X1").Certificate("x").Certificate[1])
	if err != nil {
		t.Fatal(err)
	}
	if layer.IsPublic(own) {
		t.Error("an authority that only has the name of a public one passes for it")
	}
}

func TestEverywhereTrustsNoCompany(t *testing.T) {
	t.Parallel()
	everywhere, err := layer.Everywhere()
	if err != nil {
		t.Fatal(err)
	}
	web := networktest.HTTPS(t, networktest.NewAuthority(t, "Acme Proxy CA").Certificate("127.0.0.1"), nil)
	trial{layer.Way{Verify: everywhere}, "https://" + web, layer.Result{
		Layer: layer.Trust, Reason: layer.Untrusted, Issuer: "Acme Proxy CA",
	}}.run(t)
}

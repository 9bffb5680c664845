package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestOnlyItsOwnAddressIsAnswered(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	port := f.base[strings.LastIndexByte(f.base, ':')+1:]
	cookies := client.Jar.Cookies(f.request(http.MethodGet, "/", "").URL)
	for host, want := range map[string]int{
		"127.0.0.1:" + port:          http.StatusOK,
		"localhost:" + port:          http.StatusOK,
		"evil.example":               http.StatusForbidden,
		"evil.example:" + port:       http.StatusForbidden,
		"127.0.0.1":                  http.StatusForbidden,
		"127.0.0.1:1":                http.StatusForbidden,
		"127.0.0.1.nip.io:" + port:   http.StatusForbidden,
		"localhost.evil.com:" + port: http.StatusForbidden,
	} {
		r := f.request(http.MethodGet, "/", "")
		r.Host = host
		for _, c := range cookies {
			r.AddCookie(c)
		}
		if status, _, body := f.do(f.browser(), r); status != want {
			t.Errorf("host %s answered %d, want %d: %s", host, status, want, body)
		}
	}
	rebound := f.call("State", "[]")
	rebound.Host = "evil.example:" + port
	f.fails(client, rebound, http.StatusForbidden, "host")

	token := f.request(http.MethodGet, f.Address(), "")
	token.Host = "evil.example:" + port
	if status, header, _ := f.do(f.browser(), token); status != http.StatusForbidden || header.Get("Set-Cookie") != "" {
		t.Errorf("a one-time address under another name answered %d with cookie %q", status, header.Get("Set-Cookie"))
	}
}

func TestPagesOfOthersCannotCallOrListen(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for name, header := range map[string][2]string{
		"another site":              {"Origin", "https://evil.example"},
		"another port":              {"Origin", "http://127.0.0.1:1"},
		"a page without an origin":  {"Origin", "null"},
		"the secure scheme":         {"Origin", strings.Replace(f.base, "http:", "https:", 1)},
		"fetched across sites":      {"Sec-Fetch-Site", "cross-site"},
		"fetched from another port": {"Sec-Fetch-Site", "same-site"},
		"opened by hand":            {"Sec-Fetch-Site", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &face{T: t, Server: f.Server, base: f.base}
			call := f.call("State", "[]")
			call.Header.Set(header[0], header[1])
			f.fails(client, call, http.StatusForbidden, "origin")
			events := f.request(http.MethodGet, "/events", "")
			events.Header.Set(header[0], header[1])
			f.fails(client, events, http.StatusForbidden, "origin")
		})
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for name, r := range map[string]*http.Request{
		"page":     f.request(http.MethodGet, "/", ""),
		"asset":    f.request(http.MethodGet, "/assets/index-1a2b.js", ""),
		"call":     f.call("State", "[]"),
		"missing":  f.request(http.MethodGet, "/nothing", ""),
		"stranger": f.request(http.MethodGet, "/?token=wrong", ""),
	} {
		_, header, _ := f.do(client, r)
		for key, want := range map[string]string{
			"Content-Security-Policy":      "frame-ancestors 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := header.Get(key); !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q, want %q", name, key, got, want)
			}
		}
		if got := header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s allows the origin %q", name, got)
		}
	}
}

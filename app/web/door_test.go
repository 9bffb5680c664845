package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAOneTimeAddressLetsABrowserInOnce(t *testing.T) {
	f := serve(t, notOpen(t))
	first := f.browser()
	status, header, _ := f.do(first, f.request(http.MethodGet, f.one, ""))
	if status != http.StatusSeeOther || header.Get("Location") != "/" {
		t.Fatalf("status %d to %q, want a redirect to /", status, header.Get("Location"))
	}
	if status, _, body := f.do(first, f.request(http.MethodGet, "/", "")); status != http.StatusOK {
		t.Fatalf("the page answered %d after the address was opened: %s", status, body)
	}
	status, _, body := f.do(f.browser(), f.request(http.MethodGet, f.one, ""))
	if status != http.StatusUnauthorized || !strings.Contains(string(body), "works once") || !strings.Contains(string(body), "press Enter") {
		t.Errorf("a second browser got %d: %s", status, body)
	}
	if status, _, _ := f.do(first, f.request(http.MethodGet, f.one, "")); status != http.StatusSeeOther {
		t.Errorf("the browser that is in already got %d for its old address, want a redirect", status)
	}
}

func TestTheSessionCookieStaysWithThisServer(t *testing.T) {
	f := serve(t, notOpen(t))
	_, header, _ := f.do(f.browser(), f.request(http.MethodGet, f.one, ""))
	cookie := header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %s", cookie, want)
		}
	}
	port := f.base[strings.LastIndexByte(f.base, ':')+1:]
	if name, _, _ := strings.Cut(cookie, "="); !strings.HasSuffix(name, port) {
		t.Errorf("cookie %q does not name the port %s", name, port)
	}
	for _, unwanted := range []string{"Domain", "Max-Age", "Expires"} {
		if strings.Contains(cookie, unwanted) {
			t.Errorf("cookie %q has %s", cookie, unwanted)
		}
	}
}

func TestANewAddressReplacesTheOneBefore(t *testing.T) {
	f := serve(t, notOpen(t))
	next := f.Address()
	if next == f.one {
		t.Fatal("the same address was given twice")
	}
	if status, _, _ := f.do(f.browser(), f.request(http.MethodGet, f.one, "")); status != http.StatusUnauthorized {
		t.Errorf("the replaced address answered %d, want %d", status, http.StatusUnauthorized)
	}
	if status, _, _ := f.do(f.browser(), f.request(http.MethodGet, next, "")); status != http.StatusSeeOther {
		t.Errorf("the new address answered %d, want a redirect", status)
	}
}

func TestItIsToldWhenAnAddressWorksNoMore(t *testing.T) {
	f := serve(t, notOpen(t))
	over := func(used <-chan struct{}) bool {
		select {
		case <-used:
			return true
		default:
			return false
		}
	}
	_, replaced := f.Invite()
	address, used := f.Invite()
	if !over(replaced) || over(used) {
		t.Errorf("replaced %v, used %v; want the first over and the second not", over(replaced), over(used))
	}
	f.do(f.browser(), f.request(http.MethodGet, "/?token=wrong", ""))
	if over(used) {
		t.Error("a wrong token used it up")
	}
	f.do(f.browser(), f.request(http.MethodGet, address, ""))
	if !over(used) {
		t.Error("it was used and is not over")
	}
	f.Address()
}

func TestLookingAheadDoesNotUseAnAddressUp(t *testing.T) {
	f := serve(t, notOpen(t))
	ahead := f.request(http.MethodGet, f.one, "")
	ahead.Header.Set("Sec-Purpose", "prefetch;prerender")
	f.do(f.browser(), ahead)
	f.do(f.browser(), f.request(http.MethodHead, f.one, ""))
	if status, _, _ := f.do(f.browser(), f.request(http.MethodGet, f.one, "")); status != http.StatusSeeOther {
		t.Errorf("status %d, want a redirect", status)
	}
}

func TestAnAddressFollowedFromAnotherSiteStillOpensThePage(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.browser()
	link := f.request(http.MethodGet, f.one, "")
	link.Header.Set("Sec-Fetch-Site", "cross-site")
	status, header, body := f.do(client, link)
	if status != http.StatusOK || !strings.Contains(string(body), `http-equiv="refresh"`) || header.Get("Set-Cookie") == "" {
		t.Fatalf("status %d, cookie %q: %s", status, header.Get("Set-Cookie"), body)
	}
	if status, _, _ := f.do(client, f.request(http.MethodGet, "/", "")); status != http.StatusOK {
		t.Errorf("the page answered %d", status)
	}
}

func TestStrangersAreServedNothing(t *testing.T) {
	f := serve(t, notOpen(t))
	for _, path := range []string{"/", "/index.html", "/bridge.js", "/assets/index-1a2b.js", "/?token=", "/?token=wrong"} {
		status, header, body := f.do(f.browser(), f.request(http.MethodGet, path, ""))
		if status != http.StatusUnauthorized || !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			t.Errorf("%s answered %d as %s: %s", path, status, header.Get("Content-Type"), body)
		}
	}
	f.fails(f.browser(), f.call("State", "[]"), http.StatusUnauthorized, "session")
	f.fails(f.browser(), f.request(http.MethodGet, "/events", ""), http.StatusUnauthorized, "session")

	forged := f.call("State", "[]")
	port := f.base[strings.LastIndexByte(f.base, ':')+1:]
	forged.AddCookie(&http.Cookie{Name: "firstlight-" + port, Value: "guessed"})
	f.fails(f.browser(), forged, http.StatusUnauthorized, "session")
}

func TestTheSessionOfAnotherServerDoesNotCount(t *testing.T) {
	one, other := serve(t, notOpen(t)), serve(t, notOpen(t))
	_, header, _ := one.do(one.browser(), one.request(http.MethodGet, one.one, ""))
	cookie, err := http.ParseSetCookie(header.Get("Set-Cookie"))
	if err != nil {
		t.Fatal(err)
	}
	port := other.base[strings.LastIndexByte(other.base, ':')+1:]
	r := other.call("State", "[]")
	r.AddCookie(&http.Cookie{Name: "firstlight-" + port, Value: cookie.Value})
	other.fails(other.browser(), r, http.StatusUnauthorized, "session")
}

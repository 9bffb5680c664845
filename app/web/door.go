package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// door lets browsers in: a one-time token, printed where only the person who
// started the program sees it, is exchanged for the session's cookie.
type door struct {
	port    int
	session string

	mu    sync.Mutex
	token string // empty once used
	used  chan struct{}
}

func newDoor(port int) *door { return &door{port: port, session: rand.Text()} }

// address returns a new one-time address, and what is closed once it does not
// work any more.
func (d *door) address() (string, <-chan struct{}) {
	token := rand.Text()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.token != "" {
		close(d.used)
	}
	d.token, d.used = token, make(chan struct{})
	return fmt.Sprintf("http://127.0.0.1:%d/?token=%s", d.port, token), d.used
}

// redeem uses the token up and reports whether it was the right one.
func (d *door) redeem(token string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.token == "" || !same(token, d.token) {
		return false
	}
	d.token = ""
	close(d.used)
	return true
}

// cookie names the session with the port, since cookies are shared between the
// ports of a machine and two programs may run.
func (d *door) cookie() string { return "firstlight-" + strconv.Itoa(d.port) }

func (d *door) knows(r *http.Request) bool {
	cookie, err := r.Cookie(d.cookie())
	return err == nil && same(cookie.Value, d.session)
}

// guard serves only browsers that were let in, and lets them in.
func (d *door) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.URL.Query().Get("token")
		switch {
		case r.URL.Path == "/" && token != "":
			d.enter(w, r, token)
		case d.knows(r):
			next.ServeHTTP(w, r)
		case isCall(r):
			refuse(w, http.StatusUnauthorized, "session",
				"This page is from an earlier start of Firstlight, or was not opened with the address that it printed",
				"Go to the terminal where firstlight serve runs, press Enter, and open the new address.")
		default:
			show(w, http.StatusUnauthorized, strangerText())
		}
	})
}

// enter exchanges the token of a one-time address for the cookie.
func (d *door) enter(w http.ResponseWriter, r *http.Request, token string) {
	switch {
	case r.Method != http.MethodGet || r.Header.Get("Sec-Purpose") != "":
		// A browser that looks ahead at an address must not use it up.
		w.WriteHeader(http.StatusNoContent)
		return
	case !d.redeem(token):
		if d.knows(r) {
			// Reloaded, or gone back to: this browser is in already.
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		show(w, http.StatusUnauthorized, usedText())
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: d.cookie(), Value: d.session, Path: "/",
		// Without Secure, which browsers do not all grant to plain HTTP on loopback.
		HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		// After a link on another site, such as a terminal in a browser, a
		// redirect would be followed without the new cookie; a page that
		// moves on by itself is not another site.
		show(w, http.StatusOK, welcomeText())
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// same compares in a time that tells nothing about either text.
func same(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

func isCall(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/call/") || r.URL.Path == "/events"
}

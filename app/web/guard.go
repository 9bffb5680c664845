package web

import (
	"net/http"
	"slices"
	"strconv"
)

// policy allows the page what comes from this server and nothing else. Styles may
// stand in the page: dialogs set some, and without foreign addresses they can
// tell nobody anything.
const policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// headers sets what holds for every answer.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func hosts(port int) []string {
	p := strconv.Itoa(port)
	return []string{"127.0.0.1:" + p, "localhost:" + p}
}

// ownHostOnly refuses requests that were sent to another name: a website can
// have its own name point at this machine, and its pages would then count as
// ours.
func ownHostOnly(port int, next http.Handler) http.Handler {
	allowed := hosts(port)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(allowed, r.Host) {
			if isCall(r) {
				refuse(w, http.StatusForbidden, "host", "Firstlight answers only under its own address, and this was another",
					"Open http://"+allowed[0]+"/ instead.")
				return
			}
			show(w, http.StatusForbidden, hostText(port))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownPageOnly refuses requests that a page of another site or port has sent.
// Browsers say so in these headers, which no page can set.
func ownPageOnly(port int, next http.Handler) http.Handler {
	allowed := hosts(port)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
		foreign := origin != "" && origin != "http://"+r.Host
		if foreign || site != "" && site != "same-origin" {
			refuse(w, http.StatusForbidden, "origin", "A page of another site tried to use Firstlight, and was not let in",
				"Use the page at http://"+allowed[0]+"/ itself.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

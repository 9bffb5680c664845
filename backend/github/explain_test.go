package github_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
)

// signedIn returns the claim of a person who has signed in.
func (w *world) signedIn() check.Check {
	w.Helper()
	w.server.SignUp("ada", secret, "repo")
	c := w.github().SignIn(w.spec())
	if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
		w.Fatal(err)
	}
	return c
}

// answers is a fault that answers everything so.
func answers(status int, body string, header ...string) githubtest.Fault {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		return true
	}
}

func TestEveryFaultHasItsOwnWords(t *testing.T) {
	reset := strconv.FormatInt(time.Now().Add(10*time.Minute).Unix(), 10)
	const html = "<html><body>Welcome to the hotel</body></html>"
	const page = "Content-Type"
	tests := []struct {
		name             string
		fault            githubtest.Fault
		code, what, next string
	}{
		{"502", answers(502, html, page, "text/html"), github.CodeAiling, "is out of order (502)", "asked again by itself"},
		{"503", answers(503, `{"message":"down"}`), github.CodeAiling, "is out of order (503)", "asked again by itself"},
		{"captive portal", answers(200, html, page, "text/html; charset=utf-8"), github.CodePortal, "Something else than", "sign in to the network"},
		{"captive portal, elsewhere", answers(302, "", "Location", "https://login.hotel.example/"), github.CodePortal, "Something else than", "sign in to the network"},
		{"captive portal, by the book", answers(511, html, page, "text/html"), github.CodePortal, "Something else than", "sign in to the network"},
		{"a page that nothing is there", answers(404, html, page, "text/html"), github.CodeNotFound, "shows you nothing", "whether you have been let in"},
		{"no access", answers(404, `{"message":"Not Found"}`), github.CodeNotFound, "shows you nothing", "whether you have been let in"},
		{"expired", answers(401, `{"message":"Bad credentials"}`), github.CodeExpired, "does not take your sign-in", "Sign in again"},
		{
			"single sign-on", answers(403, `{"message":"Resource protected by organization SAML enforcement."}`, "X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?x=1"),
			github.CodeSingleSignOn, "wants you to confirm", "confirm it there",
		},
		{"forbidden", answers(403, `{"message":"Resource not accessible by personal access token"}`), github.CodeForbidden, "does not let you", "has the right"},
		{
			"forbidden to a fine-grained token", answers(403, `{"message":"Resource not accessible"}`, "X-Accepted-GitHub-Permissions", "pull_requests=write"),
			github.CodeForbidden, "does not let you", "the right to pull_requests=write",
		},
		{"rate limit", answers(403, `{"message":"API rate limit exceeded"}`, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), github.CodeLimited, "asked less often", "Wait until then"},
		{"rate limit as 429", answers(429, `{}`), github.CodeLimited, "asked less often", "Wait until then"},
		{"secondary rate limit", answers(403, `{"message":"You have exceeded a secondary rate limit."}`), github.CodeLimited, "asked less often", "Wait until then"},
		{"secondary rate limit with a time", answers(403, `{"message":"Slow"}`, "Retry-After", "60"), github.CodeLimited, "asked less often", "Wait until then"},
		{"too long an answer", answers(200, `{"login":"`+strings.Repeat("a", 9<<20)+`"}`), github.CodeGarbled, "more than can be read", "Try again later"},
		{"no JSON", answers(200, `{"login":`), github.CodeGarbled, "is not understood", "Try again"},
		{"JSON of another form", answers(200, `{"login":[]}`), github.CodeGarbled, "is not understood", "Try again"},
		{
			"cut in the middle", func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Length", "1000")
				fmt.Fprint(w, `{"login":`)
				return true
			}, github.CodeUnreached, "cannot be reached", "Try again",
		},
	}
	told := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			c := w.signedIn()
			w.server.Break(tt.fault)
			f := w.observe(c)
			next := fact(f, "What to do")
			if f.Code != tt.code || !strings.Contains(f.Summary, tt.what) || !strings.Contains(next, tt.next) || fact(f, "Why") == "" {
				t.Errorf("%+v", f)
			}
			if f.Holds() || strings.Contains(fmt.Sprint(f), secret) {
				t.Errorf("%+v", f)
			}
			told[f.Code] = true
		})
	}
}

// way is a way to hosts that fails.
type way func(*http.Request) (*http.Response, error)

func (w way) RoundTrip(r *http.Request) (*http.Response, error) { return w(r) }

func TestEveryWayThatFailsHasItsOwnWords(t *testing.T) {
	fails := func(err error) http.RoundTripper {
		return way(func(*http.Request) (*http.Response, error) { return nil, err })
	}
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connect: connection refused")}
	tests := []struct {
		name   string
		way    http.RoundTripper
		routed bool
		code   string
		what   string
	}{
		{"no network", fails(refused), false, github.CodeOffline, "without a network"},
		{"no such name", fails(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}), true, github.CodeName, "cannot be looked up"},
		{"refused", fails(refused), true, github.CodeUnreached, "cannot be reached"},
		{"time", fails(context.DeadlineExceeded), true, github.CodeSilent, "did not answer in time"},
		{"proxy", fails(errors.New("Proxy Authentication Required")), true, github.CodeProxy, "The proxy does not let you"},
		// Nobody of this way trusts the certificate of the server.
		{"a certificate of somebody else", &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{}}, true, github.CodeIntercepted, "in the place of"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.signedIn()
			w.config.Transport, w.config.Routed = tt.way, func() bool { return tt.routed }
			f := w.observe(w.github().SignIn(w.spec()))
			w.want(f, check.Unknown, tt.code)
			if !strings.Contains(f.Summary, tt.what) || fact(f, "Why") == "" || fact(f, "What to do") == "" {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestALimitedHostIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	c := w.signedIn()
	asked := 0
	limit := answers(403, `{"message":"You have exceeded a secondary rate limit."}`)
	w.server.Break(func(rw http.ResponseWriter, r *http.Request) bool { asked++; return limit(rw, r) })
	for range 5 {
		w.want(w.observe(c), check.Unknown, github.CodeLimited)
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	// The next time it is left alone for twice as long.
	for i, pause := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
		_ = w.wait(t.Context(), pause-time.Second)
		w.want(w.observe(c), check.Unknown, github.CodeLimited)
		if asked != i+1 {
			t.Fatalf("asked %d times before %s had passed", asked, pause)
		}
		_ = w.wait(t.Context(), time.Second)
		w.want(w.observe(c), check.Unknown, github.CodeLimited)
	}
	w.server.Break(nil)
	_ = w.wait(t.Context(), 8*time.Minute)
	w.want(w.observe(c), check.OK, "")
}

func TestAHostThatHasGivenItsLastAnswerIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	c := w.signedIn()
	asked := 0
	last := answers(200, `{"login":"ada","id":1}`, "X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "0",
		"X-RateLimit-Reset", strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10))
	w.server.Break(func(rw http.ResponseWriter, r *http.Request) bool { asked++; return last(rw, r) })
	w.observe(c)
	f := w.observe(c)
	w.want(f, check.Unknown, github.CodeLimited)
	if asked != 1 || !strings.Contains(fact(f, "Why"), "answers again at") {
		t.Errorf("asked %d times, and says %+v", asked, f.Evidence)
	}
}

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	w := newWorld(t)
	c := w.signedIn()
	w.want(w.observe(c), check.OK, "")
	_, before := w.server.Asked("GET /user")
	for range 3 {
		w.want(w.observe(c), check.OK, "")
	}
	times, after := w.server.Asked("GET /user")
	if after != before || times < 4 {
		t.Errorf("asked %d times; %d answers before, %d after", times, before, after)
	}
	w.server.SignUp("ada", secret, "gist")
	w.want(w.observe(c), check.Failing, github.CodeScopes)
}

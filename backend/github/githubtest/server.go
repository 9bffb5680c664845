// Package githubtest is a GitHub of its own for tests: it keeps what people do in
// memory and their code in real repositories of git, and holds every request and
// every answer against GitHub's own description of its API.
package githubtest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is an Enterprise Server on this machine.
type Server struct {
	t           testing.TB
	web         *httptest.Server
	description *description
	began       time.Time

	mu     sync.Mutex
	users  map[string]user // by token
	fault  Fault
	device device
	asked  map[string]int
	fresh  int

	repositories []*Repository
	// moved are repositories by the names that they had, in lower case.
	moved map[string]*Repository
}

// user is a person with a token.
type user struct {
	login  string
	scopes []string
	// fine says that the token has its rights one by one, and does not tell them.
	fine bool
}

// Fault answers a request in the place of the server, and reports whether it did.
type Fault func(w http.ResponseWriter, r *http.Request) bool

// New starts a server, which ends with the test.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, description: describe(t), began: time.Now().UTC(), users: map[string]user{}, asked: map[string]int{}, moved: map[string]*Repository{}}
	mux := http.NewServeMux()
	s.routes(mux)
	s.web = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fault := s.faulty(); fault != nil && fault(w, r) {
			return
		}
		if !s.leadOn(w, r) {
			mux.ServeHTTP(w, r)
		}
	}))
	// Whoever does not trust the certificate hangs up, which is nobody's mistake.
	s.web.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.web.StartTLS()
	t.Cleanup(s.web.Close)
	return s
}

// Host returns the name of the host, with its port.
func (s *Server) Host() string { return strings.TrimPrefix(s.web.URL, "https://") }

// Transport returns a way to the server that trusts its certificate.
func (s *Server) Transport() http.RoundTripper { return s.web.Client().Transport }

// Certificate returns the certificate of the server.
func (s *Server) Certificate() []byte { return s.web.Certificate().Raw }

// SignUp makes a person with a token, which may do what the scopes say; without
// any it is a fine-grained token.
func (s *Server) SignUp(login, token string, scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[token] = user{login: login, scopes: scopes, fine: len(scopes) == 0}
}

// Revoke makes a token worth nothing.
func (s *Server) Revoke(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, token)
}

// Break has a fault answer from now on; nil mends it.
func (s *Server) Break(fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = fault
}

// Asked returns how often an operation was asked for, such as "GET /user", and
// how many answers in all were more than that nothing has changed.
func (s *Server) Asked(operation string) (times, fresh int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[operation], s.fresh
}

func (s *Server) faulty() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

func (s *Server) routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /login/device/code", s.giveCode)
	mux.HandleFunc("POST /login/oauth/access_token", s.giveToken)
	s.route(mux, "GET", "/user", s.getUser)
	s.issueRoutes(mux)
	s.pullRoutes(mux)
	s.checkRoutes(mux)
	mux.HandleFunc("/", s.serveGit)
}

// handler answers for a person who has signed in, with a status and a value.
type handler func(r *http.Request, who user) (int, any)

// paged is one page of a list, and the number of the next one; 0 where there is none.
type paged struct {
	value any
	next  int
}

// pageOf returns the page of a list that a request asks for, and the number of the
// next one.
func pageOf(r *http.Request, list []any) (part []any, next int) {
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil && n > 0 {
			return n
		}
		return otherwise
	}
	size, page := number("per_page", 30), number("page", 1)
	from := min((page-1)*size, len(list))
	to := min(from+size, len(list))
	if to < len(list) {
		next = page + 1
	}
	return list[from:to], next
}

// route has an operation answered.
func (s *Server) route(mux *http.ServeMux, method, path string, handle handler) {
	mux.HandleFunc(method+" /api/v3"+path, s.validated(method, path, func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[method+" "+path]++
		who, known := s.users[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
		s.mu.Unlock()
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if !known {
			s.write(w, r, http.StatusUnauthorized, map[string]any{"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest", "status": "401"})
			return
		}
		if !who.fine {
			w.Header().Set("X-OAuth-Scopes", strings.Join(who.scopes, ", "))
		}
		status, value := handle(r, who)
		if part, ok := value.(paged); ok {
			value = part.value
			if part.next != 0 {
				next := *r.URL
				query := next.Query()
				query.Set("page", strconv.Itoa(part.next))
				next.RawQuery = query.Encode()
				w.Header().Set("Link", "<"+s.web.URL+next.String()+`>; rel="next"`)
			}
		}
		s.write(w, r, status, value)
	}))
}

// write sends a value, or that it has not changed.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		s.t.Errorf("writing the answer to %s %s: %v", r.Method, r.URL, err)
	}
	sum := sha256.Sum256(append(body, w.Header().Get("X-OAuth-Scopes")...))
	mark := `W/"` + hex.EncodeToString(sum[:]) + `"`
	if status == http.StatusOK && r.Method == http.MethodGet {
		w.Header().Set("ETag", mark)
		if r.Header.Get("If-None-Match") == mark {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	s.mu.Lock()
	s.fresh++
	s.mu.Unlock()
	w.WriteHeader(status)
	if _, err := w.Write(body); err != nil {
		return // Whoever asked has gone.
	}
}

func (s *Server) getUser(_ *http.Request, who user) (int, any) {
	me := s.description.example("GET", "/user", http.StatusOK).(map[string]any)
	me["login"], me["user_view_type"] = who.login, "private"
	return http.StatusOK, me
}

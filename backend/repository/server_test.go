package repository_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// server serves the bare repositories of a folder over https as real servers
// do: with git's own http-backend and basic authentication.
type server struct {
	*httptest.Server
	// cut ends the connection after so many bytes of an answer, cuts times; 0
	// never does.
	cut, cuts atomic.Int64
	// ill is the status of the next questions, as many as sick says.
	ill, sick atomic.Int64
	// trickles has an answer come a byte at a time, with this between them.
	trickles atomic.Int64
	// asked counts the questions.
	asked atomic.Int64
	// slow holds each write and each read back for so long.
	slow atomic.Int64
	// sent counts the bytes of all answers, received those of all questions.
	sent, received atomic.Int64
	// open counts the questions that are being answered.
	open atomic.Int64
	// readOnly refuses pushes with 403.
	readOnly atomic.Bool
}

const (
	serverUser     = "ada"
	serverPassword = "light"
)

// serve starts a server of the folder srv and has git trust its certificate.
func (b *bench) serve() *server {
	b.Helper()
	exec := b.git(b.home, "--exec-path")
	backend := &cgi.Handler{
		Logger: log.New(io.Discard, "", 0), Stderr: io.Discard,
		Path: filepath.Join(exec, "git-http-backend"),
		Env: []string{
			"GIT_PROJECT_ROOT=" + filepath.Join(b.home, "srv"), "GIT_HTTP_EXPORT_ALL=1",
			"GIT_CONFIG_GLOBAL=" + filepath.Join(b.home, "server.gitconfig"), "GIT_CONFIG_NOSYSTEM=1", "HOME=" + b.home,
		},
	}
	b.write(b.home, "server.gitconfig", "[http]\n\treceivepack = true\n")
	s := &server{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		s.open.Add(1)
		defer s.open.Add(-1)
		r.Body = &upload{ReadCloser: r.Body, server: s}
		user, password, ok := r.BasicAuth()
		switch {
		case s.sick.Load() > 0:
			s.sick.Add(-1)
			http.Error(w, "out of order", int(s.ill.Load()))
		case !ok || user != serverUser || password != serverPassword:
			w.Header().Set("WWW-Authenticate", `Basic realm="harbour"`)
			http.Error(w, "who are you?", http.StatusUnauthorized)
		case s.readOnly.Load() && strings.Contains(r.URL.RequestURI(), "receive-pack"):
			http.Error(w, "look, but do not touch", http.StatusForbidden)
		default:
			r.Header.Del("Authorization")
			backend.ServeHTTP(&line{ResponseWriter: w, server: s}, r)
		}
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	b.Cleanup(s.Close)
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	b.write(b.home, "server.pem", string(certificate))
	b.Setenv("GIT_SSL_CAINFO", filepath.Join(b.home, "server.pem"))
	b.Setenv("NO_PROXY", "127.0.0.1")
	b.Setenv("no_proxy", "127.0.0.1")
	return s
}

// flows reports whether more has gone over the line than git's greetings.
func (s *server) flows() bool { return s.sent.Load()+s.received.Load() > 128<<10 }

// signIn has git know a password for every server.
func (b *bench) signIn(password string) {
	b.Helper()
	b.git(b.home, "config", "--global", "credential.helper",
		"!f() { test \"$1\" = get && printf 'username="+serverUser+"\\npassword="+password+"\\n'; }; f")
}

// line is a connection that may be slow or break off.
type line struct {
	http.ResponseWriter
	server *server
	wrote  int64
}

func (l *line) Write(p []byte) (int, error) {
	time.Sleep(time.Duration(l.server.slow.Load()))
	if most := l.server.cut.Load(); most > 0 && l.wrote+int64(len(p)) > most && l.server.cuts.Add(-1) >= 0 {
		_, _ = l.send(p[:most-l.wrote])
		panic(http.ErrAbortHandler)
	}
	if pause := time.Duration(l.server.trickles.Load()); pause > 0 {
		for i := range p {
			if _, err := l.send(p[i : i+1]); err != nil {
				return i, err
			}
			time.Sleep(pause)
		}
		return len(p), nil
	}
	return l.send(p)
}

func (l *line) send(p []byte) (int, error) {
	n, err := l.ResponseWriter.Write(p)
	if f, ok := l.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
	l.wrote += int64(n)
	l.server.sent.Add(int64(n))
	return n, err
}

// upload is the other direction of a connection that may be slow.
type upload struct {
	io.ReadCloser
	server *server
}

func (u *upload) Read(p []byte) (int, error) {
	time.Sleep(time.Duration(u.server.slow.Load()))
	n, err := u.ReadCloser.Read(p[:min(len(p), 16<<10)])
	u.server.received.Add(int64(n))
	return n, err
}

// bulky adds a few megabytes that cannot be compressed to the origin, so that
// fetching it takes a while.
func (b *bench) bulky(origin string) {
	b.Helper()
	seed := filepath.Join(b.home, "seed-"+strings.TrimSuffix(filepath.Base(origin), ".git"))
	b.noise(seed, 88172645463325252)
	b.git(seed, "push", "--quiet", origin, "main")
}

// noise commits a few megabytes that cannot be compressed.
func (b *bench) noise(dir string, seed uint64) {
	b.Helper()
	noise := make([]byte, 2<<20)
	for i := range noise {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		noise[i] = byte(seed)
	}
	if err := os.WriteFile(filepath.Join(dir, "noise.bin"), noise, 0o600); err != nil {
		b.Fatal(err)
	}
	b.git(dir, "add", "--all")
	b.git(dir, "commit", "--quiet", "-m", "Add noise")
}

// eventually fails the test unless the condition comes to hold.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	const patience = 30 * time.Second
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if condition() {
			return
		}
	}
	t.Fatalf("%s: not within %s", what, patience)
}

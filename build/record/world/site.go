package main

import (
	"fmt"
	"net/http"
	"net/http/cgi"
	"os/exec"
	"strings"
)

// newSite answers by the first part of the path: a number is the status to
// answer with, git serves repositories, files what lies
// beside them, cut serves half of one. GitHub knows nobody.
func newSite(repositories string) http.Handler {
	site := http.NewServeMux()
	site.HandleFunc("/401/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Basic realm="Acme"`)
		http.Error(w, "Unauthorized", http.StatusUnauthorized)
	})
	site.HandleFunc("/403/", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Forbidden", http.StatusForbidden)
	})
	site.Handle("/files/", http.StripPrefix("/files", http.FileServer(http.Dir(repositories))))
	answerAsRegistry(site)
	site.Handle("/git/", serveGit(repositories, "/git"))
	site.Handle("/cut/", half(serveGit(repositories, "/cut")))
	site.Handle("/413/", tooLarge(serveGit(repositories, "/413")))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "github.com" {
			r.URL.Path = "/401" + r.URL.Path
		}
		site.ServeHTTP(w, r)
	})
}

func serveGit(repositories, root string) http.Handler {
	path, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		return http.NotFoundHandler()
	}
	return &cgi.Handler{
		Path: strings.TrimSpace(string(path)) + "/git-http-backend", Root: root,
		Env: []string{"GIT_PROJECT_ROOT=" + repositories, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=ada"},
	}
}

// half passes on the start of an answer to a POST and then ends the connection.
func half(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w = &cutShort{ResponseWriter: w, left: 20_000}
		}
		next.ServeHTTP(w, r)
	})
}

type cutShort struct {
	http.ResponseWriter
	left int
}

// Write passes on what may still pass, and aborts the answer after that.
func (c *cutShort) Write(data []byte) (int, error) {
	sent, err := c.ResponseWriter.Write(data[:min(len(data), c.left)])
	if c.left -= sent; c.left == 0 {
		_ = http.NewResponseController(c.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	return sent, err
}

// tooLarge takes no POST.
func tooLarge(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			http.Error(w, fmt.Sprintf("%d bytes are too many", r.ContentLength), http.StatusRequestEntityTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

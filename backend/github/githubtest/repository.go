package githubtest

import (
	"fmt"
	"net/http"
	"net/http/cgi"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"firstlight/backend/process"
)

// Repository is one repository, over a real one of git.
type Repository struct {
	server *Server
	dir    string
	runner *process.Runner

	// The lock of the server guards these.
	name     string
	archived bool
	hidden   bool
	private  bool
	readOnly bool

	// forkOf is the repository that it is a fork of, or nil.
	forkOf *Repository

	mu sync.Mutex
	// stubborn says that drafts stay drafts.
	stubborn bool
	// began is when the repository was made, and its checks end.
	began  string
	pulls  []*pull
	checks []Check
	issues []Issue
	said   []Said
}

// Template is the text that pull requests of a repository begin with.
const Template = "## What changes\n\n## How it was tested\n"

// Kilobytes is how much each repository says that it holds.
const Kilobytes = 108

// Repository makes a repository such as "acme/payments" whose branch main holds
// one commit, and a template for pull requests.
func (s *Server) Repository(name string) *Repository {
	s.t.Helper()
	folder := s.t.TempDir()
	r := &Repository{server: s, name: name, began: now(), dir: filepath.Join(folder, name+".git"), runner: process.New(append(os.Environ(),
		"GIT_AUTHOR_NAME=Grace", "GIT_AUTHOR_EMAIL=grace@acme.example", "GIT_COMMITTER_NAME=Grace", "GIT_COMMITTER_EMAIL=grace@acme.example",
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"))}
	seed := filepath.Join(folder, "seed")
	for file, text := range map[string]string{"README.md": "# Payments\n", ".github/Pull_Request_Template.md": Template} {
		file = filepath.Join(seed, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			s.t.Fatal(err)
		}
	}
	r.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", r.dir)
	r.git(r.dir, "config", "http.receivepack", "true")
	r.git(folder, "init", "--quiet", "--initial-branch=main", seed)
	r.git(seed, "add", "--all")
	r.git(seed, "commit", "--quiet", "-m", "Begin")
	r.git(seed, "push", "--quiet", r.dir, "main")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.repositories = append(s.repositories, r)
	return r
}

// URL returns the address to clone from.
func (r *Repository) URL() string { return r.server.web.URL + "/" + r.name + ".git" }

// Rename gives the repository another name; who asks for the old one is led on.
func (r *Repository) Rename(name string) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.server.moved[strings.ToLower(r.name)] = r
	r.name = name
}

// Archive has the repository take no changes any more.
func (r *Repository) Archive() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.archived = true
}

// Private has git show the repository only to whoever gives a token.
func (r *Repository) Private() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.private = true
}

// Hide has nobody see the repository.
func (r *Repository) Hide() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.hidden = true
}

func (r *Repository) change(how func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	how()
}

// git runs git in a folder, and returns what it printed.
func (r *Repository) git(dir string, args ...string) string {
	r.server.t.Helper()
	out, err := r.try(dir, args...)
	if err != nil {
		r.server.t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}

func (r *Repository) try(dir string, args ...string) (string, error) {
	result, err := r.runner.Run(r.server.t.Context(), process.Spec{Args: append([]string{"git"}, args...), Dir: dir})
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, result.Output)
	}
	return strings.TrimSpace(result.Stdout), nil
}

// tip returns the last commit of a branch; empty where there is no such branch.
func (r *Repository) tip(branch string) string {
	sha, err := r.try(r.dir, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch)
	if err != nil {
		return ""
	}
	return sha
}

// serveGit lets git clone and push over HTTP.
func (s *Server) serveGit(w http.ResponseWriter, r *http.Request) {
	owner, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	name, _, _ := strings.Cut(rest, ".git")
	found := s.repository(owner, name)
	if found == nil {
		http.NotFound(w, r)
		return
	}
	_, token, _ := r.BasicAuth()
	s.mu.Lock()
	who, known := s.users[token]
	refused := found.private && !known
	push := strings.HasSuffix(r.URL.Path, "/git-receive-pack") || r.URL.Query().Get("service") == "git-receive-pack"
	denied := push && known && !found.pushes(who.login)
	refused = refused || push && !known && found.readOnly
	s.mu.Unlock()
	if denied {
		http.Error(w, "Write access to repository not granted.", http.StatusForbidden)
		return
	}
	if refused {
		w.Header().Set("WWW-Authenticate", `Basic realm="GitHub"`)
		http.Error(w, "Repository not found.", http.StatusUnauthorized)
		return
	}
	r.Header.Del("Authorization") // A program that is started must not see it.
	backend := cgi.Handler{
		Path: found.backend(), Root: "/" + owner + "/" + name + ".git", Dir: found.dir,
		Env:    []string{"GIT_PROJECT_ROOT=" + found.dir, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=ada"},
		Stderr: nil,
	}
	backend.ServeHTTP(w, r)
}

func (r *Repository) backend() string {
	return filepath.Join(r.git(r.dir, "--exec-path"), "git-http-backend")
}

// repository returns a repository by its present name, or nil.
func (s *Server) repository(owner, name string) *Repository {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.repositories {
		if strings.EqualFold(r.name, owner+"/"+name) && !r.hidden {
			return r
		}
	}
	return nil
}

// of is a handler about a repository that is there to be seen.
func (s *Server) of(handle func(found *Repository, r *http.Request, who user) (int, any)) handler {
	return func(r *http.Request, who user) (int, any) {
		if found := s.repository(r.PathValue("owner"), r.PathValue("repo")); found != nil {
			found.mu.Lock()
			defer found.mu.Unlock()
			return handle(found, r, who)
		}
		return http.StatusNotFound, map[string]any{"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
	}
}

// leadOn answers for a repository that was renamed, and reports whether it did.
func (s *Server) leadOn(w http.ResponseWriter, r *http.Request) bool {
	parts := strings.SplitN(strings.TrimPrefix(r.URL.Path, "/api/v3/repos/"), "/", 3)
	if len(parts) < 2 || !strings.HasPrefix(r.URL.Path, "/api/v3/repos/") {
		return false
	}
	s.mu.Lock()
	found := s.moved[strings.ToLower(parts[0]+"/"+parts[1])]
	s.mu.Unlock()
	if found == nil {
		return false
	}
	parts[0], parts[1], _ = strings.Cut(found.name, "/")
	to := s.web.URL + "/api/v3/repos/" + strings.Join(parts, "/")
	w.Header().Set("Location", to)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusMovedPermanently)
	s.say(w, map[string]any{"message": "Moved Permanently", "url": to, "documentation_url": "https://docs.github.com/rest"})
	return true
}

func (s *Server) getRepository(found *Repository, _ *http.Request, who user) (int, any) {
	answer := s.description.example("GET", "/repos/{owner}/{repo}", http.StatusOK).(map[string]any)
	return http.StatusOK, s.showRepository(found, answer, who)
}

// showRepository overlays GitHub's example of a repository with what is so of this
// one, for one person.
func (s *Server) showRepository(found *Repository, answer map[string]any, who user) map[string]any {
	for _, other := range []string{"source", "parent", "template_repository"} {
		delete(answer, other)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, name, _ := strings.Cut(found.name, "/")
	answer["full_name"], answer["name"], answer["archived"], answer["fork"] = found.name, name, found.archived, found.forkOf != nil
	answer["language"], answer["default_branch"], answer["clone_url"] = "Go", "main", s.web.URL+"/"+found.name+".git"
	answer["size"] = Kilobytes
	answer["permissions"] = map[string]any{"admin": false, "push": found.pushes(who.login), "pull": true}
	return answer
}

// now is the present as GitHub writes it.
func now() string { return time.Now().UTC().Format(time.RFC3339) }

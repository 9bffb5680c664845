package githubtest

import (
	"net/http"
	"path/filepath"
	"strings"
)

// ReadOnly lets nobody push to the repository but its owner.
func (r *Repository) ReadOnly() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.readOnly = true
}

// pushes reports whether a person may push to the repository. The caller holds the
// lock of the server.
func (r *Repository) pushes(login string) bool {
	owner, _, _ := strings.Cut(r.name, "/")
	return !r.readOnly || strings.EqualFold(owner, login)
}

// home returns the repository that a pull request comes from.
func (r *Repository) home(p *pull) *Repository {
	if p.from != nil {
		return p.from
	}
	return r
}

// headOf returns the last commit of a pull request's branch, and has it here where
// it is a fork's; empty where there is no such branch.
func (r *Repository) headOf(p *pull) string {
	tip := r.home(p).tip(p.head)
	if p.from != nil && tip != "" {
		r.git(r.dir, "fetch", "--quiet", p.from.dir, tip)
	}
	return tip
}

// fork makes a fork for whoever asks, or returns the one that she has.
func (s *Server) fork(found *Repository, r *http.Request, who user) (int, any) {
	_, name, _ := strings.Cut(found.name, "/")
	fork := s.repository(who.login, name)
	if fork == nil {
		fork = &Repository{
			server: s, name: who.login + "/" + name, began: now(), runner: found.runner, forkOf: found, readOnly: true,
			dir: filepath.Join(s.t.TempDir(), name+".git"),
		}
		found.git(found.dir, "clone", "--quiet", "--bare", found.dir, fork.dir)
		found.git(fork.dir, "config", "http.receivepack", "true")
		found.git(fork.dir, "config", "uploadpack.allowAnySHA1InWant", "true")
		s.mu.Lock()
		s.repositories = append(s.repositories, fork)
		s.mu.Unlock()
	}
	answer := s.description.example("POST", "/repos/{owner}/{repo}/forks", http.StatusAccepted).(map[string]any)
	answer["has_discussions"] = false // The example lacks what its own schema asks for.
	fork.mu.Lock()
	defer fork.mu.Unlock()
	return http.StatusAccepted, s.showRepository(fork, answer, who)
}

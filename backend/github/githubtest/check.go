package githubtest

import (
	"net/http"
	"strconv"
)

// Check is one check of every commit of a repository.
type Check struct {
	Name string
	// Status is "queued", "in_progress" or "completed"; Conclusion says how it
	// ended, such as "success" or "failure".
	Status, Conclusion string
	// Log is what it printed, as a job of GitHub Actions; empty makes it the
	// check of another app.
	Log string
	// Plain says that it is no check, but a status that a program set; Status is
	// then "success", "failure", "error" or "pending".
	Plain bool
}

// Checks has the commits of the repository checked so.
func (r *Repository) Checks(checks ...Check) { r.change(func() { r.checks = checks }) }

func (s *Server) checkRoutes(mux *http.ServeMux) {
	s.route(mux, "GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", s.of(s.listChecks))
	s.route(mux, "GET", "/repos/{owner}/{repo}/commits/{ref}/status", s.of(s.getStatus))
	mux.HandleFunc("GET /api/v3/repos/{owner}/{repo}/actions/jobs/{job_id}/logs", s.leadToLog)
	mux.HandleFunc("GET /logs/{owner}/{repo}/{job_id}", s.sendLog)
}

func (s *Server) listChecks(found *Repository, r *http.Request, _ user) (int, any) {
	answer := s.description.example("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", http.StatusOK).(map[string]any)
	example := answer["check_runs"].([]any)[0].(map[string]any)
	runs := []any{}
	for i, c := range found.checks {
		if c.Plain {
			continue
		}
		run := clone(example).(map[string]any)
		run["id"], run["name"], run["status"], run["conclusion"], run["completed_at"] = i+1, c.Name, c.Status, nil, nil
		if c.Status == "completed" {
			run["conclusion"], run["completed_at"] = c.Conclusion, found.began
		}
		if c.Log != "" {
			run["app"].(map[string]any)["slug"] = "github-actions"
		}
		run["output"].(map[string]any)["title"] = "Says " + c.Name
		runs = append(runs, run)
	}
	part, next := pageOf(r, runs)
	answer["check_runs"], answer["total_count"] = part, len(runs)
	return http.StatusOK, paged{answer, next}
}

func (s *Server) getStatus(found *Repository, r *http.Request, _ user) (int, any) {
	answer := s.description.example("GET", "/repos/{owner}/{repo}/commits/{ref}/status", http.StatusOK).(map[string]any)
	example := answer["statuses"].([]any)[0].(map[string]any)
	statuses := []any{}
	for _, c := range found.checks {
		if !c.Plain {
			continue
		}
		status := clone(example).(map[string]any)
		status["context"], status["state"], status["description"] = c.Name, c.Status, "Says "+c.Name
		statuses = append(statuses, status)
	}
	part, next := pageOf(r, statuses)
	answer["statuses"], answer["total_count"] = part, len(statuses)
	return http.StatusOK, paged{answer, next}
}

// leadToLog leads to where the log lies, which is with somebody else. The
// description says no more of it than that.
func (s *Server) leadToLog(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", s.web.URL+"/logs/"+r.PathValue("owner")+"/"+r.PathValue("repo")+"/"+r.PathValue("job_id"))
	w.WriteHeader(http.StatusFound)
}

func (s *Server) sendLog(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" {
		s.t.Error("whoever keeps the logs was sent the token")
	}
	found := s.repository(r.PathValue("owner"), r.PathValue("repo"))
	if found == nil {
		http.NotFound(w, r)
		return
	}
	found.mu.Lock()
	defer found.mu.Unlock()
	n, err := strconv.Atoi(r.PathValue("job_id"))
	if err != nil || n < 1 || n > len(found.checks) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if _, err := w.Write([]byte(found.checks[n-1].Log)); err != nil {
		return // Whoever asked has gone.
	}
}

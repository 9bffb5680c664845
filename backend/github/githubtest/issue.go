package githubtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Issue is one issue of a repository.
type Issue struct {
	Number    int
	Title     string
	Labels    []string
	Assignees []string
	Comments  int
	// Age is how long ago it was opened.
	Age time.Duration
	// Pull says that it is the side of a pull request that issues show.
	Pull bool
}

// Issues are the open issues of the repository. Whoever asks may be assigned to
// them where she may push.
func (r *Repository) Issues(issues ...Issue) { r.change(func() { r.issues = issues }) }

func (s *Server) issueRoutes(mux *http.ServeMux) {
	s.route(mux, "GET", "/repos/{owner}/{repo}/issues", s.of(s.listIssues))
	s.route(mux, "GET", "/repos/{owner}/{repo}/issues/{issue_number}", s.of(s.getIssue))
	s.route(mux, "POST", "/repos/{owner}/{repo}/issues/{issue_number}/assignees", s.of(s.assign))
	s.route(mux, "POST", "/repos/{owner}/{repo}/issues", s.of(s.openIssue))
	s.route(mux, "POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", s.of(s.comment))
}

// Said is what somebody wrote: an issue with a title, or a comment on one.
type Said struct {
	Number           int
	Who, Title, Text string
}

// Said returns what people wrote in the repository, in order.
func (r *Repository) Said() []Said {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.said)
}

func (s *Server) openIssue(found *Repository, r *http.Request, who user) (int, any) {
	var wish struct{ Title, Body string }
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		s.t.Errorf("reading the issue: %v", err)
	}
	number := len(found.pulls) + len(found.issues) + 1
	found.issues = append(found.issues, Issue{Number: number, Title: wish.Title})
	found.said = append(found.said, Said{Number: number, Who: who.login, Title: wish.Title, Text: wish.Body})
	answer := s.description.example("POST", "/repos/{owner}/{repo}/issues", http.StatusCreated).(map[string]any)
	answer["number"], answer["title"], answer["body"] = number, wish.Title, wish.Body
	answer["html_url"] = s.web.URL + "/" + found.name + "/issues/" + strconv.Itoa(number)
	return http.StatusCreated, answer
}

func (s *Server) comment(found *Repository, r *http.Request, who user) (int, any) {
	var wish struct{ Body string }
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		s.t.Errorf("reading the comment: %v", err)
	}
	number, _ := strconv.Atoi(r.PathValue("issue_number"))
	if found.issue(r) == nil && number > len(found.pulls) {
		return http.StatusNotFound, map[string]any{"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
	}
	found.said = append(found.said, Said{Number: number, Who: who.login, Text: wish.Body})
	answer := s.description.example("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", http.StatusCreated).(map[string]any)
	answer["body"] = wish.Body
	answer["html_url"] = s.web.URL + "/" + found.name + "/issues/" + strconv.Itoa(number) + "#issuecomment-" + strconv.Itoa(len(found.said))
	return http.StatusCreated, answer
}

func (s *Server) listIssues(found *Repository, r *http.Request, _ user) (int, any) {
	asked := r.URL.Query()
	label, creator := asked.Get("labels"), asked.Get("creator")
	listed := []any{}
	if creator != "" {
		part, next := pageOf(r, s.issuesBy(found, creator, asked.Get("state"), asked.Get("direction") == "asc"))
		return http.StatusOK, paged{part, next}
	}
	for _, i := range found.issues {
		if label == "" || slices.Contains(i.Labels, label) {
			listed = append(listed, s.showIssue(found, i))
		}
	}
	return http.StatusOK, listed
}

// issuesBy returns what issues show of the pull requests of one person that are in a
// state, the newest first or last. The issues themselves are by other people.
func (s *Server) issuesBy(found *Repository, who, state string, ascending bool) []any {
	listed := []any{}
	for i := len(found.pulls) - 1; i >= 0; i-- {
		p := found.pulls[i]
		open := p.merged == "" && p.closed == ""
		if p.author != who || state == "closed" && open || (state == "" || state == "open") && !open {
			continue
		}
		side := s.showIssue(found, Issue{Number: p.number, Title: p.title, Pull: true})
		side["user"].(map[string]any)["login"], side["created_at"] = who, p.created
		side["pull_request"].(map[string]any)["merged_at"] = nil
		if p.merged != "" {
			side["pull_request"].(map[string]any)["merged_at"] = p.merged
		}
		listed = append(listed, side)
	}
	if ascending {
		slices.Reverse(listed)
	}
	return listed
}

// showIssue overlays GitHub's example of an issue with what is so of this one.
func (s *Server) showIssue(found *Repository, i Issue) map[string]any {
	answer := s.description.example("GET", "/repos/{owner}/{repo}/issues", http.StatusOK).([]any)[0].(map[string]any)
	answer["number"], answer["title"], answer["comments"] = i.Number, i.Title, i.Comments
	answer["html_url"] = s.web.URL + "/" + found.name + "/issues/" + strconv.Itoa(i.Number)
	answer["created_at"] = s.began.Add(-i.Age).Format(time.RFC3339)
	people := []any{}
	for _, login := range i.Assignees {
		person := clone(answer["user"]).(map[string]any)
		person["login"] = login
		people = append(people, person)
	}
	answer["assignees"], answer["assignee"] = people, nil
	if len(people) > 0 {
		answer["assignee"] = people[0]
	}
	labels := []any{}
	for _, name := range i.Labels {
		labels = append(labels, map[string]any{"name": name})
	}
	answer["labels"] = labels
	if !i.Pull {
		delete(answer, "pull_request")
	}
	return answer
}

// issue returns the issue that a request is about, or nil.
func (r *Repository) issue(request *http.Request) *Issue {
	n, _ := strconv.Atoi(request.PathValue("issue_number"))
	if at := slices.IndexFunc(r.issues, func(i Issue) bool { return i.Number == n }); at >= 0 {
		return &r.issues[at]
	}
	return nil
}

func (s *Server) getIssue(found *Repository, r *http.Request, _ user) (int, any) {
	if i := found.issue(r); i != nil {
		return http.StatusOK, s.showIssue(found, *i)
	}
	return http.StatusNotFound, map[string]any{"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
}

// assign does as GitHub does: whoever may not be assigned is silently left out.
func (s *Server) assign(found *Repository, r *http.Request, who user) (int, any) {
	var wish struct{ Assignees []string }
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		s.t.Errorf("reading the assignees: %v", err)
	}
	i := found.issue(r)
	if slices.ContainsFunc(who.scopes, func(scope string) bool { return strings.HasPrefix(scope, "repo") }) {
		i.Assignees = append(i.Assignees, wish.Assignees...)
	}
	return http.StatusCreated, s.showIssue(found, *i)
}

package githubtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// pull is one pull request.
type pull struct {
	number      int
	title, body string
	head, base  string
	author      string
	// from is the fork that head is a branch of; nil for a branch of the repository.
	from           *Repository
	draft          bool
	created        string
	merged, closed string
	asked, teams   []string
	reviews        []review
	// landed is the last commit of the branch when it was merged.
	landed string
}

type review struct{ who, state, at string }

func (s *Server) pullRoutes(mux *http.ServeMux) {
	s.route(mux, "GET", "/repos/{owner}/{repo}", s.of(s.getRepository))
	s.route(mux, "POST", "/repos/{owner}/{repo}/forks", s.of(s.fork))
	s.route(mux, "GET", "/repos/{owner}/{repo}/pulls", s.of(s.listPulls))
	s.route(mux, "POST", "/repos/{owner}/{repo}/pulls", s.of(s.openPull))
	s.route(mux, "GET", "/repos/{owner}/{repo}/pulls/{pull_number}", s.of(s.getPull))
	s.route(mux, "GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", s.of(s.listReviews))
	s.route(mux, "GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", s.of(s.listFiles))
	s.route(mux, "POST", "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", s.of(s.askReviewers))
	mux.HandleFunc("POST /api/graphql", s.answerGraph)
}

// listFiles tells which files a pull request changes.
func (s *Server) listFiles(found *Repository, r *http.Request, _ user) (int, any) {
	p := found.pull(r)
	example := s.description.example("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", http.StatusOK).([]any)[0]
	listed := []any{}
	for name := range strings.FieldsSeq(found.git(found.dir, "diff", "--name-only", p.base+"..."+found.headOf(p))) {
		file := clone(example).(map[string]any)
		file["filename"] = name
		listed = append(listed, file)
	}
	part, next := pageOf(r, listed)
	return http.StatusOK, paged{part, next}
}

// pull returns the pull request that a request is about.
func (r *Repository) pull(request *http.Request) *pull {
	n, err := strconv.Atoi(request.PathValue("pull_number"))
	if err != nil || n < 1 || n > len(r.pulls) {
		r.server.t.Fatalf("there is no pull request %s", request.PathValue("pull_number"))
	}
	return r.pulls[n-1]
}

// askReviewers does as GitHub does: nobody reviews what is her own.
func (s *Server) askReviewers(found *Repository, r *http.Request, _ user) (int, any) {
	var wish struct {
		Reviewers     []string
		TeamReviewers []string `json:"team_reviewers"`
	}
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		s.t.Errorf("reading whom to ask: %v", err)
	}
	p := found.pull(r)
	if slices.Contains(wish.Reviewers, p.author) {
		return http.StatusUnprocessableEntity, map[string]any{"message": "Review cannot be requested from pull request author.", "documentation_url": "https://docs.github.com/rest"}
	}
	p.asked, p.teams = append(p.asked, wish.Reviewers...), append(p.teams, wish.TeamReviewers...)
	return http.StatusCreated, found.show(p, s.description.example("POST", "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", http.StatusCreated).(map[string]any))
}

// answerGraph answers the one mutation of GraphQL that is needed, which GitHub's
// description of its API does not tell of.
func (s *Server) answerGraph(w http.ResponseWriter, r *http.Request) {
	var wish struct {
		Query     string
		Variables struct{ ID string }
	}
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil || !strings.Contains(wish.Query, "markPullRequestReadyForReview(input: {pullRequestId: $id})") {
		s.t.Errorf("GitHub would not understand %q (%v)", wish.Query, err)
	}
	s.mu.Lock()
	_, known := s.users[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	all := slices.Clone(s.repositories)
	s.mu.Unlock()
	for _, repository := range all {
		repository.mu.Lock()
		for _, p := range repository.pulls {
			if known && nodeOf(repository, p) == wish.Variables.ID && !repository.stubborn {
				p.draft = false
				defer s.say(w, map[string]any{"data": map[string]any{"markPullRequestReadyForReview": map[string]any{"pullRequest": map[string]any{"isDraft": false}}}})
				known = false
			}
		}
		repository.mu.Unlock()
	}
	if known {
		s.say(w, map[string]any{"data": nil, "errors": []any{map[string]any{"type": "FORBIDDEN", "message": "Resource not accessible by personal access token"}}})
	}
}

// Stubborn says whether drafts of the repository stay drafts.
func (r *Repository) Stubborn(so bool) { r.change(func() { r.stubborn = so }) }

// nodeOf is what GraphQL calls a pull request.
func nodeOf(r *Repository, p *pull) string { return "PR_" + r.name + "_" + strconv.Itoa(p.number) }

func (s *Server) listPulls(found *Repository, r *http.Request, _ user) (int, any) {
	head, state := r.URL.Query().Get("head"), r.URL.Query().Get("state")
	most, err := strconv.Atoi(r.URL.Query().Get("per_page"))
	if err != nil {
		most = 30
	}
	listed := []any{}
	for i := len(found.pulls) - 1; i >= 0 && len(listed) < most; i-- {
		p := found.pulls[i]
		owner, _, _ := strings.Cut(found.home(p).name, "/")
		open := p.merged == "" && p.closed == ""
		if head != "" && head != owner+":"+p.head || state != "all" && (state == "closed") == open {
			continue
		}
		example := s.description.example("GET", "/repos/{owner}/{repo}/pulls", http.StatusOK).([]any)[0]
		listed = append(listed, found.show(p, example.(map[string]any)))
	}
	return http.StatusOK, listed
}

func (s *Server) getPull(found *Repository, r *http.Request, _ user) (int, any) {
	n, _ := strconv.Atoi(r.PathValue("pull_number"))
	if n < 1 || n > len(found.pulls) {
		return http.StatusNotFound, map[string]any{"message": "Not Found"}
	}
	return http.StatusOK, found.whole(found.pulls[n-1], s.description.example("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", http.StatusOK).(map[string]any))
}

func (s *Server) openPull(found *Repository, r *http.Request, who user) (int, any) {
	var wish struct {
		Title, Head, Base, Body string
		Draft                   bool
	}
	if err := json.NewDecoder(r.Body).Decode(&wish); err != nil {
		s.t.Errorf("reading the pull request: %v", err)
	}
	p := &pull{
		number: len(found.pulls) + 1, title: wish.Title, body: wish.Body, head: wish.Head, base: wish.Base, draft: wish.Draft,
		author: who.login, created: now(),
	}
	refused := func(why string) (int, any) {
		return http.StatusUnprocessableEntity, map[string]any{
			"message": "Validation Failed", "documentation_url": "https://docs.github.com/rest", "status": "422",
			"errors": []any{map[string]any{"resource": "PullRequest", "code": "custom", "message": why}},
		}
	}
	if owner, branch, ok := strings.Cut(wish.Head, ":"); ok {
		_, name, _ := strings.Cut(found.name, "/")
		if p.from, p.head = s.repository(owner, name), branch; p.from == nil || p.from.forkOf != found {
			return refused("The head " + wish.Head + " is of no fork")
		}
	}
	switch tip := found.headOf(p); {
	case tip == "":
		return refused("The head " + wish.Head + " is not there")
	case found.git(found.dir, "rev-list", "--count", wish.Base+".."+tip) == "0":
		return refused("No commits between " + wish.Base + " and " + wish.Head)
	}
	found.pulls = append(found.pulls, p)
	return http.StatusCreated, found.whole(p, s.description.example("POST", "/repos/{owner}/{repo}/pulls", http.StatusCreated).(map[string]any))
}

// show overlays GitHub's example of a pull request with what is so of this one.
func (r *Repository) show(p *pull, answer map[string]any) map[string]any {
	page := r.server.web.URL + "/" + r.name + "/pull/" + strconv.Itoa(p.number)
	answer["node_id"] = nodeOf(r, p)
	answer["number"], answer["title"], answer["body"], answer["html_url"] = p.number, p.title, p.body, page
	answer["draft"], answer["created_at"], answer["state"] = p.draft, p.created, "open"
	answer["merged_at"], answer["closed_at"] = nil, nil
	if p.merged != "" {
		answer["merged_at"], answer["closed_at"], answer["state"] = p.merged, p.merged, "closed"
	} else if p.closed != "" {
		answer["closed_at"], answer["state"] = p.closed, "closed"
	}
	answer["user"].(map[string]any)["login"] = p.author
	sha := p.landed
	if sha == "" {
		sha = r.headOf(p)
	}
	head, base := answer["head"].(map[string]any), answer["base"].(map[string]any)
	head["ref"], head["sha"] = p.head, sha
	base["ref"], base["sha"] = p.base, r.tip(p.base)
	people := []any{}
	for _, login := range p.asked {
		person := clone(answer["user"]).(map[string]any)
		person["login"] = login
		people = append(people, person)
	}
	teams := []any{}
	for i, slug := range p.teams {
		teams = append(teams, map[string]any{
			"id": i + 1, "node_id": "T_" + slug, "url": page, "members_url": page, "repositories_url": page, "html_url": page,
			"name": slug, "slug": slug, "description": "", "permission": "pull", "parent": nil, "type": "organization",
		})
	}
	answer["requested_reviewers"], answer["requested_teams"] = people, teams
	return answer
}

// whole is show with what is told of one pull request alone.
func (r *Repository) whole(p *pull, answer map[string]any) map[string]any {
	answer = r.show(p, answer)
	answer["merged"] = p.merged != ""
	_, err := r.try(r.dir, "merge-tree", "--write-tree", p.base, r.headOf(p))
	answer["mergeable"] = err == nil
	return answer
}

func (s *Server) listReviews(found *Repository, r *http.Request, _ user) (int, any) {
	n, _ := strconv.Atoi(r.PathValue("pull_number"))
	example := s.description.example("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", http.StatusOK).([]any)[0].(map[string]any)
	listed := []any{}
	for _, given := range found.pulls[n-1].reviews {
		answer := clone(example).(map[string]any)
		answer["user"].(map[string]any)["login"] = given.who
		answer["state"], answer["submitted_at"] = given.state, given.at
		if strings.HasSuffix(given.who, "[bot]") {
			answer["user"].(map[string]any)["type"] = "Bot"
		}
		listed = append(listed, answer)
	}
	part, next := pageOf(r, listed)
	return http.StatusOK, paged{part, next}
}

// Ask has somebody asked to review a pull request.
func (r *Repository) Ask(number int, who string) {
	r.change(func() { r.pulls[number-1].asked = append(r.pulls[number-1].asked, who) })
}

// Review has somebody review a pull request: "APPROVED", "CHANGES_REQUESTED" or
// "COMMENTED". A name that ends in [bot] is that of a program.
func (r *Repository) Review(number int, who, state string) {
	r.change(func() {
		p := r.pulls[number-1]
		p.reviews = append(p.reviews, review{who: who, state: state, at: now()})
		p.asked, p.teams = nil, nil
	})
}

// Open has somebody open a pull request for a branch.
func (r *Repository) Open(who, head, base string) {
	r.change(func() {
		r.pulls = append(r.pulls, &pull{number: len(r.pulls) + 1, title: "By " + who, head: head, base: base, author: who, created: now()})
	})
}

// Ready makes a pull request out of a draft.
func (r *Repository) Ready(number int) { r.change(func() { r.pulls[number-1].draft = false }) }

// Shut closes a pull request without merging it.
func (r *Repository) Shut(number int) { r.change(func() { r.pulls[number-1].closed = now() }) }

// Pull returns the title and the body of a pull request, and whether it is a
// draft.
func (r *Repository) Pull(number int) (title, body string, draft bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.pulls[number-1]
	return p.title, p.body, p.draft
}

// Merge merges a pull request in git, and returns when GitHub says that was.
func (r *Repository) Merge(number int) time.Time {
	r.server.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.pulls[number-1]
	landed := r.headOf(p)
	tree := r.git(r.dir, "merge-tree", "--write-tree", p.base, landed)
	commit := r.git(r.dir, "commit-tree", tree, "-p", r.tip(p.base), "-p", landed, "-m", "Merge pull request #"+strconv.Itoa(number))
	r.git(r.dir, "update-ref", "refs/heads/"+p.base, commit)
	at := now()
	p.merged, p.landed = at, landed
	when, err := time.Parse(time.RFC3339, at)
	if err != nil {
		r.server.t.Fatal(err)
	}
	return when
}

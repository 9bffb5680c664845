package github

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// Work is what a clone holds of the person's work.
type Work struct {
	// Origin is the address that it was cloned from.
	Origin string
	// Base is the origin's default branch, and Head the branch that is checked
	// out.
	Base, Head string
	// Branches are the person's own, the one checked out first.
	Branches []Branch
	// Since is when the clone was made; zero where nothing tells.
	Since time.Time
	// Others are the addresses of the other remotes, by name.
	Others map[string]string
}

// Branch is one branch of the person's own.
type Branch struct {
	Name string
	// Subject and Body are the words of its last commit.
	Subject, Body string
	// Pushed says that the origin has it, and Elsewhere which other remotes have.
	Pushed    bool
	Elsewhere []string
}

// Clones tells of the repositories that were cloned.
type Clones interface {
	// Work returns what the clone in a folder holds of the person's work.
	Work(ctx context.Context, dir string) (Work, error)
	// Files returns the names of the files in a folder of the origin's default
	// branch, and Text what is in one.
	Files(ctx context.Context, dir, base, folder string) ([]string, error)
	Text(ctx context.Context, dir, base, file string) (string, error)
	// Refs returns the folder in which git keeps the branches of a clone.
	Refs(dir string) string
	// Mark returns what tells the branches of a clone from what they were at
	// another time, at little cost; empty where that cannot be told.
	Mark(dir string) string
}

// repository is one repository of a host.
type repository struct {
	host        host
	owner, name string
}

func (r repository) String() string { return r.owner + "/" + r.name }

// scpForm is [user@]host:path, which git takes for ssh.
var scpForm = regexp.MustCompile(`^(?:[\w.+-]+@)?([\w.-]+):([^/\\:][^:]*)$`)

// repositoryOf returns the repository that an origin is, if it can be one of
// GitHub's.
func repositoryOf(origin string) (repository, bool) {
	at, path := "", ""
	if parts := scpForm.FindStringSubmatch(origin); parts != nil && !strings.Contains(origin, "://") {
		at, path = parts[1], parts[2]
	} else if address, err := url.Parse(origin); err == nil && (address.Scheme == "https" || address.Scheme == "ssh") {
		at, path = address.Host, address.Path
		if address.Scheme == "ssh" {
			at = address.Hostname()
		}
	}
	owner, name, ok := strings.Cut(strings.TrimSuffix(strings.Trim(path, "/"), ".git"), "/")
	if at == "" || !ok || owner == "" || name == "" || strings.Contains(name, "/") {
		return repository{}, false
	}
	h := hostOf(at)
	if h == "ssh.github.com" { // Where ssh goes through the port of https.
		h = dotCom
	}
	return repository{host: h, owner: owner, name: name}, true
}

// place is a clone, with the way to ask the host that it came from.
type place struct {
	repository
	// dir is the absolute folder of the clone.
	dir    string
	client *github.Client
	work   Work
	// me is the name of whoever is signed in there.
	me string
	// base is the branch that pull requests lead into, and push says that she may
	// push there herself.
	base string
	push bool
	// remotes are the repositories of the same host that git knows for the clone, by
	// name.
	remotes map[string]repository
}

// originName is what git calls where a clone is from, and upstreamName what people
// call the repository that their fork is from.
const (
	originName   = "origin"
	upstreamName = "upstream"
)

// heads returns what GitHub calls a branch in each repository that has it: with its
// owner before it.
func (p place) heads(b Branch) []string {
	var heads []string
	add := func(remote string) {
		if r, ok := p.remotes[remote]; ok && !slices.Contains(heads, r.owner+":"+b.Name) {
			heads = append(heads, r.owner+":"+b.Name)
		}
	}
	if b.Pushed {
		add(originName)
	}
	for _, remote := range b.Elsewhere {
		add(remote)
	}
	return heads
}

// pushed returns the branch to open a pull request for, and what GitHub calls it:
// the branch that is checked out, or else the one that was worked on last.
func (p place) pushed() (b Branch, head string, ok bool) {
	for _, b := range p.work.Branches {
		if heads := p.heads(b); len(heads) > 0 {
			return b, heads[0], true
		}
	}
	return Branch{}, "", false
}

// naming returns a finding that says which words of it name people and where they
// work, so that they can be taken out of what is shared.
func (p place) naming(f check.Finding) check.Finding {
	if p.host != "" {
		f.Hosts, f.Names = append(f.Hosts, string(p.host)), append(f.Names, p.owner)
	}
	if p.me != "" {
		f.Names = append(f.Names, p.me)
	}
	return f
}

// The codes of what is wrong with a repository as a whole.
const (
	// CodeUnread: git does not tell what is in the clone.
	CodeUnread = "repository/unread"
	// CodeNoGitHub: the origin is at no GitHub.
	CodeNoGitHub = "repository/no-github"
	// CodeMoved: the repository has another name now.
	CodeMoved = "repository/moved"
	// CodeArchived: the repository takes nothing any more.
	CodeArchived = "repository/archived"
)

// placeOf returns the clone in a folder, ready to ask about. With an error it tells
// the repository, where that is known.
func (g *GitHub) placeOf(ctx context.Context, dir string) (place, error) {
	work, err := g.clones.Work(ctx, dir)
	if err != nil {
		return place{}, unread(err)
	}
	r, ok := repositoryOf(work.Origin)
	if !ok {
		return place{}, &Error{
			Code: CodeNoGitHub, What: "The origin of this clone is at no GitHub", Why: "Pull requests are made where the code came from",
			Next: "Clone it from GitHub, or take this step out of the journey",
		}
	}
	at := place{repository: r, dir: dir, work: work, remotes: map[string]repository{originName: r}}
	for name, address := range work.Others {
		if other, ok := repositoryOf(address); ok && other.host == r.host {
			at.remotes[name] = other
		}
	}
	if upstream, ok := at.remotes[upstreamName]; ok {
		at.repository = upstream
	}
	found, err := g.enter(ctx, &at)
	if err != nil {
		return at, err
	}
	at.base = cmp.Or(found.GetDefaultBranch(), work.Base)
	may, told := found.GetPermissions()["push"]
	at.push = may || !told
	return at, nil
}

// unread says that git does not tell what is in a clone.
func unread(err error) error {
	return &Error{Code: CodeUnread, What: "The clone cannot be read", Why: strings.TrimSuffix(err.Error(), "."), Next: "Put that right first", Err: err}
}

// enter fills in the way to ask in the name of whoever is signed in, and that name,
// and returns the repository once it is known to be there under its own and to take
// changes.
func (g *GitHub) enter(ctx context.Context, at *place) (*github.Repository, error) {
	r := at.repository
	s, err := g.session(ctx, r.host)
	if err != nil {
		return nil, err
	}
	at.client = s.client
	user, _, err := s.client.Users.Get(ctx, "")
	if err != nil {
		return nil, g.explain(r.host, err)
	}
	at.me = user.GetLogin()
	found, _, err := s.client.Repositories.Get(ctx, r.owner, r.name)
	if err != nil {
		return nil, g.noRepository(r, err)
	}
	if now := found.GetFullName(); !strings.EqualFold(now, r.String()) {
		return nil, &Error{
			Code: CodeMoved, What: r.String() + " is called " + now + " now", Why: "Its owner renamed it or moved it to another account",
			Next: "Have git know the new address: git remote set-url origin " + found.GetCloneURL() + "; and tell whoever wrote the journey",
			Link: r.host.page("/" + now),
		}
	}
	if found.GetArchived() {
		return nil, &Error{
			Code: CodeArchived, What: r.String() + " is archived", Why: "Its owner closed it: it can be read, and takes no changes any more",
			Next: "Ask your team where the work goes on, and tell whoever wrote the journey",
		}
	}
	return found, nil
}

// noRepository says that a repository was not shown.
func (g *GitHub) noRepository(r repository, err error) error {
	err = g.explain(r.host, err)
	var e *Error
	if errors.As(err, &e) && isNotFound(err) {
		e.What = string(r.host) + " shows you no repository " + r.String()
	}
	return err
}

// isNotFound reports whether a host shows nothing at an address.
func isNotFound(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == CodeNotFound
}

// opened returns the person's pull request of a clone: that of one of her
// branches or, where those are gone, the newest that she has opened since she
// cloned it. It is nil where there is none. One that somebody else opened is not
// hers, be it for a branch that she has here too.
func (g *GitHub) opened(ctx context.Context, p place) (*github.PullRequest, error) {
	const branches, most = 5, 10
	// The clock of this machine and that of the host may differ.
	const apart = time.Hour
	hers := func(who *github.User, created github.Timestamp) bool {
		return who.GetLogin() == p.me && !created.Before(p.work.Since.Add(-apart))
	}
	for i, b := range p.work.Branches {
		if i == branches {
			break
		}
		for _, head := range p.heads(b) {
			found, _, err := p.client.PullRequests.List(ctx, p.owner, p.name, &github.PullRequestListOptions{
				State: "all", Head: head, Sort: "created", Direction: "desc", ListOptions: github.ListOptions{PerPage: most},
			})
			if err != nil {
				return nil, g.explain(p.host, err)
			}
			for _, pull := range found {
				if hers(pull.GetUser(), pull.GetCreatedAt()) {
					return pull, nil
				}
			}
		}
	}
	// Where many people work, hers would soon be no longer among the newest of all.
	found, _, err := p.client.Issues.ListByRepo(ctx, p.owner, p.name, &github.IssueListByRepoOptions{
		State: "all", Creator: p.me, Sort: "created", Direction: "desc", ListOptions: github.ListOptions{PerPage: most},
	})
	if err != nil {
		return nil, g.explain(p.host, err)
	}
	for _, issue := range found {
		if !issue.IsPullRequest() || !hers(issue.GetUser(), issue.GetCreatedAt()) {
			continue
		}
		pull, _, err := p.client.PullRequests.Get(ctx, p.owner, p.name, issue.GetNumber())
		return pull, g.explain(p.host, err)
	}
	return nil, nil
}

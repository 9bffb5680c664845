package github

import (
	"context"
	"errors"
	"net/url"
	"regexp"
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
}

// Branch is one branch of the person's own.
type Branch struct {
	Name string
	// Subject and Body are the words of its last commit.
	Subject, Body string
	// Pushed says that the origin has it.
	Pushed bool
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
	client, me, err := g.enter(ctx, r)
	if err != nil {
		return place{repository: r}, err
	}
	return place{repository: r, dir: dir, client: client, work: work, me: me}, nil
}

// unread says that git does not tell what is in a clone.
func unread(err error) error {
	return &Error{Code: CodeUnread, What: "The clone cannot be read", Why: strings.TrimSuffix(err.Error(), "."), Next: "Put that right first", Err: err}
}

// enter returns the way to ask in the name of whoever is signed in, and that name,
// once the repository is known to be there under its own and to take changes.
func (g *GitHub) enter(ctx context.Context, r repository) (client *github.Client, me string, err error) {
	s, err := g.session(ctx, r.host)
	if err != nil {
		return nil, "", err
	}
	user, _, err := s.client.Users.Get(ctx, "")
	if err != nil {
		return nil, "", g.explain(r.host, err)
	}
	found, _, err := s.client.Repositories.Get(ctx, r.owner, r.name)
	if err != nil {
		return nil, "", g.noRepository(r, err)
	}
	if now := found.GetFullName(); !strings.EqualFold(now, r.String()) {
		return nil, "", &Error{
			Code: CodeMoved, What: r.String() + " is called " + now + " now", Why: "Its owner renamed it or moved it to another account",
			Next: "Have git know the new address: git remote set-url origin " + found.GetCloneURL() + "; and tell whoever wrote the journey",
			Link: r.host.page("/" + now),
		}
	}
	if found.GetArchived() {
		return nil, "", &Error{
			Code: CodeArchived, What: r.String() + " is archived", Why: "Its owner closed it: it can be read, and takes no changes any more",
			Next: "Ask your team where the work goes on, and tell whoever wrote the journey",
		}
	}
	return s.client, user.GetLogin(), nil
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
		if !b.Pushed {
			continue
		}
		found, _, err := p.client.PullRequests.List(ctx, p.owner, p.name, &github.PullRequestListOptions{
			State: "all", Head: p.owner + ":" + b.Name, Sort: "created", Direction: "desc", ListOptions: github.ListOptions{PerPage: most},
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

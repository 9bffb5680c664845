package github

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// PickSpec says which tasks there are to pick from.
type PickSpec struct {
	// Host and Repository are where the tasks are, such as "github.com" and
	// "acme/payments".
	Host, Repository string
	// Label is what a task must be labelled with; empty means any.
	Label string
	// Dir is the absolute folder of the clone in which a branch is made for it.
	Dir string
	// Branch is the pattern of the branch's name, such as
	// "{user}/{number}-{slug}".
	Branch string
}

// The codes of Pick's findings.
const (
	// CodeNotPicked: there are tasks, and she has picked none.
	CodeNotPicked = "pick/none"
	// CodeNoTasks: there is nothing to pick.
	CodeNoTasks = "pick/empty"
)

// picks observes one claim that a task was picked.
type picks struct {
	*GitHub
	spec PickSpec
	repository

	mu   sync.Mutex
	seen offer
}

// offer is what an observation learnt that its fixes need.
type offer struct {
	client *github.Client
	me     string
	work   Work
	tasks  []*github.Issue
}

// Pick returns the check that the person picked a task: she has a branch for an
// issue of the repository, or had one from which she opened a pull request.
func (g *GitHub) Pick(spec PickSpec) check.Check {
	owner, name, _ := strings.Cut(spec.Repository, "/")
	p := &picks{GitHub: g, spec: spec, repository: repository{host: hostOf(spec.Host), owner: owner, name: name}}
	return check.Check{
		Observe: p.observe, Fixes: p.fixes, Limit: following,
		Watch: check.Watch{Every: askedEvery, Trees: []string{g.clones.Refs(spec.Dir)}},
	}
}

func (p *picks) observe(ctx context.Context, _ check.Output) check.Finding {
	f, me := p.look(ctx)
	return place{repository: p.repository, me: me}.naming(f)
}

// look returns the finding, and whom the host takes the person for.
func (p *picks) look(ctx context.Context) (f check.Finding, me string) {
	work, err := p.clones.Work(ctx, p.spec.Dir)
	if err != nil {
		return cannotTell(unread(err)), ""
	}
	at := place{repository: p.repository, dir: p.spec.Dir, work: work}
	if _, err := p.enter(ctx, &at); err != nil {
		return cannotTell(err), ""
	}
	client, me := at.client, at.me
	issue, branch, err := p.picked(ctx, client, me, work)
	switch {
	case err != nil:
		return cannotTell(err), me
	case issue != nil:
		return check.Hold(fmt.Sprintf("You picked #%d: %s", issue.GetNumber(), plain(issue.GetTitle())),
			check.Literal("Branch", branch), check.Literal("Page", plain(issue.GetHTMLURL())), check.Fact("Comments", strconv.Itoa(issue.GetComments()))), me
	}
	tasks, err := p.tasks(ctx, client, me)
	if err != nil {
		return cannotTell(err), me
	}
	p.mu.Lock()
	p.seen = offer{client: client, me: me, work: work, tasks: tasks}
	p.mu.Unlock()
	if len(tasks) == 0 {
		what := "open issue"
		if p.spec.Label != "" {
			what += " labelled “" + p.spec.Label + "”"
		}
		return check.NotYet(CodeNoTasks, fmt.Sprintf("There is no %s in %s", what, p.repository),
			check.Fact("What to do", "Ask your team for a first task, and to label it"), check.Literal("Page", p.host.page("/"+p.String()+"/issues"))), me
	}
	facts, names := []check.Evidence{}, []string{}
	const shown = 3
	for _, task := range tasks[:min(shown, len(tasks))] {
		facts = append(facts, check.Fact("To pick", fmt.Sprintf("#%d %s (%s)", task.GetNumber(), plain(task.GetTitle()), p.about(task, me))))
		for _, who := range task.Assignees {
			names = append(names, plain(who.GetLogin()))
		}
	}
	f = check.NotYet(CodeNotPicked, counted(len(tasks), "task is", "tasks are")+" there to pick from", facts...)
	f.Names = names
	return f, me
}

// picked returns the issue that the person has a branch for, and the branch; nil
// where she has none.
func (p *picks) picked(ctx context.Context, client *github.Client, me string, work Work) (*github.Issue, string, error) {
	pattern := branchPattern(p.spec.Branch, me)
	var names []string
	for _, b := range work.Branches {
		names = append(names, b.Name)
	}
	matches := slices.ContainsFunc(names, pattern.MatchString)
	if r, ok := repositoryOf(work.Origin); ok && !matches && r.host == p.host {
		remotes := map[string]repository{originName: r}
		pull, err := p.opened(ctx, place{repository: r, client: client, work: work, me: me, remotes: remotes})
		if err != nil {
			return nil, "", err
		}
		if pull != nil {
			names = append(names, plain(pull.GetHead().GetRef()))
		}
	}
	for _, name := range names {
		parts := pattern.FindStringSubmatch(name)
		if parts == nil {
			continue
		}
		number, err := strconv.Atoi(parts[1])
		if err != nil {
			continue
		}
		issue, _, err := client.Issues.Get(ctx, p.owner, p.name, number)
		if err = p.explain(p.host, err); isNotFound(err) {
			continue
		}
		if err != nil || !issue.IsPullRequest() {
			return issue, name, err
		}
	}
	return nil, "", nil
}

// tasks returns the issues to pick from: hers first, then those that nobody has,
// the newest of each first.
func (p *picks) tasks(ctx context.Context, client *github.Client, me string) ([]*github.Issue, error) {
	const most = 100
	options := &github.IssueListByRepoOptions{State: "open", Sort: "created", Direction: "desc", ListOptions: github.ListOptions{PerPage: most}}
	if p.spec.Label != "" {
		options.Labels = []string{p.spec.Label}
	}
	found, _, err := client.Issues.ListByRepo(ctx, p.owner, p.name, options)
	if err != nil {
		return nil, p.explain(p.host, err)
	}
	tasks := slices.DeleteFunc(found, func(i *github.Issue) bool { return i.IsPullRequest() })
	rank := func(i *github.Issue) int {
		switch {
		case has(i, me):
			return 0
		case len(i.Assignees) == 0:
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(tasks, func(a, b *github.Issue) int { return cmp.Compare(rank(a), rank(b)) })
	return tasks, nil
}

// has reports whether an issue is assigned to somebody.
func has(i *github.Issue, who string) bool {
	return slices.ContainsFunc(i.Assignees, func(u *github.User) bool { return u.GetLogin() == who })
}

// about says in a few words how old a task is, what was said of it, and who has
// it.
func (p *picks) about(task *github.Issue, me string) string {
	const day = 24 * time.Hour
	age := "new today"
	if days := int(p.now().Sub(task.GetCreatedAt().Time) / day); days > 0 {
		age = counted(days, "day old", "days old")
	}
	who := "nobody has it"
	switch {
	case has(task, me):
		who = "you have it"
	case len(task.Assignees) > 0:
		who = plain(task.Assignees[0].GetLogin()) + " has it"
	}
	return age + ", " + counted(task.GetComments(), "comment", "comments") + ", " + who
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

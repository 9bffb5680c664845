package github

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// The codes of Checks' findings.
const (
	// CodeChecksFailed: a check says that something is wrong.
	CodeChecksFailed = "checks/failed"
	// CodeChecksRun: some have not ended yet.
	CodeChecksRun = "checks/running"
	// CodeChecksWait: somebody has to let them run.
	CodeChecksWait = "checks/waiting"
)

// Checks returns the check that every check of the person's pull request of the
// clone in a folder succeeds.
func (g *GitHub) Checks(dir string) check.Check {
	return g.follow(dir, func(ctx context.Context, at place, pull *github.PullRequest) (check.Finding, []check.Fix) {
		return g.checked(ctx, at, pull), nil
	})
}

// result is how one check stands, whichever way it is told.
type result struct {
	name string
	// state is "done", "failed", "waiting" or "running".
	state string
	says  string
	page  string
	// job is the run of GitHub Actions that it is; 0 where it is none.
	job   int64
	ended time.Time
}

// startsWithin is how long checks may take to appear.
const startsWithin = 2 * time.Minute

func (g *GitHub) checked(ctx context.Context, at place, pull *github.PullRequest) check.Finding {
	results, err := g.results(ctx, at, pull.GetHead().GetSHA())
	if err != nil {
		return cannotTell(err)
	}
	facts := factsOf(pull)
	var failed, waiting []result
	var running int
	var last time.Time
	for _, r := range results {
		switch r.state {
		case "failed":
			failed = append(failed, r)
		case "waiting":
			waiting = append(waiting, r)
		case "running":
			running++
		}
		if r.ended.After(last) {
			last = r.ended
		}
	}
	switch {
	case len(failed) > 0:
		return g.failed(ctx, at, failed, facts)
	case len(waiting) > 0:
		return check.WaitsFor(CodeChecksWait, "The checks wait until somebody lets them run",
			append(facts, check.Fact("What to do", "Ask whoever owns the repository: it lets no checks run for people who are new"))...)
	case running > 0:
		return check.NotYet(CodeChecksRun, fmt.Sprintf("%d of %d checks still run", running, len(results)), facts...)
	case len(results) == 0 && pull.MergedAt == nil && g.now().Sub(pull.GetCreatedAt().Time) < startsWithin:
		return check.NotYet(CodeChecksRun, "No check has begun yet", facts...)
	case len(results) == 0:
		return check.Hold("This repository runs no checks", facts...)
	default:
		f := check.Hold(fmt.Sprintf("All %d checks succeed", len(results)), facts...)
		if len(results) == 1 {
			f.Summary = "The check " + results[0].name + " succeeds"
		}
		f.At = last.UTC()
		return f
	}
}

// failed says which checks failed, and shows how the first of them ended.
func (g *GitHub) failed(ctx context.Context, at place, failed []result, facts []check.Evidence) check.Finding {
	first := failed[0]
	summary := "The check " + first.name + " of your pull request failed"
	if len(failed) > 1 {
		summary = fmt.Sprintf("%d checks of your pull request failed, %s first", len(failed), first.name)
	}
	for _, r := range failed {
		facts = append(facts, check.Literal("Failed", r.name))
	}
	if first.says != "" {
		facts = append(facts, check.Fact("It says", first.says))
	}
	if first.page != "" {
		facts = append(facts, check.Literal("Its page", first.page))
	}
	f := check.Fail(CodeChecksFailed, summary, append(facts, check.Fact("What to do", "Put it right on the same branch and push: the checks run again by themselves"))...)
	if first.job != 0 {
		// A log that cannot be had is no reason to say less.
		f.Detail, _ = g.log(ctx, at, first.job)
	}
	return f
}

// results returns how the checks of a commit stand: those of apps, and those of
// programs that only set a status.
func (g *GitHub) results(ctx context.Context, at place, sha string) ([]result, error) {
	latest := "latest"
	runs, err := pages(func(page github.ListOptions) ([]*github.CheckRun, *github.Response, error) {
		found, response, err := at.client.Checks.ListCheckRunsForRef(ctx, at.owner, at.name, sha, &github.ListCheckRunsOptions{Filter: &latest, ListOptions: page})
		if err != nil {
			return nil, nil, err
		}
		return found.CheckRuns, response, nil
	})
	if err != nil {
		return nil, g.explain(at.host, err)
	}
	var results []result
	for _, run := range runs {
		r := result{name: plain(run.GetName()), says: plain(run.GetOutput().GetTitle()), page: plain(run.GetHTMLURL()), ended: run.GetCompletedAt().Time}
		if run.GetApp().GetSlug() == "github-actions" {
			r.job = run.GetID()
		}
		r.state = stateOf(run.GetStatus(), run.GetConclusion())
		results = append(results, r)
	}
	statuses, err := pages(func(page github.ListOptions) ([]*github.RepoStatus, *github.Response, error) {
		found, response, err := at.client.Repositories.GetCombinedStatus(ctx, at.owner, at.name, sha, &page)
		if err != nil {
			return nil, nil, err
		}
		return found.Statuses, response, nil
	})
	if err != nil {
		return nil, g.explain(at.host, err)
	}
	for _, s := range statuses {
		r := result{name: plain(s.GetContext()), says: plain(s.GetDescription()), page: plain(s.GetTargetURL()), ended: s.GetUpdatedAt().Time}
		r.state = map[string]string{"success": "done", "failure": "failed", "error": "failed"}[s.GetState()]
		if r.state == "" {
			r.state = "running"
		}
		results = append(results, r)
	}
	return results, nil
}

func stateOf(status, conclusion string) string {
	switch {
	case status != "completed":
		return "running"
	case conclusion == "action_required":
		return "waiting"
	case conclusion == "success" || conclusion == "neutral" || conclusion == "skipped":
		return "done"
	default:
		return "failed"
	}
}

// stamp is the time that GitHub Actions writes before each line.
var stamp = regexp.MustCompile(`(?m)^\x{feff}?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ?`)

// log returns the end of what a job of GitHub Actions printed, up to where it
// failed, without secrets. It lies with somebody else, who is not given the token.
func (g *GitHub) log(ctx context.Context, at place, job int64) (string, error) {
	address, _, err := at.client.Actions.GetWorkflowJobLogs(ctx, at.owner, at.name, job, 0)
	if err != nil {
		return "", g.explain(at.host, err)
	}
	if address.Scheme != "https" {
		return "", portal(at.host)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return "", fmt.Errorf("asking for the log: %w", err)
	}
	response, err := g.transport.RoundTrip(request)
	if err != nil {
		return "", g.explain(at.host, err)
	}
	if err := whole(at.host, response); err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", answered(at.host, response, "", nil)
	}
	text := process.Uncoloured(stamp.ReplaceAllString(strings.ReplaceAll(peek(response), "\r\n", "\n"), ""))
	if i := strings.LastIndex(text, "##[error]"); i >= 0 {
		end := i + strings.IndexByte(text[i:]+"\n", '\n')
		text = text[:min(end, len(text))]
	}
	return check.Tail(process.NewRedactor(nil).Redact(strings.TrimSpace(text))), nil
}

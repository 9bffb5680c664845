package github

import (
	"context"
	"slices"
	"time"

	"github.com/google/go-github/v62/github"
)

// Merges returns when the person's pull requests were merged into the repository of
// the clone in a folder, the first one first: as far as her first thousand issues and
// pull requests there go.
func (g *GitHub) Merges(ctx context.Context, dir string) ([]time.Time, error) {
	at, err := g.placeOf(ctx, dir)
	if err != nil {
		return nil, err
	}
	hers, err := pages(func(page github.ListOptions) ([]*github.Issue, *github.Response, error) {
		return at.client.Issues.ListByRepo(ctx, at.owner, at.name, &github.IssueListByRepoOptions{
			Creator: at.me, State: "closed", Sort: "created", Direction: "asc", ListOptions: page,
		})
	})
	if err != nil {
		return nil, g.explain(at.host, err)
	}
	var merged []time.Time
	for _, issue := range hers {
		if links := issue.GetPullRequestLinks(); links != nil && links.MergedAt != nil {
			merged = append(merged, links.MergedAt.UTC())
		}
	}
	slices.SortFunc(merged, time.Time.Compare)
	return merged, nil
}

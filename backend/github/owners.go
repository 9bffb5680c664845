package github

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/google/go-github/v62/github"
	"github.com/hmarr/codeowners"
)

// ownersLimit is the longest file of owners that GitHub heeds.
const ownersLimit = 3 << 20

// owners returns whom the repository's own CODEOWNERS names for what a pull request
// changes: people as "grace", teams as "acme/payments". A file that cannot be made
// out names nobody, as it does for GitHub.
func (g *GitHub) owners(ctx context.Context, at place, pull *github.PullRequest) ([]string, error) {
	rules, err := g.ownerRules(ctx, at)
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	files, err := pages(func(page github.ListOptions) ([]*github.CommitFile, *github.Response, error) {
		return at.client.PullRequests.ListFiles(ctx, at.owner, at.name, pull.GetNumber(), &page)
	})
	if err != nil {
		return nil, g.explain(at.host, err)
	}
	var named []string
	for _, f := range files {
		rule, err := rules.Match(f.GetFilename())
		if err != nil || rule == nil {
			continue
		}
		for _, o := range rule.Owners {
			if o.Type != codeowners.EmailOwner && !slices.Contains(named, o.Value) {
				named = append(named, o.Value)
			}
		}
	}
	return named, nil
}

// ownerRules reads the file of owners from where GitHub looks for it.
func (g *GitHub) ownerRules(ctx context.Context, at place) (codeowners.Ruleset, error) {
	for _, folder := range []string{".github", "", "docs"} {
		files, err := g.clones.Files(ctx, at.dir, at.work.Base, folder)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(files, func(file string) bool { return path.Base(file) == "CODEOWNERS" })
		if i < 0 {
			continue
		}
		text, err := g.clones.Text(ctx, at.dir, at.work.Base, files[i])
		if err != nil || len(text) > ownersLimit {
			return nil, err
		}
		rules, err := codeowners.ParseFile(strings.NewReader(text), codeowners.WithOwnerMatchers([]codeowners.OwnerMatcher{
			codeowners.OwnerMatchFunc(codeowners.MatchTeamOwner), codeowners.OwnerMatchFunc(codeowners.MatchUsernameOwner),
			// By an address nobody can be asked here, and one that is not understood
			// spoils no other line.
			codeowners.OwnerMatchFunc(func(owner string) (codeowners.Owner, error) {
				return codeowners.Owner{Value: owner, Type: codeowners.EmailOwner}, nil
			}),
		}))
		if err != nil {
			return nil, nil
		}
		return rules, nil
	}
	return nil, nil
}

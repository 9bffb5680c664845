package github

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// toAsk returns whom to ask for a review: those whom the journey names, then those
// whom the repository does.
func (g *GitHub) toAsk(ctx context.Context, at place, pull *github.PullRequest, by []string) ([]string, error) {
	owners, err := g.owners(ctx, at, pull)
	if err != nil {
		return nil, err
	}
	var named []string
	for _, who := range slices.Concat(by, owners) {
		who = strings.TrimPrefix(who, "@")
		same := func(other string) bool { return strings.EqualFold(other, who) }
		if !same(at.me) && !slices.ContainsFunc(named, same) {
			named = append(named, who)
		}
	}
	return named, nil
}

// everyone is the answer that asks all who are named.
const everyone = "everyone"

// askForReview offers to ask for a review of a pull request: those who are named, or
// whom the person names where nobody is.
func (g *GitHub) askForReview(at place, pull *github.PullRequest, named []string) check.Fix {
	who := check.Input{Name: "who", Label: "Reviewer", Hint: "A name at " + string(at.host) + ", such as grace, or a team, such as " + at.owner + "/backend."}
	if len(named) == 0 {
		who.Pattern = `@?[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?`
	}
	if len(named) > 1 {
		who.Choices = append(who.Choices, check.Choice{Value: everyone, Label: "All of them", Hint: strings.Join(named, ", ")})
	}
	for _, name := range named {
		who.Choices = append(who.Choices, check.Choice{Value: name, Label: name})
	}
	if len(named) > 0 {
		who.Default = named[0]
		who.Hint = "The journey, or the repository's CODEOWNERS, names them."
	}
	return check.Fix{
		ID: "ask", Title: "Ask for a review",
		Effect:    fmt.Sprintf("%s tells the reviewer that #%d waits.", at.host, pull.GetNumber()),
		Privilege: check.User, Undo: "Take the reviewer off again on the page of the pull request", Inputs: []check.Input{who},
		Apply: func(ctx context.Context, answers check.Answers, out check.Output) error {
			asked := []string{strings.TrimPrefix(answers["who"], "@")}
			if len(named) > 1 && asked[0] == everyone {
				asked = named
			}
			if err := g.request(ctx, at, pull.GetNumber(), asked); err != nil {
				return err
			}
			out.Line("Asked for a review: " + strings.Join(asked, ", "))
			return nil
		},
	}
}

// request asks people and teams for a review.
func (g *GitHub) request(ctx context.Context, at place, number int, asked []string) error {
	var wish github.ReviewersRequest
	for _, who := range asked {
		if _, team, ok := strings.Cut(who, "/"); ok {
			wish.TeamReviewers = append(wish.TeamReviewers, team)
		} else {
			wish.Reviewers = append(wish.Reviewers, who)
		}
	}
	_, _, err := at.client.PullRequests.RequestReviewers(ctx, at.owner, at.name, number, wish)
	return g.explain(at.host, err)
}

// readying offers to mark a draft as ready for review.
func (g *GitHub) readying(at place, pull *github.PullRequest) check.Fix {
	return check.Fix{
		ID: "ready", Title: "Mark it as ready for review",
		Effect:    fmt.Sprintf("#%d is no draft any more, and %s tells whoever reviews it.", pull.GetNumber(), at.host),
		Privilege: check.User, Undo: "Make it a draft again on its page",
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			if err := g.ready(ctx, at, pull); err != nil {
				return err
			}
			out.Line(fmt.Sprintf("#%d is ready for review.", pull.GetNumber()))
			return nil
		},
	}
}

// ready marks a draft as ready, which GitHub lets one do by GraphQL only.
func (g *GitHub) ready(ctx context.Context, at place, pull *github.PullRequest) error {
	const mutation = "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { isDraft } } }"
	request, err := at.client.NewRequest(http.MethodPost, at.host.graph().String(), map[string]any{
		"query": mutation, "variables": map[string]string{"id": pull.GetNodeID()},
	})
	if err != nil {
		return fmt.Errorf("asking %s: %w", at.host, err)
	}
	var answer struct {
		Errors []struct {
			Message string `json:"message"`
		} `json:"errors"`
	}
	if _, err := at.client.Do(ctx, request, &answer); err != nil {
		return g.explain(at.host, err)
	}
	if len(answer.Errors) > 0 {
		// It says so with a status of 200.
		return &Error{
			Code: CodeRefused, What: string(at.host) + " did not mark it as ready", Why: said(strings.TrimSuffix(plain(answer.Errors[0].Message), "."), "It gave no reason"),
			Next: "Mark it as ready on its page", Link: pull.GetHTMLURL(),
		}
	}
	return nil
}

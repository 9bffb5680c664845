package github

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// The codes of Review's findings.
const (
	// CodeReviewDraft: it is a draft, which nobody reviews.
	CodeReviewDraft = "review/draft"
	// CodeNobodyAsked: nobody was asked for a review.
	CodeNobodyAsked = "review/nobody-asked"
	// CodeReviewWaiting: somebody was asked, and has not answered.
	CodeReviewWaiting = "review/waiting"
	// CodeCommented: somebody answered, and has not decided.
	CodeCommented = "review/commented"
	// CodeChanges: somebody asks for changes.
	CodeChanges = "review/changes"
)

// Review returns the check that the person's pull request of the clone in a
// folder is approved, and that nobody asks for changes. By are whom to ask for the
// review, people such as "grace" and teams such as "acme/payments".
func (g *GitHub) Review(dir string, by ...string) check.Check {
	return g.follow(dir, func(ctx context.Context, at place, pull *github.PullRequest) (check.Finding, []check.Fix) {
		f := g.reviewed(ctx, at, pull)
		switch f.Code {
		case CodeReviewDraft:
			return f, []check.Fix{g.readying(at, pull)}
		case CodeNobodyAsked:
			named, err := g.toAsk(ctx, at, pull, by)
			if err != nil {
				return cannotTell(err), nil
			}
			f.Names = append(f.Names, named...)
			return f, []check.Fix{g.askForReview(at, pull, named)}
		default:
			return f, nil
		}
	})
}

// verdict is what reviewers said of a pull request.
type verdict struct {
	approved, changes, commented []string
	// first is when somebody answered first.
	first time.Time
}

func (g *GitHub) reviewed(ctx context.Context, at place, pull *github.PullRequest) check.Finding {
	reviews, err := pages(func(page github.ListOptions) ([]*github.PullRequestReview, *github.Response, error) {
		return at.client.PullRequests.ListReviews(ctx, at.owner, at.name, pull.GetNumber(), &page)
	})
	if err != nil {
		return cannotTell(g.explain(at.host, err))
	}
	v, asked := judged(reviews, pull.GetUser().GetLogin()), reviewers(pull)
	f := v.finding(pull, asked)
	f.Names = slices.Concat(asked, v.approved, v.changes, v.commented)
	return f
}

// finding returns what reviewers' verdicts mean for a pull request that others were
// asked to review.
func (v verdict) finding(pull *github.PullRequest, asked []string) check.Finding {
	facts := factsOf(pull)
	// Whoever was asked once more has the next move.
	v.changes = slices.DeleteFunc(slices.Clone(v.changes), func(who string) bool { return slices.Contains(asked, who) })
	if len(asked) > 0 {
		facts = append(facts, check.Fact("Asked", strings.Join(asked, ", ")))
	}
	if !v.first.IsZero() {
		facts = append(facts, check.Fact("First answer", v.first.Local().Format("2 January 15:04")))
	}
	hold := func(summary string) check.Finding {
		f := check.Hold(summary, facts...)
		f.At = v.first.UTC()
		return f
	}
	switch {
	case pull.MergedAt != nil && len(v.approved) == 0:
		return hold("Your pull request is merged")
	case len(v.changes) > 0 && pull.MergedAt == nil:
		return check.Fail(CodeChanges, names(v.changes)+" for changes",
			append(facts, check.Fact("What to do", "Read the comments on its page, push what you change to the same branch, and ask for another review there"))...)
	case len(v.approved) > 0:
		return hold(strings.Join(v.approved, " and ") + " approved your pull request")
	case pull.GetDraft():
		return check.NotYet(CodeReviewDraft, "Your pull request is still a draft", append(facts, check.Fact("What to do", "Mark it as ready for review once it is"))...)
	case len(v.commented) > 0:
		return check.WaitsFor(CodeCommented, strings.Join(v.commented, " and ")+" commented, and did not decide yet",
			append(facts, check.Fact("What to do", "Answer the comments on its page"))...)
	case len(asked) > 0:
		return check.WaitsFor(CodeReviewWaiting, "Your pull request waits for a review by "+strings.Join(asked, ", "), facts...)
	default:
		return check.NotYet(CodeNobodyAsked, "Nobody is asked to review your pull request yet",
			append(facts, check.Fact("What to do", "Ask somebody for a review; your team knows who looks at it"))...)
	}
}

// judged returns what reviewers said last, each of them once. That somebody
// commented takes back nothing that she has decided before. What a
// program remarks is nobody's answer.
func judged(reviews []*github.PullRequestReview, author string) verdict {
	var v verdict
	var order []string
	last := map[string]string{}
	for _, r := range reviews {
		who := plain(r.GetUser().GetLogin())
		state := r.GetState()
		program := r.GetUser().GetType() == "Bot"
		if who == author || state == "PENDING" || program && state == "COMMENTED" {
			continue
		}
		if at := r.GetSubmittedAt().Time; !program && (v.first.IsZero() || at.Before(v.first)) {
			v.first = at
		}
		if _, known := last[who]; !known {
			order = append(order, who)
		} else if state == "COMMENTED" {
			continue
		}
		last[who] = state
	}
	for _, who := range order {
		switch last[who] {
		case "APPROVED":
			v.approved = append(v.approved, who)
		case "CHANGES_REQUESTED":
			v.changes = append(v.changes, who)
		case "COMMENTED":
			v.commented = append(v.commented, who)
		}
	}
	return v
}

// reviewers names the people and the teams that were asked and have not answered.
func reviewers(pull *github.PullRequest) []string {
	var asked []string
	for _, u := range pull.RequestedReviewers {
		asked = append(asked, plain(u.GetLogin()))
	}
	for _, t := range pull.RequestedTeams {
		asked = append(asked, plain(t.GetName()))
	}
	return asked
}

// names begins a sentence with who asks.
func names(who []string) string {
	if len(who) == 1 {
		return who[0] + " asks"
	}
	return strings.Join(who, " and ") + " ask"
}

package guardrail

import (
	"context"
	"slices"

	"firstlight/backend/check"
)

// remake offers to make the last so many commits again. It returns nil where that
// is not the person's to do: an origin has one of them, a merge is among them, or
// their branch is not checked out.
func (g *Guardrail) remake(spec Spec, out Outgoing, last int, fix check.Fix, how ...string) []check.Fix {
	if last == 0 || !out.Current || out.Base == "" || out.Merges || out.Cut || out.Commits[last-1].Published {
		return nil
	}
	command := g.clones.Remade(spec.Dir, out.Commits[last-1].Hash, how...)
	fix.Privilege, fix.Undo = check.User, check.Run("git", "reset", "--keep", out.Commits[0].Short).String()
	fix.Plan = func(check.Answers) []check.Command { return []check.Command{command} }
	fix.Apply = func(ctx context.Context, _ check.Answers, out check.Output) error {
		return g.clones.Remake(ctx, command, out)
	}
	return []check.Fix{fix}
}

// renamed offers to put the person's name on several commits, unless some among them
// are somebody else's work.
func (g *Guardrail) renamed(spec Spec, out Outgoing, wrong []Commit) []check.Fix {
	if len(wrong) == 0 {
		return nil
	}
	oldest := wrong[len(wrong)-1].Hash
	last := 1 + slices.IndexFunc(out.Commits, func(c Commit) bool { return c.Hash == oldest })
	if slices.ContainsFunc(out.Commits[:last], func(c Commit) bool { return c.Email != c.Committer }) {
		return nil
	}
	return g.remake(spec, out, last, check.Fix{
		ID: "authors", Title: "Put your name on " + counted(last, "commit", "commits"),
		Effect: "The last " + counted(last, "commit", "commits") + " of this branch are made again, with you as their author.",
	}, "--exec", "git commit --amend --only --allow-empty --no-edit --no-verify --reset-author")
}

// signedAll offers to sign every commit that no origin has.
func (g *Guardrail) signedAll(spec Spec, out Outgoing) []check.Fix {
	last := slices.IndexFunc(out.Commits, func(c Commit) bool { return c.Published })
	if last < 0 {
		last = len(out.Commits)
	}
	return g.remake(spec, out, last, check.Fix{
		ID: "sign-all", Title: "Sign " + counted(last, "commit", "commits"),
		Effect: "The last " + counted(last, "commit", "commits") + " of this branch are made again, with your signature.",
	}, "--gpg-sign")
}

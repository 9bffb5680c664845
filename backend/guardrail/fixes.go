package guardrail

import (
	"context"
	"fmt"
	"slices"

	"firstlight/backend/check"
)

// fixes returns the ways to make what would be pushed fit to be pushed. Commits
// are only made again while no origin holds them.
func (g *Guardrail) fixes(spec Spec, f check.Finding, last sight) []check.Fix {
	out := last.out
	switch f.Code {
	case "guardrail/secret":
		return append(takeBack(spec, out, leaking(last)), allow(spec, last)...)
	case "guardrail/branch":
		if !out.Current {
			return nil
		}
		return []check.Fix{ownBranch(spec)}
	case "guardrail/identity":
		wrong := strangers(out)
		if slices.ContainsFunc(wrong, func(c Commit) bool { return c.Email != c.Committer }) {
			return nil
		}
		if len(wrong) != 1 || !amendable(out) || wrong[0].Hash != out.Commits[0].Hash {
			return g.renamed(spec, out, wrong)
		}
		return []check.Fix{amend(spec, out, "author", "Put your name on the last commit",
			"The last commit of this branch is made again, with you as its author.", "--reset-author")}
	case "guardrail/unsigned":
		if !amendable(out) || len(out.Commits) > 1 {
			return g.signedAll(spec, out)
		}
		return []check.Fix{amend(spec, out, "sign", "Sign the last commit",
			"The last commit of this branch is made again with your signature.", "-S")}
	default:
		return nil
	}
}

// amendable reports whether the last commit can be made again.
func amendable(out Outgoing) bool {
	return out.Current && len(out.Commits) > 0 && !out.Commits[0].Published
}

// leaking returns the place of the oldest commit that holds an open leak.
func leaking(last sight) int {
	oldest := -1
	for i, c := range last.out.Commits {
		for _, l := range last.leaks {
			if l.Commit == c.Hash && l.allowed == "" {
				oldest = i
			}
		}
	}
	return oldest
}

// takeBack offers to take back the commits down to the one that holds a secret,
// and to keep what they changed.
func takeBack(spec Spec, out Outgoing, oldest int) []check.Fix {
	if oldest < 0 || !out.Current || out.Base == "" || out.Merges || out.Commits[oldest].Published {
		return nil
	}
	title, effect := "Take the last commit back", "Your last commit is undone, and what it changed stays in your files. Take the secret out there, and commit again."
	if oldest > 0 {
		title = fmt.Sprintf("Take the last %d commits back", oldest+1)
		effect = fmt.Sprintf("Your last %d commits are undone, and what they changed stays in your files. Take the secret out there, and commit again.", oldest+1)
	}
	return []check.Fix{{
		ID: "take-back", Title: title, Effect: effect, Privilege: check.User,
		Undo: check.Run("git", "reset", "--soft", out.Commits[0].Short).String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("git", "reset", "--soft", fmt.Sprintf("HEAD~%d", oldest+1)).In(spec.Dir)}
		},
	}}
}

// allow offers to say that what looks like a secret is none, where gitleaks itself
// and every colleague see it.
func allow(spec Spec, last sight) []check.Fix {
	which := check.Input{Name: "which", Label: "Place", Hint: "One of those that were found."}
	for _, l := range last.leaks {
		if l.allowed == "" && len(which.Choices) < mostShown {
			which.Choices = append(which.Choices, check.Choice{Value: l.print(), Label: l.Place(), Hint: l.Rule})
		}
	}
	if len(which.Choices) == 0 {
		return nil
	}
	which.Default = which.Choices[0].Value
	return []check.Fix{{
		ID: "allow", Title: "Say that it is no secret",
		Effect:    "The place and your reason are written into " + ignoreName + ", which you commit along for your colleagues to see.",
		Privilege: check.User,
		Undo:      "Take the line out of " + ignoreName,
		Inputs: []check.Input{which, {
			Name: "reason", Label: "Why it is none", Hint: "Such as: a key of the test server, which anyone may know.",
		}},
		Apply: func(_ context.Context, a check.Answers, out check.Output) error {
			if err := ignore(spec.Dir, a["which"], a["reason"]); err != nil {
				return err
			}
			out.Line("Written into " + ignoreName + ": " + a["which"])
			return nil
		},
	}}
}

func ownBranch(spec Spec) check.Fix {
	return check.Fix{
		ID: "branch", Title: "Make a branch for them",
		Effect:    "Your commits are on a branch of your own, which you can push.",
		Privilege: check.User,
		Undo:      "git switch -, then git branch -d and the branch's name",
		Inputs: []check.Input{{
			Name: "branch", Label: "Your branch", Default: "my-first-change", Pattern: `[A-Za-z0-9_][A-Za-z0-9_+-]*(?:[./][A-Za-z0-9_+-]+)*`,
			Hint: "Letters, digits, dots, dashes and slashes, such as ada/first-change.",
			Refuse: func(branch string) string {
				if spec.Policy.Protects(branch) {
					return "nobody pushes to that one"
				}
				return ""
			},
		}},
		Plan: func(a check.Answers) []check.Command {
			return []check.Command{check.Run("git", "switch", "-c", a["branch"]).In(spec.Dir)}
		},
	}
}

// amend offers to make the last commit again, without what is staged beside it.
func amend(spec Spec, out Outgoing, id, title, effect, how string) check.Fix {
	return check.Fix{
		ID: id, Title: title, Effect: effect, Privilege: check.User,
		Undo: check.Run("git", "reset", "--soft", out.Commits[0].Short).String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("git", "commit", "--amend", "--only", "--allow-empty", "--no-edit", how).In(spec.Dir)}
		},
	}
}

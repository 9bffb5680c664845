package repository

import (
	"firstlight/backend/check"
)

// branchPattern lets through what git allows in a branch's name, but for the
// rarities that would have to be quoted.
const branchPattern = `[A-Za-z0-9_][A-Za-z0-9_+-]*(?:[./][A-Za-z0-9_+-]+)*`

func commitFixes(spec CommitSpec, f check.Finding, seen *commitSeen) []check.Fix {
	sight := seen.get()
	h := sight.history
	switch {
	case f.Code == "commit/none" && sight.changed > 0:
		return []check.Fix{commitChanges(spec, h)}
	case f.Code == "commit/on-default-branch":
		return []check.Fix{moveToBranch(spec, h)}
	case f.Code == "commit/other-author" && misnamed(h):
		return []check.Fix{makeMine(spec)}
	case f.Code == "commit/wrong-address":
		return []check.Fix{setAddress(spec, sight)}
	case f.Code == "commit/message" && sight.amendable:
		return []check.Fix{reword(spec, sight)}
	case f.Code == "commit/unsigned" && sight.amendable:
		return signLast(spec, sight)
	default:
		return nil
	}
}

// misnamed reports whether the last commit looks like the person's own, made
// before git knew who she is. A change by somebody else that she applied has
// another author than committer, and stays theirs.
func misnamed(h history) bool {
	return len(h.others) > 0 && h.others[0].hash == h.tip && h.others[0].email == h.others[0].committer
}

// proposed returns the name to propose for the person's branch: the one that
// she is on, or else the journey's.
func proposed(spec CommitSpec, h history) string {
	switch {
	case h.head != "" && h.head != h.base:
		return h.head
	case spec.Branch != "":
		return spec.Branch
	default:
		return "my-first-change"
	}
}

func branchInput(spec CommitSpec, h history) check.Input {
	return check.Input{
		Name: "branch", Label: "Your branch", Default: proposed(spec, h), Pattern: branchPattern,
		Hint: "Letters, digits, dots, dashes and slashes, such as ada/first-change.",
	}
}

func commitChanges(spec CommitSpec, h history) check.Fix {
	return check.Fix{
		ID: "commit", Title: "Commit what you changed",
		Effect:    "Your changes become one commit on a branch of your own, on this machine only.",
		Privilege: check.User,
		Undo:      "git reset --soft HEAD~1",
		Inputs:    []check.Input{branchInput(spec, h), messageInput(spec.Rules)},
		Plan: func(a check.Answers) []check.Command {
			plan := switchTo(a["branch"], spec, h)
			return append(plan,
				check.Run("git", "add", "--all").In(spec.Dir),
				check.Run("git", "commit", "-m", a["message"]).In(spec.Dir))
		},
	}
}

func moveToBranch(spec CommitSpec, h history) check.Fix {
	return check.Fix{
		ID: "branch", Title: "Make a branch for it",
		Effect:    "Your commit is on a branch of your own, which you can push.",
		Privilege: check.User,
		Undo:      "git switch " + h.base + ", then git branch -d and the branch's name",
		Inputs:    []check.Input{branchInput(spec, h)},
		Plan: func(a check.Answers) []check.Command {
			if h.head == h.base {
				return switchTo(a["branch"], spec, h)
			}
			return []check.Command{check.Run("git", "branch", a["branch"], h.base).In(spec.Dir)}
		},
	}
}

func makeMine(spec CommitSpec) check.Fix {
	return check.Fix{
		ID: "author", Title: "Put your name on the last commit",
		Effect:    "The last commit of this branch is made again, with you as its author.",
		Privilege: check.User,
		Undo:      "git reset --soft HEAD@{1}",
		Plan: func(check.Answers) []check.Command {
			return []check.Command{amend("--no-edit", "--reset-author").In(spec.Dir)}
		},
	}
}

// switchTo returns the commands that go to a branch, making it where needed.
func switchTo(branch string, spec CommitSpec, h history) []check.Command {
	switch {
	case branch == h.head:
		return nil
	case h.has(branch):
		return []check.Command{check.Run("git", "switch", branch).In(spec.Dir)}
	default:
		return []check.Command{check.Run("git", "switch", "-c", branch).In(spec.Dir)}
	}
}

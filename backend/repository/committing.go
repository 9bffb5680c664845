package repository

import (
	"cmp"
	"fmt"

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

// ownBranch returns the branch that the person is on, or else the journey's.
func ownBranch(spec CommitSpec, h history) string {
	if h.head != "" && h.head != h.base {
		return h.head
	}
	return wantedBranch(spec)
}

// newBranch returns the journey's branch, under a name that there is not yet.
func newBranch(spec CommitSpec, h history) string {
	name := wantedBranch(spec)
	for n := 2; h.has(name); n++ {
		name = fmt.Sprintf("%s-%d", wantedBranch(spec), n)
	}
	return name
}

func wantedBranch(spec CommitSpec) string { return cmp.Or(spec.Branch, "my-first-change") }

func branchInput(proposed string, refuse func(string) string) check.Input {
	return check.Input{
		Name: "branch", Label: "Your branch", Default: proposed, Pattern: branchPattern, Refuse: refuse,
		Hint: "Letters, digits, dots, dashes and slashes, such as ada/first-change.",
	}
}

func commitChanges(spec CommitSpec, h history) check.Fix {
	return check.Fix{
		ID: "commit", Title: "Commit what you changed",
		Effect:    "Your changes become one commit on a branch of your own, on this machine only.",
		Privilege: check.User,
		Undo:      "git reset --soft HEAD~1",
		Inputs: []check.Input{branchInput(ownBranch(spec, h), func(branch string) string {
			if branch == h.base {
				return "that is everybody's branch, not one of your own"
			}
			return ""
		}), messageInput(spec.Rules)},
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
		Inputs: []check.Input{branchInput(newBranch(spec, h), func(branch string) string {
			switch {
			case branch == h.base:
				return "your commit is on it now, and it is everybody's branch"
			case h.has(branch):
				return "there is such a branch already, without your commit"
			default:
				return ""
			}
		})},
		Plan: func(a check.Answers) []check.Command { return []check.Command{branchOff(a["branch"], h).In(spec.Dir)} },
	}
}

// branchOff returns the command that makes a branch of what is on the default one.
func branchOff(branch string, h history) check.Command {
	if h.head == h.base {
		return check.Run("git", "switch", "-c", branch)
	}
	return check.Run("git", "branch", branch, h.base)
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

package repository

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"

	"firstlight/backend/check"
)

// CommitRules are what is asked of a commit beyond that it exists; the zero value
// asks for nothing.
type CommitRules struct {
	// Email is a regular expression in RE2 syntax that the author's address must
	// match whole; empty means any.
	Email string
	// Message is one that the first line of the message must match whole, or
	// Conventional; empty means any.
	Message string
	// Signed says that the commit must have a signature that git finds good.
	Signed bool
	// Code says that a change to documents alone does not do.
	Code bool
}

// Conventional stands for the first line that Conventional Commits asks for.
const Conventional = "conventional"

const conventional = `(?:build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(?:\([^()]+\))?!?: \S.*`

// message returns the expression that the first line of a message must match,
// and how such a line looks to a person.
func (r CommitRules) message() (pattern, example string) {
	if r.Message == Conventional {
		return conventional, "fix: close the lamp at dawn"
	}
	return r.Message, r.Message
}

// matches reports whether a text matches an expression whole; an empty one lets
// everything pass.
func matches(pattern, text string) (bool, error) {
	if pattern == "" {
		return true, nil
	}
	expression, err := regexp.Compile(`^(?:` + pattern + `)$`)
	if err != nil {
		return false, fmt.Errorf("reading the pattern %s: %w", pattern, err)
	}
	return expression.MatchString(text), nil
}

// breach is how a commit breaks a rule.
type breach struct {
	code, summary string
	facts         []check.Evidence
	// next is what to do while the commit can still be made again, and further
	// what another commit has to be like where it cannot.
	next, further string
}

// advice returns what to do about the breach.
func (b *breach) advice(amendable bool) check.Evidence {
	if amendable && b.next != "" {
		return check.Fact("What to do", b.next)
	}
	return check.Fact("What to do", "Make another commit "+b.further)
}

// mostSigned bounds how many signatures are looked at: each starts a program.
const mostSigned = 20

// fitting returns those of the commits that keep every rule, newest first. Where none
// does it returns the rule that the newest of all breaks.
func (g *Git) fitting(ctx context.Context, dir string, rules CommitRules, commits []commit) ([]commit, *breach, error) {
	newest := commits[0]
	var first *breach
	note := func(c commit, b *breach) {
		if c.hash == newest.hash {
			first = b
		}
	}
	var left []commit
	for _, c := range commits {
		broken, err := rules.broken(c)
		if err != nil {
			return nil, nil, err
		}
		if broken != nil {
			note(c, broken)
			continue
		}
		left = append(left, c)
	}
	if !rules.Signed {
		return left, first, nil
	}
	left = left[:min(len(left), mostSigned)]
	answers, err := g.signatures(ctx, dir, left)
	if err != nil {
		return nil, nil, err
	}
	var signed []commit
	for _, c := range left {
		unsigned := unsignedBreach(answers[c.hash])
		if unsigned == nil {
			signed = append(signed, c)
			continue
		}
		note(c, unsigned)
	}
	return signed, first, nil
}

// broken returns the rule that a commit breaks by what it says and holds.
func (r CommitRules) broken(c commit) (*breach, error) {
	if r.Code && len(c.code) == 0 {
		what := "only documents"
		if len(c.documents) == 0 {
			what = "no file"
		}
		return &breach{
			code: "commit/documents-only", summary: "Your commit changes " + what + ", and a change to code is asked for",
			further: "that changes some code",
		}, nil
	}
	pattern, example := r.message()
	fits, err := matches(pattern, c.subject)
	if fits || err != nil {
		return nil, err
	}
	return &breach{
		code: "commit/message", summary: "The first line of your commit's message is not in the form that your team uses",
		facts: []check.Evidence{check.Literal("Asked for", example)},
		next:  "Word the last commit anew: git commit --amend", further: "whose first line has that form",
	}, nil
}

// signatures returns git's own verdict on the signature of each commit: G for a
// good one, U for a good one by a key of which git does not know whose it is, N
// for none, and other letters for what is wrong with it.
func (g *Git) signatures(ctx context.Context, dir string, commits []commit) (map[string]string, error) {
	if len(commits) == 0 {
		return nil, nil
	}
	var args []string
	signers, err := g.setting(ctx, dir, "gpg.ssh.allowedSignersFile")
	if err != nil {
		return nil, err
	}
	if signers == "" {
		// Without a list of signers, git does not look at an ssh signature at all.
		args = append(args, "-c", "gpg.ssh.allowedSignersFile="+os.DevNull)
	}
	args = append(args, "log", "--no-walk=unsorted", "--no-show-signature", "--format=%H %G?")
	for _, c := range commits {
		args = append(args, c.hash)
	}
	text, err := g.ask(ctx, dir, args...)
	if err != nil {
		return nil, err
	}
	verdicts := map[string]string{}
	for line := range strings.Lines(text) {
		hash, verdict, _ := strings.Cut(strings.TrimSpace(line), " ")
		verdicts[hash] = verdict
	}
	return verdicts, nil
}

// unsignedBreach returns how a verdict on a signature breaks the rule that there
// must be a good one; nil where there is.
func unsignedBreach(verdict string) *breach {
	summary, next := "Your commit is not signed", "Sign the last commit: git commit --amend --no-edit -S"
	switch verdict {
	case "G", "U":
		return nil
	case "B":
		summary = "The signature of your commit does not fit what is in it"
	case "X", "Y":
		summary, next = "The key that your commit is signed with has expired", "Let the key live on or take another, and sign the last commit anew"
	case "R":
		summary, next = "The key that your commit is signed with was taken back", "Take another key, and sign the last commit anew"
	case "E":
		summary, next = "Git cannot tell whether the signature of your commit is good", "See that gpg or ssh-keygen is installed, and that your own public key is in its ring"
	}
	return &breach{code: "commit/unsigned", summary: summary, next: next, further: "that is signed: git commit -S"}
}

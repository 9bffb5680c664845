package repository

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/check"
)

// commit is one commit as far as the claims need it.
type commit struct {
	hash, short, branch, subject string
	// email and committer are the addresses of who wrote the change and of who
	// made the commit of it.
	email, committer string
	// made is the second in which the commit came to be.
	made time.Time
	// code and documents are the files that it changes, where that was asked.
	code, documents []string
}

// history is what a repository says of one person's work.
type history struct {
	// email is the address that the person commits with.
	email string
	// head is the branch that is checked out, and tip its last commit; they are
	// empty when no branch is.
	head, tip string
	// base is the default branch of the origin; empty where there is none.
	base string
	// branches are the local branches.
	branches []string
	// mine are the person's commits on local branches other than base that base
	// at the origin does not hold, newest first.
	mine []commit
	// others are commits of other people on such branches that no branch of the
	// origin holds; known only where mine is empty.
	others []commit
	// stray are the person's commits on the local base that the origin does
	// not hold; known only where mine is empty.
	stray []commit
	// merged are commits by the person, made since the clone, that base at the
	// origin holds; known only where mine is empty.
	merged []commit
}

// depth bounds how many commits are looked at.
const depth = "--max-count=500"

// history reads what the repository at dir says of the person's work.
func (g *Git) history(ctx context.Context, dir string) (history, error) {
	h, err := g.branches(ctx, dir)
	if err != nil {
		return history{}, err
	}
	if h.email, err = g.setting(ctx, dir, "user.email"); err != nil || h.email == "" {
		return h, err
	}
	own := []string{"--branches"}
	var merged []string
	if h.base != "" {
		merged = []string{"--not", originRef + h.base}
		own = append([]string{"--exclude=" + h.base}, own...)
	}
	onBranches, err := g.log(ctx, dir, append(own, merged...)...)
	if err != nil {
		return history{}, err
	}
	h.mine, _ = h.split(onBranches)
	if len(h.mine) > 0 {
		return h, nil
	}
	unpublished, err := g.log(ctx, dir, append(own, "--not", "--remotes=origin")...)
	if err != nil {
		return history{}, err
	}
	_, h.others = h.split(unpublished)
	if h.base == "" {
		return h, nil
	}
	if h.has(h.base) {
		onBase, err := g.log(ctx, dir, "refs/heads/"+h.base, "--not", originRef+h.base)
		if err != nil {
			return history{}, err
		}
		h.stray, _ = h.split(onBase)
	}
	return h, g.findMerged(ctx, dir, &h)
}

const originRef = "refs/remotes/origin/"

// branches reads which branches there are, and what they are to each other.
func (g *Git) branches(ctx context.Context, dir string) (history, error) {
	text, err := g.ask(ctx, dir, "for-each-ref", "--format=%(HEAD)%(objectname) %(refname) %(symref)", "refs/heads", originRef)
	if err != nil {
		return history{}, err
	}
	var h history
	remote := map[string]bool{}
	for line := range strings.Lines(text) {
		current := strings.HasPrefix(line, "*")
		hash, rest, _ := strings.Cut(strings.TrimSpace(line[1:]), " ")
		ref, target, _ := strings.Cut(rest, " ")
		if name, ok := strings.CutPrefix(ref, "refs/heads/"); ok {
			h.branches = append(h.branches, name)
			if current {
				h.head, h.tip = name, hash
			}
			continue
		}
		name := strings.TrimPrefix(ref, originRef)
		remote[name] = true
		if name == "HEAD" {
			h.base = strings.TrimPrefix(target, originRef)
		}
	}
	for _, usual := range []string{"main", "master"} {
		if h.base == "" && remote[usual] {
			h.base = usual
		}
	}
	if !remote[h.base] {
		h.base = ""
	}
	return h, nil
}

// log returns the commits, but for merges, that git log lists for the arguments.
func (g *Git) log(ctx context.Context, dir string, args ...string) ([]commit, error) {
	text, err := g.ask(ctx, dir, append([]string{
		"log", depth, "--no-merges", "--no-show-signature", "--source", "--format=%H%x09%h%x09%ae%x09%ce%x09%ct%x09%S%x09%s",
	}, args...)...)
	if err != nil {
		return nil, err
	}
	var commits []commit
	for line := range strings.Lines(text) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 7)
		if len(fields) < 7 {
			continue
		}
		made, err := strconv.ParseInt(fields[4], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading when commit %s was made: %w", fields[1], err)
		}
		commits = append(commits, commit{
			hash: fields[0], short: fields[1], email: fields[2], committer: fields[3], made: time.Unix(made, 0).UTC(),
			branch: strings.TrimPrefix(fields[5], "refs/heads/"), subject: fields[6],
		})
	}
	return commits, nil
}

// findMerged looks for the person's commits in the origin's default branch. A
// merge may have given them other hashes, so they are known by their author;
// and only those since the clone count, as she may have worked here before.
func (g *Git) findMerged(ctx context.Context, dir string, h *history) error {
	text, err := g.ask(ctx, dir, "log", "--walk-reflogs", "--date=unix", "--format=%gd", "HEAD")
	if err != nil || text == "" {
		return nil // No record of the clone, so nothing can be said to be since.
	}
	lines := strings.Split(text, "\n")
	cloned, ok := notedAt(lines[len(lines)-1])
	if !ok {
		return nil
	}
	h.merged, err = g.log(ctx, dir, "--since="+strconv.FormatInt(cloned.Unix(), 10), "--fixed-strings", "--regexp-ignore-case", "--author=<"+h.email+">", originRef+h.base)
	return err
}

// split parts commits into those by the person and those by others.
func (h history) split(commits []commit) (mine, others []commit) {
	for _, c := range commits {
		if strings.EqualFold(c.email, h.email) {
			mine = append(mine, c)
		} else {
			others = append(others, c)
		}
	}
	return mine, others
}

func (h history) has(branch string) bool {
	for _, b := range h.branches {
		if b == branch {
			return true
		}
	}
	return false
}

// evidence returns what there is to show of a commit.
func (c commit) evidence() []check.Evidence {
	facts := []check.Evidence{check.Literal("Commit", c.short), check.Fact("Subject", c.subject)}
	if c.branch != "" && !strings.HasPrefix(c.branch, originRef) {
		facts = append([]check.Evidence{check.Literal("Branch", c.branch)}, facts...)
	}
	return facts
}

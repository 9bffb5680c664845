package repository

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// Work is what a clone holds of the person's work, for whoever asks the host that
// it came from.
type Work struct {
	// Origin is the address of the origin, without who signs in there.
	Origin string
	// Base is the default branch of the origin.
	Base string
	// Head is the branch that is checked out; empty when none is.
	Head string
	// Branches are the local branches but Base, the one checked out first and
	// then by the age of their last commit.
	Branches []Branch
	// Since is when the clone was made; zero where nothing tells.
	Since time.Time
	// Others are the other remotes, without who signs in there, by name.
	Others map[string]string
}

// Branch is one local branch.
type Branch struct {
	Name string
	// Subject and Body are the words of its last commit.
	Subject, Body string
	// Pushed says that the origin has a branch of the name, and Elsewhere which
	// other remotes have.
	Pushed    bool
	Elsewhere []string
}

// separator stands between the parts of an answer: no name or text has it.
const separator = "\x1f"

// Origin returns the address that the repository at dir was cloned from; empty where
// it names none.
func (g *Git) Origin(ctx context.Context, dir string) (string, error) {
	return g.setting(ctx, dir, "remote.origin.url")
}

// Work reads what the clone at dir holds of the person's work.
func (g *Git) Work(ctx context.Context, dir string) (Work, error) {
	h, err := g.branches(ctx, dir)
	if err != nil {
		return Work{}, err
	}
	w := Work{Base: h.base, Head: h.head}
	if w.Others, err = g.remotes(ctx, dir); err != nil {
		return Work{}, err
	}
	w.Origin = w.Others[originName]
	delete(w.Others, originName)
	text, err := g.ask(ctx, dir, "for-each-ref", "--sort=-committerdate", "--format=%(refname)%1f%(contents:subject)%1f%(contents:body)%00", "refs/heads", "refs/remotes")
	if err != nil {
		return Work{}, err
	}
	at := map[string][]string{}
	for entry := range strings.SplitSeq(text, "\x00") {
		parts := strings.SplitN(strings.TrimPrefix(entry, "\n"), separator, 3)
		if ref, ok := strings.CutPrefix(parts[0], "refs/remotes/"); ok {
			remote, name, _ := strings.Cut(ref, "/")
			at[name] = append(at[name], remote)
		}
		name, ok := strings.CutPrefix(parts[0], "refs/heads/")
		if !ok || name == h.base || len(parts) < 3 {
			continue
		}
		b := Branch{Name: name, Subject: parts[1], Body: strings.TrimSpace(parts[2])}
		if name == h.head {
			w.Branches = append([]Branch{b}, w.Branches...)
		} else {
			w.Branches = append(w.Branches, b)
		}
	}
	for i, b := range w.Branches {
		for _, remote := range at[b.Name] {
			if remote == originName {
				w.Branches[i].Pushed = true
			} else {
				w.Branches[i].Elsewhere = append(w.Branches[i].Elsewhere, remote)
			}
		}
	}
	w.Since = g.cloned(ctx, dir)
	return w, nil
}

// originName is what git calls where a clone is from.
const originName = "origin"

// remotes returns the addresses that git knows for a clone, without who signs in
// there, by name.
func (g *Git) remotes(ctx context.Context, dir string) (map[string]string, error) {
	text, err := g.ask(ctx, dir, "config", "--null", "--get-regexp", `^remote\..*\.url$`)
	if err != nil && exitCode(err) != notSet {
		return nil, err
	}
	found := map[string]string{}
	for entry := range strings.SplitSeq(text, "\x00") {
		key, address, ok := strings.Cut(entry, "\n")
		name := strings.TrimSuffix(strings.TrimPrefix(key, "remote."), ".url")
		if _, known := found[name]; ok && !known {
			found[name] = withoutUser(address)
		}
	}
	return found, nil
}

// cloned returns when the clone at dir was made, as git's own log of HEAD has it.
func (g *Git) cloned(ctx context.Context, dir string) time.Time {
	text, err := g.ask(ctx, dir, "log", "--walk-reflogs", "--date=unix", "--format=%gd", "HEAD")
	if err != nil || text == "" {
		return time.Time{}
	}
	lines := strings.Split(text, "\n")
	_, since, _ := strings.Cut(strings.TrimSuffix(lines[len(lines)-1], "}"), "@{")
	seconds, err := strconv.ParseInt(since, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// Refs returns the folder in which git keeps the branches of the clone at dir.
func (g *Git) Refs(dir string) string { return dirsOf(dir).refs() }

// Mark returns what tells the branches of the clone at dir from what they were at
// another time, without asking git; empty where that cannot be told.
func (g *Git) Mark(dir string) string {
	d := dirsOf(dir)
	mark, err := d.state(d.head(), d.packed())
	if err != nil {
		return ""
	}
	return mark
}

// Files returns the names of the files in a folder of the origin's default branch;
// empty means its root.
func (g *Git) Files(ctx context.Context, dir, base, folder string) ([]string, error) {
	if folder != "" {
		folder += "/"
	}
	text, err := g.ask(ctx, dir, "ls-tree", "-z", "--name-only", originRef+base, "--", "./"+folder)
	if err != nil || text == "" {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(text, "\x00"), "\x00"), nil
}

// Text returns the text of a file of the origin's default branch.
func (g *Git) Text(ctx context.Context, dir, base, file string) (string, error) {
	return g.ask(ctx, dir, "cat-file", "blob", originRef+base+":"+file)
}

package repository

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// CommitSpec says where a commit of the person's own is asked for.
type CommitSpec struct {
	// Dir is the absolute folder of the repository.
	Dir string
	// Branch is the name proposed for her branch; may be empty.
	Branch string
	// Rules are what is asked of the commit.
	Rules CommitRules
}

// lookAgain is how often a working folder is looked at for changes that are not
// committed yet. Its whole tree is not watched: it may be enormous.
const lookAgain = 5 * time.Second

// commitSeen is what an observation learnt that its fixes need.
type commitSeen struct {
	mu sync.Mutex
	commitSight
}

// commitSight is what was seen of the person's work.
type commitSight struct {
	history history
	// changed is how many files differ from the last commit.
	changed int
	// broken is the commit that breaks a rule, where one does.
	broken commit
	// amendable says that the last commit can be made again: it is the person's,
	// checked out, and at no origin yet.
	amendable bool
	// address is the repository's own user.email, and key what git signs with.
	address, key string
	// public is an ssh key of the person's that could sign; empty without one.
	public string
}

func (s *commitSeen) keep(sight commitSight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commitSight = sight
}

func (s *commitSeen) get() commitSight {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commitSight
}

// Commit returns the check that a commit by the person exists on a branch of
// her own, or has already been merged from there.
func (g *Git) Commit(spec CommitSpec) check.Check {
	seen, spared := &commitSeen{}, &rest{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			return spared.observe(dirsOf(spec.Dir), func() check.Finding { return g.observeCommit(ctx, spec, seen) })
		},
		Fixes: func(f check.Finding) []check.Fix { return commitFixes(spec, f, seen) },
		Watch: historyWatch(spec.Dir, lookAgain),
	}
}

// historyWatch names what changes when anyone commits, switches, fetches or
// pushes, in whichever terminal or editor.
func historyWatch(dir string, every time.Duration) check.Watch {
	d := dirsOf(dir)
	return check.Watch{
		Paths: []string{d.own, d.head(), d.index(), d.headLog(), d.config(), d.packed()},
		Trees: []string{d.refs()},
		Every: every,
	}
}

func (g *Git) observeCommit(ctx context.Context, spec CommitSpec, seen *commitSeen) check.Finding {
	h, err := g.history(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	if h.email == "" {
		return noIdentity()
	}
	if len(h.merged) == 0 {
		fits, err := matches(spec.Rules.Email, h.email)
		if err != nil {
			return cannotTell(err)
		}
		if !fits {
			return g.wrongAddress(ctx, spec, h, seen)
		}
	}
	if len(h.mine) > 0 {
		return g.committed(ctx, spec, h, seen)
	}
	if len(h.merged) > 0 {
		seen.keep(commitSight{history: h})
		return g.merged(ctx, spec, h)
	}
	changed, err := g.changes(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	seen.keep(commitSight{history: h, changed: len(changed)})
	return notCommitted(spec, h, changed)
}

func noIdentity() check.Finding {
	return check.CannotTell("commit/no-identity", "Git does not know who you are, so no commit can be told to be yours",
		check.Fact("What to do", "Tell git your name and e-mail address first"))
}

// merged says that the person's commit is in the origin's default branch. The
// team took it, so that no rule is held against it any more.
func (g *Git) merged(ctx context.Context, spec CommitSpec, h history) check.Finding {
	if err := g.contents(ctx, spec.Dir, h.merged); err != nil {
		return cannotTell(err)
	}
	return since(h.merged[len(h.merged)-1], check.Hold("Your commit is in "+h.base, append(h.merged[0].evidence(), changesOf(h.merged))...))
}

func (g *Git) committed(ctx context.Context, spec CommitSpec, h history, seen *commitSeen) check.Finding {
	if err := g.contents(ctx, spec.Dir, h.mine); err != nil {
		return cannotTell(err)
	}
	kept, broken, err := g.fitting(ctx, spec.Dir, spec.Rules, h.mine)
	if err != nil {
		return cannotTell(err)
	}
	if len(kept) > 0 {
		seen.keep(commitSight{history: h})
		newest, oldest := kept[0], kept[len(kept)-1]
		return since(oldest, check.Hold("Your commit is on "+newest.branch, append(newest.evidence(), changesOf(h.mine))...))
	}
	c := h.mine[0]
	facts := append(c.evidence(), changesOf(h.mine))
	sight, err := g.sightOf(ctx, spec.Dir, h, c)
	if err != nil {
		return cannotTell(err)
	}
	seen.keep(sight)
	facts = append(append(facts, broken.facts...), broken.advice(sight.amendable))
	return check.Fail(broken.code, broken.summary, facts...)
}

// wholeSecond is what git counts time in: what it dates is there for certain when
// the second of it is over.
const wholeSecond = time.Second

// since says of a claim that holds since when it does: from a commit on, whoever saw
// it.
func since(c commit, f check.Finding) check.Finding {
	f.At = c.made.Add(wholeSecond)
	return f
}

func notCommitted(spec CommitSpec, h history, changed []string) check.Finding {
	now := check.Fact("Branch", "none is checked out")
	if h.head != "" {
		now = check.Literal("Branch", h.head)
	}
	folder := check.Literal("Folder", process.Short(spec.Dir))
	switch {
	case len(h.stray) > 0:
		return check.Fail("commit/on-default-branch", fmt.Sprintf("Your commit is on %s, and not yet on a branch of your own", h.base),
			append(h.stray[0].evidence(), check.Fact("What to do", "Make a branch for it: "+branchOff(newBranch(spec, h), h).String()))...)
	case len(h.others) > 0:
		return check.Fail("commit/other-author", "There is a commit, but not under your address",
			append(h.others[0].evidence(), check.Literal("By", h.others[0].email), check.Literal("You are", h.email),
				check.Fact("What to do", "Make a commit of your own, or put your name on this one if it is yours"))...)
	case len(changed) > 0:
		return check.NotYet("commit/none", counted(len(changed), "changed file is", "changed files are")+" not committed yet",
			folder, now, check.Literal("Changed", some(changed)))
	default:
		return check.NotYet("commit/none", "There is no commit by you yet", folder, now,
			check.Fact("What to do", fmt.Sprintf("Change something in %s, then commit it on a branch of your own", filepath.Base(spec.Dir))))
	}
}

// changes returns the files that differ from the last commit.
func (g *Git) changes(ctx context.Context, dir string) ([]string, error) {
	text, err := g.ask(ctx, dir, "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=none")
	if err != nil {
		return nil, err
	}
	var files []string
	for line := range strings.Lines(text) {
		const name = 3 // Two letters say how it changed, then a space.
		if line = strings.TrimRight(line, "\n"); len(line) > name {
			files = append(files, line[name:])
		}
	}
	return files, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

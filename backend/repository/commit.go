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
}

// lookAgain is how often a working folder is looked at for changes that are not
// committed yet. Its whole tree is not watched: it may be enormous.
const lookAgain = 5 * time.Second

// commitSeen is what an observation learnt that its fixes need.
type commitSeen struct {
	mu      sync.Mutex
	history history
	changed int
}

func (s *commitSeen) keep(h history, changed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history, s.changed = h, changed
}

func (s *commitSeen) get() (history, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.history, s.changed
}

// Commit returns the check that a commit by the person exists on a branch of
// her own, or has already been merged from there.
func (g *Git) Commit(spec CommitSpec) check.Check {
	seen := &commitSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return g.observeCommit(ctx, spec, seen) },
		Fixes:   func(f check.Finding) []check.Fix { return commitFixes(spec, f, seen) },
		Watch:   historyWatch(spec.Dir, lookAgain),
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
	if commits := append(h.mine, h.merged...); len(commits) > 0 {
		seen.keep(h, 0)
		return g.committed(ctx, spec, h, commits)
	}
	changed, err := g.changes(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	seen.keep(h, len(changed))
	return notCommitted(spec, h, changed)
}

func noIdentity() check.Finding {
	return check.CannotTell("commit/no-identity", "Git does not know who you are, so no commit can be told to be yours",
		check.Fact("What to do", "Tell git your name and e-mail address first"))
}

func (g *Git) committed(ctx context.Context, spec CommitSpec, h history, commits []commit) check.Finding {
	facts := commits[0].evidence()
	content, err := g.content(ctx, spec.Dir, commits)
	if err != nil {
		return cannotTell(err)
	}
	facts = append(facts, content)
	if len(h.mine) == 0 {
		return check.Hold("Your commit is in "+h.base, facts...)
	}
	return check.Hold("Your commit is on "+commits[0].branch, facts...)
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
			append(h.stray[0].evidence(), check.Fact("What to do", "Make a branch for it: git switch -c "+proposed(spec, h)))...)
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

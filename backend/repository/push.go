package repository

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// PushSpec says where a push of the person's own is asked for.
type PushSpec struct {
	// Dir is the absolute folder of the repository.
	Dir string
	// Forks makes forks at the host of the origin; nil where that cannot be.
	Forks Forks
}

// pushSeen is what an observation learnt that its fixes need.
type pushSeen struct {
	mu sync.Mutex
	pushSight
}

// pushSight is what was seen of the person's work.
type pushSight struct {
	// branch is the one to push, and remote where to.
	branch, remote string
	// barred says that she may not push there.
	barred bool
}

// Push returns the check that a commit by the person is on a branch of the
// origin. It goes by what git noted at the last push or fetch, whichever program
// made it: asking the origin itself would need the network and a sign-in each
// time, and would still tell nothing that a push does not note.
func (g *Git) Push(spec PushSpec) check.Check {
	seen := &pushSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return g.observePush(ctx, spec, seen) },
		Fixes:   func(f check.Finding) []check.Fix { return g.pushFixes(spec, f, seen) },
		Watch:   historyWatch(spec.Dir, 0),
	}
}

func (g *Git) observePush(ctx context.Context, spec PushSpec, seen *pushSeen) check.Finding {
	h, err := g.history(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	switch {
	case h.email == "":
		return noIdentity()
	case len(h.merged) > 0:
		merged := check.Hold("Your commit is in "+h.base+" of the origin", h.merged[0].evidence()...)
		if merged.At, err = g.pushedAt(ctx, spec.Dir, h.merged[len(h.merged)-1]); err != nil {
			return cannotTell(err)
		}
		return merged
	case len(h.mine) == 0:
		return check.NotYet("push/nothing", "There is no commit by you to push yet")
	}
	unpublished, err := g.unpublished(ctx, spec.Dir, "--remotes")
	if err != nil {
		return cannotTell(err)
	}
	notThere, err := g.unpublished(ctx, spec.Dir, "--remotes="+originName)
	if err != nil {
		return cannotTell(err)
	}
	here := func(c commit) bool { return unpublished[c.hash] }
	var waiting int
	for _, c := range h.mine {
		if here(c) {
			waiting++
			continue
		}
		facts := c.evidence()
		if waiting > 0 {
			facts = append(facts, check.Fact("Not pushed yet", counted(waiting, "newer commit", "newer commits")))
		}
		pushed := check.Hold("Your commit is at the origin", facts...)
		if notThere[c.hash] {
			pushed = check.Hold("Your commit is at a fork of the origin", facts...)
		}
		first := len(h.mine) - 1
		for here(h.mine[first]) {
			first--
		}
		if pushed.At, err = g.pushedAt(ctx, spec.Dir, h.mine[first]); err != nil {
			return cannotTell(err)
		}
		return pushed
	}
	sight, err := g.pushSight(ctx, spec, h)
	if err != nil {
		return cannotTell(err)
	}
	seen.mu.Lock()
	seen.pushSight = sight
	seen.mu.Unlock()
	newest := h.mine[0]
	newest.branch = sight.branch
	facts := newest.evidence()
	if sight.barred {
		facts = append(facts, check.Fact("The origin", "takes no pushes of yours; a fork of it does"))
	}
	return check.NotYet("push/none", counted(waiting, "commit of yours is", "commits of yours are")+" on this machine only", facts...)
}

// unpublished returns the commits of the branches here that no branch of some
// remotes holds.
func (g *Git) unpublished(ctx context.Context, dir, remotes string) (map[string]bool, error) {
	text, err := g.ask(ctx, dir, "rev-list", "--branches", "--not", remotes)
	if err != nil {
		return nil, err
	}
	here := map[string]bool{}
	for hash := range strings.FieldsSeq(text) {
		here[hash] = true
	}
	return here, nil
}

// notesRead is how many of git's notes of a branch are read, from when there was the
// commit on: of one that moves so often nothing is told.
const notesRead = 50

// pushedAt returns when a commit that a remote holds came to it: git notes when it
// moved on what it knows of a branch there, and to which commit. It is zero where that
// is not told, as when git keeps no such notes.
func (g *Git) pushedAt(ctx context.Context, dir string, c commit) (time.Time, error) {
	refs, err := g.ask(ctx, dir, "for-each-ref", "--format=%(refname)", "--contains="+c.hash, "refs/remotes")
	if err != nil {
		return time.Time{}, err
	}
	var first time.Time
	for ref := range strings.FieldsSeq(refs) {
		at, err := g.noted(ctx, dir, ref, c)
		if err != nil {
			return time.Time{}, err
		}
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if first.IsZero() {
		return first, nil
	}
	return first.Add(wholeSecond), nil
}

// noted returns when git noted first that a branch of a remote holds a commit; zero
// where that is not told.
func (g *Git) noted(ctx context.Context, dir, ref string, c commit) (time.Time, error) {
	text, err := g.ask(ctx, dir, "log", "--walk-reflogs", "--date=unix", "--format=%H %gd", ref, "--")
	if err != nil {
		return time.Time{}, err
	}
	notes := slices.Collect(strings.Lines(text))
	// What was noted before there was the commit is about others.
	notes = slices.DeleteFunc(notes, func(note string) bool {
		at, ok := notedAt(note)
		return !ok || at.Before(c.made)
	})
	if len(notes) > notesRead {
		return time.Time{}, nil
	}
	for _, note := range slices.Backward(notes) {
		tip, _, _ := strings.Cut(note, " ")
		held, err := g.ask(ctx, dir, "rev-list", "--max-count=1", c.hash, "^"+tip)
		switch {
		case err != nil:
			return time.Time{}, err
		case held == "":
			at, _ := notedAt(note)
			return at, nil
		}
	}
	return time.Time{}, nil
}

// notedAt reads when git noted something from how it names the note: ref@{1767225600}.
func notedAt(name string) (time.Time, bool) {
	_, text, _ := strings.Cut(strings.TrimSpace(name), "@{")
	at, err := strconv.ParseInt(strings.TrimSuffix(text, "}"), 10, 64)
	return time.Unix(at, 0).UTC(), err == nil
}

// pushSight reads what a push needs to know.
func (g *Git) pushSight(ctx context.Context, spec PushSpec, h history) (pushSight, error) {
	var sight pushSight
	var err error
	if sight.branch, err = g.branchOf(ctx, spec.Dir, h, "--not", "--remotes"); err != nil {
		return sight, err
	}
	if sight.remote, err = g.setting(ctx, spec.Dir, "remote.pushDefault"); err != nil {
		return sight, err
	}
	if sight.remote == "" {
		sight.remote = originName
		sight.barred = barred(ctx, spec)
	}
	return sight, nil
}

func (g *Git) pushFixes(spec PushSpec, f check.Finding, seen *pushSeen) []check.Fix {
	seen.mu.Lock()
	sight := seen.pushSight
	seen.mu.Unlock()
	switch {
	case f.Code != "push/none" || sight.branch == "":
		return nil
	case sight.barred:
		return []check.Fix{g.toFork(spec, sight.branch)}
	}
	push := pushTo(sight.remote, sight.branch).In(spec.Dir)
	return []check.Fix{{
		ID: "push", Title: "Push your branch",
		Effect:    fmt.Sprintf("The branch %s is at the %s too, where others can see it.", sight.branch, sight.remote),
		Privilege: check.User,
		Undo:      check.Run("git", "push", sight.remote, "--delete", sight.branch).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{push} },
		Apply:     func(ctx context.Context, _ check.Answers, out check.Output) error { return g.push(ctx, push, out) },
	}}
}

func pushTo(remote, branch string) check.Command {
	return check.Run("git", "push", "--set-upstream", remote, branch)
}

// push carries a push out.
func (g *Git) push(ctx context.Context, push check.Command, out check.Output) error {
	out.Line("$ " + push.String())
	settings, err := g.watchful(ctx)
	if err != nil {
		return err
	}
	var result process.Result
	err = g.talk(ctx, out, func(t *talk) error {
		return g.retrying(ctx, out, func(out check.Output) (err error) {
			result, err = t.run(ctx, process.Spec{
				Args: slices.Concat([]string{"git"}, settings, []string{"push", "--progress"}, push.Args[2:]),
				Dir:  push.Dir, Line: follow(out),
			})
			return err
		})
	})
	if err != nil {
		return err
	}
	// Git takes that for no failure of the push.
	if lock := lockOf(result.Output); lock != "" {
		return lockedError("The origin took your branch, but git could not note it here", lock, nil)
	}
	return nil
}

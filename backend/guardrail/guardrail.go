// Package guardrail provides the claims about what is about to leave this machine:
// that the commits to be pushed hold no secret and no huge file, are by the person
// they should be by, signed where asked, and not on a branch that nobody pushes to.
package guardrail

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"firstlight/backend/check"
)

// Clones knows the repositories of this machine.
type Clones interface {
	// Outgoing returns what a push from the clone at dir would send.
	Outgoing(ctx context.Context, dir string) (Outgoing, error)
	// Patch writes what the commits change, in the form of git log --patch --cc
	// without context and with every file as a text, where each commit begins with a
	// line "commit" and its hash.
	Patch(ctx context.Context, dir string, commits []string, to io.Writer) error
	// LargeFiles returns the files that the commits bring and that are larger
	// than so many bytes.
	LargeFiles(ctx context.Context, dir string, commits []string, over int64) ([]LargeFile, error)
	// Verdicts returns git's verdict on the signature of each commit: G or U for
	// a good one.
	Verdicts(ctx context.Context, dir string, commits []string) (map[string]string, error)
	// Remade returns the command that makes the commits of the branch that is checked
	// out again, from one on: each as how says, which are arguments of git rebase.
	Remade(dir, from string, how ...string) check.Command
	// Remake carries that command out, and leaves all as it was where it fails.
	Remake(ctx context.Context, command check.Command, out check.Output) error
	// Watch names what changes when anything about a push from dir does.
	Watch(dir string) check.Watch
}

// Outgoing is what a push would send.
type Outgoing struct {
	// Branch is the branch that would be pushed, Base the default branch of the
	// origin; both may be empty.
	Branch, Base string
	// Current says that Branch is checked out.
	Current bool
	// Email is the address that the person commits with.
	Email string
	// Commits are those that Base does not hold, newest first.
	Commits []Commit
	// Merges says that there are merges among them, Cut that there are more.
	Merges, Cut bool
}

// Commit is one commit that would be pushed.
type Commit struct {
	Hash, Short, Subject string
	// Email and Committer are the addresses of who wrote the change and of who
	// made the commit of it.
	Email, Committer string
	// Published says that some origin holds it already.
	Published bool
}

// LargeFile is a file that a commit brings.
type LargeFile struct {
	Commit, Name string
	Size         int64
}

// Guard is one thing that is looked at before a push.
type Guard string

// The guards, in the order of their findings.
const (
	Secrets  Guard = "secrets"
	Branch   Guard = "branch"
	Identity Guard = "identity"
	Size     Guard = "size"
	Signed   Guard = "signed"
)

// Spec says what is looked at in which clone.
type Spec struct {
	// Dir is the absolute folder of the clone.
	Dir string
	// Guards are what is looked at.
	Guards []Guard
	// Policy is what they go by.
	Policy Policy
}

// Guardrail makes the checks of this room.
type Guardrail struct {
	clones Clones
	finder Finder
}

// New returns a Guardrail over the clones of this machine, which looks for secrets
// with the finder.
func New(clones Clones, finder Finder) *Guardrail { return &Guardrail{clones, finder} }

// limit bounds one observation: a long branch takes its time the first time.
const limit = time.Minute

// seen is what was learnt of a clone so far.
type seen struct {
	// looking is held while an observation is made, which may take a while. It
	// guards leaks and verdicts: what is known of commits, which never change.
	looking  sync.Mutex
	leaks    map[string][]Leak
	verdicts map[string]string
	// rules are the repository's own, by which the leaks were found.
	rules string
	// mu guards last: who asks for the fixes waits for no observation.
	mu   sync.Mutex
	last sight
}

// sight is what an observation learnt that its fixes need.
type sight struct {
	out   Outgoing
	leaks []Leak
}

// Holds returns the check that nothing keeps the commits of a clone from being
// pushed.
func (g *Guardrail) Holds(spec Spec) check.Check {
	s := &seen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return g.observe(ctx, spec, s) },
		Fixes: func(f check.Finding) []check.Fix {
			s.mu.Lock()
			defer s.mu.Unlock()
			return g.fixes(spec, f, s.last)
		},
		Watch: g.watch(spec),
		Limit: limit,
	}
}

func (g *Guardrail) watch(spec Spec) check.Watch {
	w := g.clones.Watch(spec.Dir)
	w.Paths = append(w.Paths, ignoreFile(spec.Dir), rulesFile(spec.Dir))
	return w
}

// trouble is what a guard found.
type trouble struct {
	code, summary string
	facts         []check.Evidence
}

func (g *Guardrail) observe(ctx context.Context, spec Spec, s *seen) check.Finding {
	out, err := g.clones.Outgoing(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	s.looking.Lock()
	defer s.looking.Unlock()
	now := sight{out: out}
	defer func() { s.keep(now) }()
	if len(out.Commits) == 0 {
		return check.Hold("No commit waits to be pushed")
	}
	var found []trouble
	var failed error
	for _, guard := range inOrder(spec.Guards) {
		troubles, err := g.look(ctx, guard, spec, s, &now)
		if err != nil {
			// What the other guards find is no less true.
			failed = err
		}
		found = append(found, troubles...)
	}
	if failed == nil {
		return finding(spec, now, found)
	}
	if len(found) == 0 {
		return cannotTell(failed)
	}
	f := finding(spec, now, found)
	f.Evidence = append(f.Evidence, check.Fact("Not all was looked at", failed.Error()))
	return f
}

func (s *seen) keep(last sight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = last
}

// look has one guard look at what would be pushed, and note there what the fixes
// need.
func (g *Guardrail) look(ctx context.Context, guard Guard, spec Spec, s *seen, now *sight) ([]trouble, error) {
	switch guard {
	case Secrets:
		return g.secrets(ctx, spec, s, now)
	case Branch:
		return protected(spec, now.out), nil
	case Identity:
		return foreign(spec, now.out)
	case Size:
		return g.large(ctx, spec, now.out)
	default:
		return g.unsigned(ctx, spec, s, now.out)
	}
}

// cannotTell returns the finding for what could not be looked at. An error that
// says what to do comes from the room of the clones, in its own words.
func cannotTell(err error) check.Finding {
	var plain interface{ Finding() check.Finding }
	if errors.As(err, &plain) {
		return plain.Finding()
	}
	return check.CannotTell("guardrail/no-answer", "What would be pushed cannot be looked at: "+err.Error(),
		check.Fact("What to do", "Look again; if it stays so, ask whoever wrote the journey"))
}

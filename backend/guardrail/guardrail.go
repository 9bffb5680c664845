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
	// Patch writes what the commits change, in the form of git log --patch without
	// context, where each commit begins with a line "commit" and its hash.
	Patch(ctx context.Context, dir string, commits []string, to io.Writer) error
	// LargeFiles returns the files that the commits bring and that are larger
	// than so many bytes.
	LargeFiles(ctx context.Context, dir string, commits []string, over int64) ([]LargeFile, error)
	// Verdicts returns git's verdict on the signature of each commit: G or U for
	// a good one.
	Verdicts(ctx context.Context, dir string, commits []string) (map[string]string, error)
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
	// Commits are those that Base does not hold, newest first and without merges.
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
	mu   sync.Mutex
	last sight
	// leaks and verdicts are what is known of commits, which never change.
	leaks    map[string][]Leak
	verdicts map[string]string
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
			return fixes(spec, f, s.last)
		},
		Watch: g.watch(spec),
		Limit: limit,
	}
}

func (g *Guardrail) watch(spec Spec) check.Watch {
	w := g.clones.Watch(spec.Dir)
	w.Paths = append(w.Paths, ignoreFile(spec.Dir))
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
	if len(out.Commits) == 0 {
		s.keep(sight{out: out})
		return check.Hold("No commit waits to be pushed")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = sight{out: out}
	var found []trouble
	for _, guard := range inOrder(spec.Guards) {
		troubles, err := g.look(ctx, guard, spec, s)
		if err != nil {
			return cannotTell(err)
		}
		found = append(found, troubles...)
	}
	return finding(spec, out, s.last, found)
}

func (s *seen) keep(last sight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = last
}

// look has one guard look at what would be pushed.
func (g *Guardrail) look(ctx context.Context, guard Guard, spec Spec, s *seen) ([]trouble, error) {
	switch guard {
	case Secrets:
		return g.secrets(ctx, spec, s)
	case Branch:
		return protected(spec, s.last.out), nil
	case Identity:
		return foreign(spec, s.last.out)
	case Size:
		return g.large(ctx, spec, s.last.out)
	default:
		return g.unsigned(ctx, spec, s)
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

package tool

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/version"
)

// patience is what a check has beyond the time of the tool itself: to ask what
// else is on PATH and what a package manager has.
const patience = 15 * time.Second

// seen is what an observation learnt that its fixes need.
type seen struct {
	mu    sync.Mutex
	fixes []check.Fix
}

func (s *seen) keep(fixes []check.Fix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fixes = fixes
}

func (s *seen) get() []check.Fix {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fixes
}

// Tool returns the check that a tool of the catalogue is on PATH in a version
// that satisfies the constraint, as version.ParseConstraint reads it; an empty
// constraint asks for any version.
func (r *Room) Tool(name, constraint string) check.Check {
	t, ok := r.catalogue.find(name)
	if !ok {
		return check.Always(check.CannotTell("tool/not-in-catalogue", "Firstlight does not know a tool called "+name,
			check.Fact("It knows", strings.Join(r.catalogue.Names(), ", "))))
	}
	want, err := version.ParseConstraint(t.Version.modern(constraint))
	if err != nil {
		return check.Always(check.CannotTell("tool/unreadable-version", "What is asked for cannot be understood: "+err.Error()))
	}
	learnt := &seen{}
	ask := claim{room: r, tool: t, want: want, asked: strings.TrimSpace(constraint)}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			finding, fixes := ask.observe(ctx)
			learnt.keep(fixes)
			return finding
		},
		Fixes: func(f check.Finding) []check.Fix {
			if f.Status != check.Failing {
				return nil
			}
			return learnt.get()
		},
		Watch: check.Watch{Paths: r.whereabouts(t)},
		Limit: max(t.Version.Limit, answerLimit) + patience,
	}
}

// modern returns a version or a constraint without the epoch that older versions
// of the tool were written with.
func (q question) modern(text string) string {
	if q.Epoch == "" {
		return text
	}
	epoch := regexp.MustCompile(`(^|[^\d.])` + regexp.QuoteMeta(q.Epoch) + `\.(\d)`)
	return epoch.ReplaceAllString(text, "$1$2")
}

// sentence returns a title as it stands at the start of a sentence.
func sentence(title string) string {
	if rest, ok := strings.CutPrefix(title, "the "); ok {
		return "The " + rest
	}
	return title
}

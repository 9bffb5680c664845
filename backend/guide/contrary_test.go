package guide_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// environment is the rooms of a face that sees a claim its own way, as with a
// DOCKER_HOST of its own.
type environment struct {
	*world
	sees  atomic.Pointer[check.Finding]
	looks atomic.Int64
}

func (e *environment) Check(journey.Step) check.Check {
	return check.Check{Watch: check.Watch{Every: time.Millisecond}, Observe: func(context.Context, check.Output) check.Finding {
		e.looks.Add(1)
		return *e.sees.Load()
	}}
}

func (e *environment) see(f check.Finding) { e.sees.Store(&f) }

// openIn opens a face in an environment that sees f.
func (w *world) openIn(t *testing.T, f check.Finding) (*guide.Guide, *environment) {
	t.Helper()
	e := &environment{world: w}
	e.see(f)
	g := w.guideWith(func(cfg *guide.Config) { cfg.Rooms = e })
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	return g, e
}

// polledAgain waits until both environments have been looked at a few times more.
func polledAgain(t *testing.T, all ...*environment) {
	t.Helper()
	for _, e := range all {
		before := e.looks.Load()
		eventually(t, "it is looked at again", func() bool { return e.looks.Load() >= before+2 })
	}
}

func TestTwoFacesThatSeeDifferentlyDoNotOverruleEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, step("engine"))
	up, down := check.Hold("It answers"), check.Fail("engine/down", "Nothing answers")
	one, here := w.openIn(t, up)
	two, there := w.openIn(t, down)
	shows := func(want check.Finding) {
		t.Helper()
		for _, g := range []*guide.Guide{one, two} {
			eventually(t, "both faces show "+want.Summary, func() bool {
				s, _ := view(t, g).State.Step("engine")
				return s.Finding.Same(want)
			})
		}
	}
	told := func(g *guide.Guide) bool {
		for _, notice := range view(t, g).Notices {
			if strings.Contains(notice, "reads otherwise") {
				return true
			}
		}
		return false
	}

	shows(down)
	before := view(t, one).State.Seq
	polledAgain(t, here, there)
	shows(down)
	if got := view(t, one).State.Seq - before; got != 0 {
		t.Errorf("%d events were recorded though nothing changed", got)
	}
	if !told(one) || told(two) {
		t.Errorf("notices %q and %q, want one where it is seen otherwise than shown", view(t, one).Notices, view(t, two).Notices)
	}

	// A person who asks is told what is so where she asks.
	if err := one.Check(t.Context(), "engine"); err != nil {
		t.Fatal(err)
	}
	polledAgain(t, here, there)
	shows(up)
	if told(one) || !told(two) {
		t.Errorf("notices %q and %q after asking in the first", view(t, one).Notices, view(t, two).Notices)
	}

	// What changes for either is news.
	gone := check.Fail("engine/gone", "The engine is gone")
	there.see(gone)
	shows(gone)
	here.see(gone)
	polledAgain(t, here, there)
	if told(one) || told(two) {
		t.Errorf("notices %q and %q though both see the same", view(t, one).Notices, view(t, two).Notices)
	}
	here.see(up)
	shows(up)

	// What only a face saw that has gone is not left standing.
	there.see(down)
	shows(down)
	if err := two.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the face that is left shows what it sees", func() bool { return status(t, one, "engine") == check.OK })
}

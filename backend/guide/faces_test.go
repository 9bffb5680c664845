package guide_test

import (
	"context"
	"os"
	"sync/atomic"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// unwatched is a claim that a file is there, which nothing tells changes of.
func (w *world) unwatched(name string) check.Check {
	c := w.file(name)
	c.Watch = check.Watch{}
	return c
}

func TestWhatAFaceThatClosedLeftBlockedIsLookedAtByTheOther(t *testing.T) {
	w := newWorld(t, step("base"), step("after", "base"))
	w.checks["base"] = w.unwatched("base")
	var began atomic.Bool
	w.checks["after"] = check.Check{Observe: func(ctx context.Context, _ check.Output) check.Finding {
		if began.CompareAndSwap(false, true) {
			<-ctx.Done()
		}
		return check.Hold("After")
	}}
	one, two := w.face(), w.face()
	settle(t, one)
	settle(t, two)
	if _, err := one.Fix(t.Context(), "base", "touch", nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "one face looks at what was blocked", began.Load)
	if err := one.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the other face finds that it holds", func() bool { return status(t, two, "after") == check.OK })
}

func TestAnOlderAnswerDoesNotReplaceANewer(t *testing.T) {
	w := newWorld(t, step("file"))
	c := w.unwatched("file")
	observe, gate := c.Observe, make(chan struct{})
	var slow, waits atomic.Bool
	c.Observe = func(ctx context.Context, out check.Output) check.Finding {
		f := observe(ctx, out)
		if slow.CompareAndSwap(true, false) {
			waits.Store(true)
			<-gate
		}
		return f
	}
	w.checks["file"] = c
	one, two := w.face(), w.face()
	settle(t, one)
	settle(t, two)
	slow.Store(true)
	checked := make(chan error, 1)
	go func() { checked <- one.Check(context.WithoutCancel(t.Context()), "file") }()
	eventually(t, "one face is still looking", waits.Load)
	w.make("file")
	if err := two.Check(t.Context(), "file"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "both show what the other saw", func() bool { return status(t, one, "file") == check.OK })
	close(gate)
	if err := <-checked; err != nil {
		t.Fatal(err)
	}
	if got := status(t, one, "file"); got != check.OK {
		t.Errorf("the file is there, but an answer from before reads %s", got)
	}
}

func TestVouchingOutlastsABlock(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}, Needs: []string{"file"}}
	w := newWorld(t, step("file"), hello)
	w.make("file")
	g := w.face()
	settle(t, g)
	if err := g.Attest(t.Context(), "hello", ""); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(w.path("file")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is blocked", func() bool { return status(t, g, "hello") == check.Blocked })
	w.make("file")
	eventually(t, "what was vouched for holds again", func() bool {
		s, _ := view(t, g).State.Step("hello")
		return s.Finding.Holds() && s.Finding.Attested
	})
}

func TestACostlyLookThatWasCancelledWaitsToBeAskedFor(t *testing.T) {
	w := newWorld(t, step("tests"))
	var began atomic.Int64
	w.checks["tests"] = check.Check{Costly: true, Observe: func(ctx context.Context, _ check.Output) check.Finding {
		began.Add(1)
		<-ctx.Done()
		return check.CannotTell("run/unfinished", "Not finished")
	}}
	g := w.face()
	eventually(t, "the tests run", func() bool { return len(view(t, g).State.Running) == 1 })
	if err := g.Cancel(view(t, g).State.Running[0].Run); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	settle(t, w.face())
	if n := began.Load(); n != 1 {
		t.Errorf("what a person cancelled was started %d times, want once", n)
	}
}

// TestAClaimThatIsLookedAtIsNotSaidToWait has a claim blocked, and then a look at it
// that takes long.
func TestAClaimThatIsLookedAtIsNotSaidToWait(t *testing.T) {
	tests := step("tests")
	tests.Needs = []string{"clone"}
	w := newWorld(t, step("clone"), tests)
	w.checks["tests"] = check.Check{Costly: true, Observe: func(ctx context.Context, _ check.Output) check.Finding {
		<-ctx.Done()
		return check.CannotTell("run/unfinished", "Not finished")
	}}
	g := w.face()
	settle(t, g)
	if got := status(t, g, "tests"); got != check.Blocked {
		t.Fatalf("the tests read %q before there is anything to test", got)
	}
	w.make("clone")
	eventually(t, "the tests run", func() bool { return len(view(t, g).State.Running) == 1 })
	reader := w.guide()
	if err := reader.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	for name, face := range map[string]*guide.Guide{"the face that looks": g, "one that only reads": reader} {
		v := view(t, face)
		if s, _ := v.State.Step("tests"); s.Finding.Status != "" || s.Finding.Summary != "" || !v.Seen["tests"].IsZero() {
			t.Errorf("%s: the tests read %s: %s, seen %s", name, s.Finding.Status, s.Finding.Summary, v.Seen["tests"])
		}
		if !v.Observing["tests"] {
			t.Errorf("%s does not say that the tests are being looked at", name)
		}
	}
}

func TestWhoWaitsForAFixSeesWhatItDid(t *testing.T) {
	w := newWorld(t, step("file"))
	g := w.face()
	settle(t, g)
	for range 20 {
		if err := os.RemoveAll(w.path("file")); err != nil {
			t.Fatal(err)
		}
		if err := g.Check(t.Context(), "file"); err != nil {
			t.Fatal(err)
		}
		run, err := g.Fix(t.Context(), "file", "touch", nil)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, g, run)
		if s, _ := view(t, g).State.Step("file"); !s.Finding.Holds() || s.LastWork.Outcome != progress.Done {
			t.Fatalf("after waiting for the fix: %+v, %+v", s.Finding, s.LastWork)
		}
	}
}

func TestWhatAnotherFaceOpenedSinceStaysTheLast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opened []string
		want   string
	}{
		{[]string{"first", "second"}, "first"},
		{[]string{"first", "second", "third"}, "third"},
	} {
		w := newWorld(t)
		var faces []*guide.Guide
		for _, source := range c.opened {
			w.journey.Source = source
			faces = append(faces, w.face())
		}
		if err := faces[1].NotOpened(t.Context()); err != nil {
			t.Fatal(err)
		}
		opened, err := faces[0].Opened(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := opened[0].Source; got != c.want {
			t.Errorf("%v were opened and the second was not used: the last one is %s, want %s", c.opened, got, c.want)
		}
	}
}

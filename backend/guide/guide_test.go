package guide_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestOpeningObservesEveryClaim(t *testing.T) {
	w := newWorld(t, step("here"), step("missing"), step("after", "missing"))
	w.make("here")
	g := w.face()
	settle(t, g)
	for id, want := range map[string]check.Status{"here": check.OK, "missing": check.Failing, "after": check.Blocked} {
		if got := status(t, g, id); got != want {
			t.Errorf("%s reads %s, want %s", id, got, want)
		}
	}
	if n := w.timesLooked("after"); n != 0 {
		t.Errorf("the blocked claim was looked at %d times; nothing can be known of it", n)
	}
}

func TestAChangeOnDiskFlipsTheFindingAndWhatDependsOnIt(t *testing.T) {
	w := newWorld(t, step("base"), step("after", "base"))
	w.make("after")
	g := w.face()
	settle(t, g)
	if got := status(t, g, "after"); got != check.Blocked {
		t.Fatalf("after reads %s at first, want blocked", got)
	}
	w.make("base")
	eventually(t, "both hold", func() bool { return status(t, g, "base") == check.OK && status(t, g, "after") == check.OK })
}

// TestWhatCannotBeToldForAMomentBlocksNothing has a need answer, fall silent and
// then deny.
func TestWhatCannotBeToldForAMomentBlocksNothing(t *testing.T) {
	w := newWorld(t, step("host"), step("after", "host"))
	w.make("after")
	var says atomic.Pointer[check.Finding]
	w.checks["host"] = check.Check{Observe: func(context.Context, check.Output) check.Finding { return *says.Load() }}
	tell := func(f check.Finding) { says.Store(&f) }
	tell(check.CannotTell("host/silent", "The host does not answer"))
	g := w.face()
	settle(t, g)
	for _, turn := range []struct {
		found check.Finding
		after check.Status
	}{
		{check.CannotTell("host/silent", "The host does not answer"), check.Blocked},
		{check.Hold("The host knows you"), check.OK},
		{check.CannotTell("host/portal", "A page to sign in to the network came instead"), check.OK},
		{check.Fail("host/denied", "The host does not know you"), check.Blocked},
		{check.CannotTell("host/silent", "The host does not answer"), check.Blocked},
	} {
		tell(turn.found)
		if err := g.Check(t.Context(), "host"); err != nil {
			t.Fatal(err)
		}
		settle(t, g)
		if got := status(t, g, "after"); got != turn.after {
			t.Errorf("after %q it reads %s, want %s", turn.found.Summary, got, turn.after)
		}
	}
}

func TestAFixRunsAndOnlyTheObservationSaysThatItWorked(t *testing.T) {
	w := newWorld(t, step("file"), step("liar"))
	w.checks["liar"] = check.Check{
		Observe: func(context.Context, check.Output) check.Finding { return check.Fail("x", "Still not") },
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{ID: "lie", Title: "Say so", Plan: func(check.Answers) []check.Command {
				return []check.Command{check.Run("echo", "all is well")}
			}}}
		},
	}
	g := w.face()
	settle(t, g)
	for id, want := range map[string]struct {
		fix    string
		status check.Status
	}{"file": {"touch", check.OK}, "liar": {"lie", check.Failing}} {
		run, err := g.Fix(t.Context(), id, want.fix, nil)
		if err != nil {
			t.Fatalf("fixing %s: %v", id, err)
		}
		finish(t, g, run)
		if got := status(t, g, id); got != want.status {
			t.Errorf("%s reads %s after its fix, want %s", id, got, want.status)
		}
		s, _ := view(t, g).State.Step(id)
		if s.Attempts != 1 || s.LastWork == nil || s.LastWork.Outcome != progress.Done {
			t.Errorf("%s has %d attempts and last %+v, want one that is done", id, s.Attempts, s.LastWork)
		}
	}
	s, _ := view(t, g).State.Step("liar")
	lines, _, err := g.Output(t.Context(), s.LastWork.Run, 0)
	if err != nil || !strings.Contains(strings.Join(lines, "\n"), "all is well") {
		t.Errorf("kept output %q, %v; want what the program printed", lines, err)
	}
}

func TestAFailedFixSaysWhy(t *testing.T) {
	burning := step("file")
	burning.Fixes = []journey.AuthoredFix{{Title: "Burn", Run: "echo the disk is on fire >&2; exit 7"}}
	w := newWorld(t, burning)
	g := w.face()
	settle(t, g)
	if run, err := g.Fix(t.Context(), "file", "authored-1", nil); !errors.Is(err, guide.ErrNeedsApproval) {
		t.Fatalf("an authored command ran without approval: %v, %v", run, err)
	}
	approve(t, g)
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	s, _ := view(t, g).State.Step("file")
	if s.LastWork.Outcome != progress.Failed || !strings.Contains(s.LastWork.Reason, "the disk is on fire") {
		t.Errorf("last work %+v, want failed with what the program said", s.LastWork)
	}
}

func TestWhyAFixFailedOutlastsTheCheckThatFollows(t *testing.T) {
	burning := step("file")
	burning.Fixes = []journey.AuthoredFix{{Title: "Burn", Run: "echo the disk is on fire >&2; exit 7"}}
	w := newWorld(t, burning)
	c := w.file("file")
	c.Costly = true
	w.checks["file"] = c
	g := w.face()
	settle(t, g)
	approve(t, g)
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	s, _ := view(t, g).State.Step("file")
	if s.LastWork.Use != progress.UseObserve || s.LastFix == nil || s.LastFix.Run != run {
		t.Fatalf("last work %+v, last fix %+v; want a check, and the fix ahead of it", s.LastWork, s.LastFix)
	}
	if s.LastFix.Outcome != progress.Failed || !strings.Contains(s.LastFix.Reason, "the disk is on fire") {
		t.Errorf("last fix %+v, want failed with what the program said", s.LastFix)
	}
}

func approve(t *testing.T, g *guide.Guide) {
	t.Helper()
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatalf("approving: %v", err)
	}
}

func TestCancelEndsTheRun(t *testing.T) {
	s := step("file")
	s.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "sleep 600"}}
	w := newWorld(t, s)
	g := w.face()
	settle(t, g)
	approve(t, g)
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Fix(t.Context(), "file", "authored-1", nil); !errors.Is(err, guide.ErrBusy) {
		t.Errorf("a second fix of the step at once: %v, want busy", err)
	}
	if err := g.Cancel(run); err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	now, _ := view(t, g).State.Step("file")
	if now.LastWork.Outcome != progress.Cancelled {
		t.Errorf("the run ended as %+v, want cancelled", now.LastWork)
	}
	if err := g.Cancel(run); !errors.Is(err, guide.ErrNotRunning) {
		t.Errorf("cancelling it again: %v, want that it has ended", err)
	}
}

// onBegin is a store that tells which work it has just kept the beginning of.
type onBegin struct {
	guide.Store
	tell func(run string)
}

func (s onBegin) Append(ctx context.Context, onboarding string, after int64,
	decide func([]progress.Event) ([]progress.Event, error)) (newer, appended []progress.Event, err error) {
	newer, appended, err = s.Store.Append(ctx, onboarding, after, decide)
	for _, e := range appended {
		if e.Kind == progress.WorkBegan {
			s.tell(e.Work.Run)
		}
	}
	return newer, appended, err
}

// TestARunCanBeCancelledAsSoonAsItIsInTheRecord cancels before anybody else can have
// read there that it began.
func TestARunCanBeCancelledAsSoonAsItIsInTheRecord(t *testing.T) {
	s := step("file")
	s.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "sleep 600"}}
	w := newWorld(t, s)
	var g *guide.Guide
	w.wrap = func(s guide.Store) guide.Store {
		return onBegin{s, func(run string) {
			if err := g.Cancel(run); err != nil {
				t.Errorf("cancelling what has just begun: %v", err)
			}
		}}
	}
	g = w.face()
	settle(t, g)
	approve(t, g)
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if t.Failed() {
		_ = g.Cancel(run)
	}
	finish(t, g, run)
	now, _ := view(t, g).State.Step("file")
	if now.LastWork.Outcome != progress.Cancelled {
		t.Errorf("the run ended as %+v, want cancelled", now.LastWork)
	}
}

func TestAnAuthoredCommandWaitsForApproval(t *testing.T) {
	s := journey.Step{ID: "tests", Kind: journey.Run, Title: "Tests", Claim: journey.RunClaim{Command: "make test"}}
	w := newWorld(t, s)
	w.make("tests")
	g := w.face()
	settle(t, g)
	if got, n := status(t, g, "tests"), w.timesLooked("tests"); got != check.Blocked || n != 0 {
		t.Fatalf("unapproved it reads %s and was run %d times, want blocked and never", got, n)
	}
	if err := g.Approve(t.Context(), "another hash"); !errors.Is(err, guide.ErrApprovalChanged) {
		t.Errorf("approving what was not shown: %v", err)
	}
	approve(t, g)
	settle(t, g)
	if got := status(t, g, "tests"); got != check.OK {
		t.Errorf("approved it reads %s, want ok", got)
	}
}

func TestACostlyClaimIsNotLookedAtAgainAndAgain(t *testing.T) {
	w := newWorld(t, step("base"), step("slow", "base"))
	c := w.file("slow")
	c.Costly = true
	w.checks["slow"] = c
	w.make("slow")
	g := w.face()
	settle(t, g)
	w.make("base")
	eventually(t, "the costly claim holds", func() bool { return status(t, g, "slow") == check.OK })
	if err := g.Check(t.Context(), "base"); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if n := w.timesLooked("slow"); n != 1 {
		t.Errorf("looked at %d times, want once", n)
	}
	if err := g.Check(t.Context(), "slow"); err != nil {
		t.Fatal(err)
	}
	if n := w.timesLooked("slow"); n != 2 {
		t.Errorf("looked at %d times after a person asked, want twice", n)
	}
	s, _ := view(t, g).State.Step("slow")
	if s.Attempts != 2 || s.LastWork.Use != progress.UseObserve {
		t.Errorf("recorded %d attempts, last %+v; want two observations", s.Attempts, s.LastWork)
	}
}

func TestACheckThatHangsOrCrashesCostsOnlyItself(t *testing.T) {
	t.Parallel()
	hangs, crashes := step("hangs"), step("crashes")
	hangs.Timeout = 50 * time.Millisecond
	w := newWorld(t, hangs, crashes, step("fine"))
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	w.checks["hangs"] = check.Check{Observe: func(context.Context, check.Output) check.Finding {
		<-release
		return check.Finding{}
	}}
	w.checks["crashes"] = check.Check{Observe: func(context.Context, check.Output) check.Finding { panic("boom") }}
	w.make("fine")
	g := w.face()
	settle(t, g)
	for id, want := range map[string]check.Status{"hangs": check.Unknown, "crashes": check.Unknown, "fine": check.OK} {
		if got := status(t, g, id); got != want {
			t.Errorf("%s reads %s, want %s", id, got, want)
		}
	}
}

func TestRetriesAreForWhatFails(t *testing.T) {
	t.Parallel()
	s := step("flaky")
	s.Retries = 2
	w := newWorld(t, s)
	tries := 0
	w.checks["flaky"] = check.Check{Observe: func(context.Context, check.Output) check.Finding {
		if tries++; tries < 2 {
			return check.Fail("x", "Not yet")
		}
		return check.Hold("Now")
	}}
	g := w.face()
	settle(t, g)
	if got := status(t, g, "flaky"); got != check.OK || tries != 2 {
		t.Errorf("reads %s after %d tries, want ok after 2", got, tries)
	}
}

func TestTwoFacesShowTheSame(t *testing.T) {
	w := newWorld(t, step("file"), step("other"))
	one, two := w.face(), w.face()
	settle(t, one)
	settle(t, two)
	run, err := one.Fix(t.Context(), "file", "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, one, run)
	eventually(t, "the other face shows the run and the finding", func() bool {
		s, _ := view(t, two).State.Step("file")
		return s.Finding.Holds() && s.LastWork != nil && s.LastWork.Run == run
	})
	if err := two.Cancel(run); !errors.Is(err, guide.ErrNotRunning) {
		t.Errorf("cancelling from the other face: %v", err)
	}
}

func TestAnObservationThatSaysNothingNewIsNotRecorded(t *testing.T) {
	w := newWorld(t, step("file"))
	g := w.face()
	settle(t, g)
	before := view(t, g).State.Seq
	for range 3 {
		if err := g.Check(t.Context(), "file"); err != nil {
			t.Fatal(err)
		}
	}
	if after := view(t, g).State.Seq; after != before {
		t.Errorf("%d events were recorded of nothing new", after-before)
	}
}

func TestReopeningStandsWhereItStood(t *testing.T) {
	w := newWorld(t, step("file"), step("other", "file"))
	w.make("file")
	g := w.face()
	settle(t, g)
	was := view(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := w.guide()
	if err := read.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	now := view(t, read)
	if now.Onboarding.ID != was.Onboarding.ID || now.State.Current != was.State.Current {
		t.Errorf("stands at %s step %d, was at %s step %d", now.Onboarding.ID, now.State.Current, was.Onboarding.ID, was.State.Current)
	}
	held, _ := was.State.Step("file")
	still, _ := now.State.Step("file")
	if !held.HeldAt.Equal(still.HeldAt) {
		t.Errorf("held at %v, was %v", still.HeldAt, held.HeldAt)
	}
	if len(now.State.Running) != 0 || now.State.Mode(now.Now) != progress.ModeAway {
		t.Errorf("after closing: running %v, mode %q; want nothing and away", now.State.Running, now.State.Mode(now.Now))
	}
}

func TestAnInvalidJourneyRecordsNothing(t *testing.T) {
	w := newWorld(t, step("file"))
	w.err = errors.New("line 3: no")
	g := w.guide()
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); !errors.Is(err, w.err) {
		t.Fatalf("opening an invalid journey: %v", err)
	}
	w.err = nil
	if err := g.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); !errors.Is(err, guide.ErrNotStarted) {
		t.Errorf("an onboarding was begun for an invalid journey: %v", err)
	}
}

func TestAnUnattendedRunPrefersTheRehearsal(t *testing.T) {
	rehearsed := step("rehearsed")
	rehearsed.Rehearse = "touch ../rehearsed"
	w := newWorld(t, rehearsed, step("plain"))
	g := w.face()
	settle(t, g)
	approve(t, g)
	for id, want := range map[string]string{"rehearsed": guide.RehearseFix, "plain": "touch"} {
		fix, ok := g.Unattended(id)
		if !ok || fix != want {
			t.Fatalf("%s is done unattended by %q, %v; want %q", id, fix, ok, want)
		}
		run, err := g.Fix(t.Context(), id, fix, nil)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, g, run)
		if got := status(t, g, id); got != check.OK {
			t.Errorf("%s reads %s after the %s fix, want ok", id, got, fix)
		}
	}
}

func TestNoticesReachEveryFaceInOrder(t *testing.T) {
	s := step("file")
	s.Fixes = []journey.AuthoredFix{{Title: "Count", Run: "for i in 1 2 3 4 5; do echo line $i; done"}}
	w := newWorld(t, s)
	g := w.face()
	settle(t, g)
	approve(t, g)
	var mu sync.Mutex
	var lines []string
	stop := g.Subscribe(func(n guide.Notice) {
		mu.Lock()
		defer mu.Unlock()
		if n.Output != nil && n.From != len(lines) {
			t.Errorf("output from line %d, but %d came before", n.From, len(lines))
		}
		lines = append(lines, n.Output...)
	})
	defer stop()
	run, err := g.Fix(t.Context(), "file", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	kept, _, err := g.Output(t.Context(), run, 0)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the face has every line", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return fmt.Sprint(lines) == fmt.Sprint(kept)
	})
	if len(kept) != 6 {
		t.Errorf("kept %q, want the command and its five lines", kept)
	}
}

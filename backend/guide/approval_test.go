package guide_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// TestWhatServicesReachIsApproved has services that reach of the machine now one
// thing and now another: each is agreed to once.
func TestWhatServicesReachIsApproved(t *testing.T) {
	ruled := step("file")
	ruled.Fixes = []journey.AuthoredFix{{Title: "Rule", Run: "true"}}
	w := newWorld(t, ruled)
	var reaches atomic.Value
	reaches.Store([]string{"db reads /etc"})
	c := w.file("file")
	fixes := c.Fixes
	c.Fixes = func(f check.Finding) []check.Fix {
		all := fixes(f)
		all[0].Reaches = reaches.Load().([]string)
		return all
	}
	w.checks["file"] = c
	g := w.face()
	settle(t, g)

	start := func() error {
		t.Helper()
		run, err := g.Fix(t.Context(), "file", "touch", nil)
		if err == nil {
			finish(t, g, run)
		}
		return err
	}
	asked := func() []string {
		t.Helper()
		var texts []string
		for _, c := range view(t, g).Approval.Commands {
			if c.Use == journey.UseReach {
				texts = append(texts, c.Step+": "+c.Text)
			}
		}
		return texts
	}
	if err := start(); !errors.Is(err, guide.ErrNeedsApproval) {
		t.Fatalf("got %v, want that it needs an approval", err)
	}
	if got := asked(); len(got) != 1 || got[0] != "file: db reads /etc" || view(t, g).Approved {
		t.Errorf("asked for %q, approved %v", got, view(t, g).Approved)
	}
	approve(t, g)
	if v := view(t, g); !v.Approved {
		t.Error("what was agreed to is asked for again")
	}

	reaches.Store([]string{"db reads /etc", "db runs privileged"})
	if err := start(); !errors.Is(err, guide.ErrNeedsApproval) {
		t.Fatalf("after a change: got %v, want that it needs an approval", err)
	}
	v := view(t, g)
	var news []string
	for _, change := range v.Approval.Since(v.State.Approval) {
		if change.Kind != journey.Same {
			news = append(news, string(change.Kind)+" "+change.Text)
		}
	}
	if len(news) != 1 || news[0] != "added db runs privileged" {
		t.Errorf("the difference is %q", news)
	}
	approve(t, g)

	// Less than was agreed to needs no word, and nothing is said of what is gone.
	reaches.Store([]string{"db runs privileged"})
	if err := start(); err != nil {
		t.Fatal(err)
	}
	if v := view(t, g); !v.Approved || len(asked()) != 0 {
		t.Errorf("approved %v, asked for %q", v.Approved, asked())
	}
	if run, err := g.Fix(t.Context(), "file", "authored-1", nil); err == nil {
		finish(t, g, run)
	} else if errors.Is(err, guide.ErrNeedsApproval) {
		t.Error("the journey's own commands are no longer approved")
	}
}

// TestOnlyWhatChangedWaitsForApproval has a journey whose author changed one of two
// commands: the other is what was agreed to.
func TestOnlyWhatChangedWaitsForApproval(t *testing.T) {
	run := func(id, command string) journey.Step {
		return journey.Step{ID: id, Kind: journey.Run, Title: id, Claim: journey.RunClaim{Command: command}}
	}
	w := newWorld(t, run("tests", "make test"), run("lint", "make lint"))
	w.make("tests")
	w.make("lint")
	g := w.face()
	approve(t, g)
	settle(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}

	lints := w.timesLooked("lint")
	w.journey = journeyOf(run("tests", "make test"), run("lint", "make lint; rm -rf ."))
	g = w.face()
	settle(t, g)
	if got := status(t, g, "tests"); got != check.OK || view(t, g).Approved {
		t.Errorf("unchanged it reads %s, approved %v", got, view(t, g).Approved)
	}
	if waits := view(t, g).Unapproved; waits["tests"] || !waits["lint"] {
		t.Errorf("these wait for an approval: %v", waits)
	}
	before := w.timesLooked("tests")
	if err := g.Check(t.Context(), "tests"); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if w.timesLooked("tests") == before {
		t.Error("what did not change cannot be run")
	}
	if got, n := status(t, g, "lint"), w.timesLooked("lint")-lints; got != check.Blocked || n != 0 {
		t.Errorf("changed it reads %s and was run %d times, want blocked and never", got, n)
	}
	approve(t, g)
	settle(t, g)
	if got := status(t, g, "lint"); got != check.OK || view(t, g).Unapproved["lint"] {
		t.Errorf("approved it reads %s, waits %v, want ok", got, view(t, g).Unapproved)
	}
}

// TestAChangedRehearsalHoldsNobodyUp has an author change what stands in for a person.
func TestAChangedRehearsalHoldsNobodyUp(t *testing.T) {
	tests := journey.Step{ID: "tests", Kind: journey.Run, Title: "Tests", Claim: journey.RunClaim{Command: "make test"}, Rehearse: "true"}
	w := newWorld(t, tests)
	w.make("tests")
	g := w.face()
	approve(t, g)
	settle(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}

	tests.Rehearse = "rm -rf ."
	w.journey = journeyOf(tests)
	g = w.face()
	if err := g.Check(t.Context(), "tests"); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	if got, v := status(t, g, "tests"), view(t, g); got != check.OK || v.Approved || v.Unapproved["tests"] {
		t.Errorf("it reads %s, approved %v, waits %v", got, v.Approved, v.Unapproved)
	}
	if _, err := g.Fix(t.Context(), "tests", guide.RehearseFix, nil); !errors.Is(err, guide.ErrNeedsApproval) {
		t.Errorf("it stands in for her unapproved: %v", err)
	}
}

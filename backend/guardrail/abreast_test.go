package guardrail_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guardrail"
)

// slow are clones that begin to show what commits change, and end when they are
// let: with an error where there is one.
type slow struct {
	clones
	begun, end chan struct{}
	err        error
}

func (s slow) Patch(ctx context.Context, dir string, commits []string, to io.Writer) error {
	close(s.begun)
	<-s.end
	if s.err != nil {
		return s.err
	}
	return s.clones.Patch(ctx, dir, commits, to)
}

func TestWhoAsksForTheFixesWaitsForNoObservation(t *testing.T) {
	b := newBench(t)
	b.commit("keys.py", "a = \""+secret()+"\"\n", "Add it")
	s := slow{clones: clones{repositoryOf()}, begun: make(chan struct{}), end: make(chan struct{})}
	claim := guardrail.New(s, &guardrail.Gitleaks{}).Holds(guardrail.Spec{Dir: b.dir, Guards: []guardrail.Guard{guardrail.Secrets}})
	seen := make(chan check.Finding)
	go func() { seen <- claim.Observe(t.Context(), check.Silent{}) }()
	<-s.begun
	asked := make(chan []check.Fix, 1)
	go func() { asked <- claim.Fixes(check.Finding{Status: check.Failing, Code: "guardrail/secret"}) }()
	select {
	case <-asked:
	case <-time.After(time.Minute):
		t.Error("the fixes wait for the observation")
	}
	close(s.end)
	if f := <-seen; f.Code != "guardrail/secret" || len(claim.Fixes(f)) == 0 {
		t.Errorf("finding %+v", f)
	}
}

func TestAGuardThatCannotTellHidesNoOther(t *testing.T) {
	b := newBench(t)
	b.commit("lamp.go", "package main\n", "Add a lamp")
	s := slow{clones: clones{repositoryOf()}, begun: make(chan struct{}), end: make(chan struct{}), err: errors.New("git broke off")}
	close(s.end)
	claim := guardrail.New(s, &guardrail.Gitleaks{}).Holds(guardrail.Spec{
		Dir: b.dir, Guards: []guardrail.Guard{guardrail.Secrets, guardrail.Branch}, Policy: guardrail.Policy{Protected: []string{"lamp"}},
	})
	f := b.want(claim, "guardrail/branch")
	if !strings.Contains(fact(f, "Not all was looked at"), "git broke off") {
		t.Errorf("it says nothing of what could not be looked at: %+v", f.Evidence)
	}
}

// Package otlptest holds an onboarding for tests of what a collector is told.
package otlptest

import (
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

// Days is an onboarding of two days: a fix that fails and one that works, a step
// that is undone overnight and done again, one that is muted, one that is vouched
// for, a clock that is put back, a note and thanks.
func Days() share.Onboarding {
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	at := func(d time.Duration) time.Time { return start.Add(d) }
	plan := &progress.Plan{Name: "Payments at Acme", Source: "/home/grace/payments/.firstlight/journey.yaml", Hash: strings.Repeat("0f", 32), Steps: []progress.PlanStep{
		{ID: "docker", Stage: "Your machine", Kind: journey.Docker, Title: "Docker answers", Milestone: journey.MachineReady},
		{ID: "clone-grace-payments", Stage: "Your code", Kind: journey.Clone, Title: "Clone payments", Milestone: journey.CodeCloned},
		{ID: "tests-pass", Stage: "Your code", Kind: journey.Run, Title: "The tests pass", Milestone: journey.TestsPass},
		{ID: "ask-say-hello-to-your-buddy", Stage: "Your team", Kind: journey.Ask, Title: "Say hello to your buddy"},
		{ID: "memory", Kind: journey.Memory, Title: "Enough memory", Aside: true},
	}}
	fail := func(code string) *check.Finding {
		f := check.Fail(code, "It is not there at /home/grace")
		f.Detail = "cannot reach 10.1.2.3 as grace"
		return &f
	}
	ok := func() *check.Finding { f := check.Hold("It holds"); return &f }
	blocked := check.Finding{Status: check.Blocked, Summary: "Waits for the code"}
	began := func(run, fix string, use progress.Use) *progress.Work {
		return &progress.Work{Run: run, Use: use, Fix: fix, Title: "Do it for grace"}
	}
	ended := func(run, fix string, use progress.Use, outcome progress.Outcome, known string) *progress.Work {
		w := began(run, fix, use)
		w.Outcome = outcome
		if outcome == progress.Failed {
			w.Reason = "sudo: grace\nis not in the sudoers file"
		}
		if known != "" {
			w.Known = &check.KnownFailure{ID: known, Cause: "Because"}
		}
		return w
	}
	const night = 20 * time.Hour
	back := -time.Hour
	return share.Onboarding{ID: "0123456789abcdef", Track: "backend", Events: []progress.Event{
		{At: at(0), Kind: progress.Adopted, Session: "a", Plan: plan},
		{At: at(0), Kind: progress.Entered, Session: "a"},
		{At: at(time.Second), Kind: progress.Observed, Session: "a", Step: "docker", Finding: fail("docker/silent")},
		{At: at(time.Second), Kind: progress.Observed, Session: "a", Step: "clone-grace-payments", Finding: fail("clone/none")},
		{At: at(time.Second), Kind: progress.Observed, Session: "a", Step: "tests-pass", Finding: &blocked},
		{At: at(2 * time.Minute), Kind: progress.WorkBegan, Session: "a", Step: "docker", Work: began("x1", "start", progress.UseFix)},
		{At: at(3 * time.Minute), Kind: progress.WorkEnded, Session: "a", Step: "docker", Work: ended("x1", "start", progress.UseFix, progress.Failed, "docker/group")},
		{At: at(5 * time.Minute), Kind: progress.WorkBegan, Session: "a", Step: "docker", Work: began("x2", "start", progress.UseFix)},
		{At: at(6 * time.Minute), Kind: progress.WorkEnded, Session: "a", Step: "docker", Work: ended("x2", "start", progress.UseFix, progress.Done, "")},
		{At: at(6*time.Minute + 2*time.Second), Kind: progress.Observed, Session: "a", Step: "docker", Finding: ok()},
		{At: at(7 * time.Minute), Kind: progress.Noted, Session: "a", Step: "docker", Note: "It hurt, says grace"},
		{At: at(8 * time.Minute), Kind: progress.Observed, Session: "a", Step: "clone-grace-payments", Finding: ok()},
		{At: at(9 * time.Minute), Kind: progress.Left, Session: "a", Since: at(9 * time.Minute)},
		{At: at(night), Kind: progress.Entered, Session: "b"},
		{At: at(night + time.Second), Kind: progress.Observed, Session: "b", Step: "docker", Finding: fail("docker/silent")},
		{At: at(night + 2*time.Minute), Kind: progress.Observed, Session: "b", Step: "docker", Finding: ok()},
		{At: at(night + 3*time.Minute), Kind: progress.WorkBegan, Session: "b", Step: "tests-pass", Work: began("x3", "", progress.UseObserve)},
		{At: at(night + 5*time.Minute + back), Kind: progress.ClockSet, Session: "b", Shift: back},
		{At: at(night + 8*time.Minute + back), Kind: progress.WorkEnded, Session: "b", Step: "tests-pass", Work: ended("x3", "", progress.UseObserve, progress.Failed, "")},
		{At: at(night + 8*time.Minute + back), Kind: progress.Observed, Session: "b", Step: "tests-pass", Finding: fail("run/failed")},
		{At: at(night + 9*time.Minute + back), Kind: progress.Muted, Session: "b", Step: "tests-pass", Note: "my own reason"},
		{At: at(night + 10*time.Minute + back), Kind: progress.Thanked, Session: "b", Note: "Thank you, grace"},
		{At: at(night + 11*time.Minute + back), Kind: progress.Attested, Session: "b", Step: "ask-say-hello-to-your-buddy"},
		{At: at(night + 12*time.Minute + back), Kind: progress.Observed, Session: "b", Step: "docker", Finding: fail("docker/silent")},
	}}
}

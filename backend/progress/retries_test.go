package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestATryAfterOneThatWasInVainIsARetry(t *testing.T) {
	const m = time.Minute
	tests := progress.PlanStep{ID: "tests", Kind: journey.Run}
	blocked := check.Finding{Status: check.Blocked, Code: "blocked/needs"}
	run := func(h *history, use progress.Use, at time.Duration, found check.Finding) *history {
		w := progress.Work{Run: at.String(), Use: use}
		h.work(at, progress.WorkBegan, "tests", w)
		w.Outcome = progress.Done
		return h.work(at+m, progress.WorkEnded, "tests", w).found(at+m, "tests", found)
	}
	try := func(h *history, at time.Duration, found check.Finding) *history {
		return run(h, progress.UseObserve, at, found)
	}
	fix := func(h *history, at time.Duration, found check.Finding) *history {
		return run(h, progress.UseFix, at, found)
	}
	for name, c := range map[string]struct {
		given             func(h *history) *history
		attempts, retries int
	}{
		"held by the first": {func(h *history) *history { return try(h, 0, holds) }, 1, 0},
		"held by the third": {func(h *history) *history { return try(try(try(h, 0, fails), 2*m, fails), 4*m, holds) }, 3, 2},
		"looked at again":   {func(h *history) *history { return try(try(h, 0, holds), 2*m, holds) }, 2, 0},
		"looked at again after it was blocked": {
			func(h *history) *history { return try(try(h, 0, holds).found(2*m, "tests", blocked), 3*m, holds) }, 2, 0,
		},
		"put right when it no longer held": {
			func(h *history) *history { return try(try(try(h, 0, holds), 2*m, fails), 4*m, holds) }, 3, 1,
		},
		"fixed anew when it no longer held": {
			func(h *history) *history { return fix(fix(h, 0, holds).found(2*m, "tests", fails), 3*m, holds) }, 2, 0,
		},
		"fixed once, and looked at before and after": {
			func(h *history) *history { return try(fix(try(h, 0, fails), 2*m, fails), 4*m, holds) }, 3, 0,
		},
		"fixed twice": {
			func(h *history) *history { return try(fix(try(fix(h, 0, fails), 2*m, fails), 4*m, fails), 6*m, holds) }, 4, 1,
		},
	} {
		step := mustStep(t, c.given(begun(tests).enter(0, "s")).stateAt(10*m), "tests")
		if step.Attempts != c.attempts || step.Retries != c.retries {
			t.Errorf("%s: %d attempts and %d retries, want %d and %d", name, step.Attempts, step.Retries, c.attempts, c.retries)
		}
	}
}

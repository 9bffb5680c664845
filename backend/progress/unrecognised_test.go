package progress_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

func TestUnrecognisable(t *testing.T) {
	detailed := func(status check.Status, detail string, known bool) check.Finding {
		f := check.Finding{Status: status, Code: "run/failed", Summary: "It failed", Detail: detail}
		if known {
			f.Known = &check.KnownFailure{ID: "disk-full"}
		}
		return f
	}
	ended := func(run, reason string, outcome progress.Outcome, use progress.Use, known bool) progress.Work {
		w := progress.Work{Run: run, Use: use, Outcome: outcome, Reason: reason}
		if known {
			w.Known = &check.KnownFailure{ID: "disk-full"}
		}
		return w
	}
	h := begun(tool, clone).
		work(1*m, progress.WorkEnded, "tool", ended("r1", "exit 1: strange", progress.Failed, progress.UseFix, false)).
		work(2*m, progress.WorkEnded, "tool", ended("r2", "exit 1: strange", progress.Failed, progress.UseFix, false)).
		work(3*m, progress.WorkEnded, "tool", ended("r3", "no space left", progress.Failed, progress.UseFix, true)).
		work(4*m, progress.WorkEnded, "tool", ended("r4", "you cancelled it", progress.Cancelled, progress.UseFix, false)).
		work(5*m, progress.WorkEnded, "tool", ended("r5", "the finding says it", progress.Failed, progress.UseObserve, false)).
		found(6*m, "clone", detailed(check.Failing, "odd output", false)).
		found(7*m, "clone", detailed(check.Failing, "no space left", true)).
		found(8*m, "clone", detailed(check.OK, "fine", false)).
		found(9*m, "clone", check.Fail("x", "No output at all"))
	want := []progress.Unrecognised{
		{At: start.Add(1 * m), Times: 2, Step: "tool", Run: "r1", Said: "exit 1: strange"},
		{At: start.Add(6 * m), Times: 1, Step: "clone", Said: "odd output"},
	}
	if diff := cmp.Diff(want, progress.Unrecognisable(h.events)); diff != "" {
		t.Errorf("unrecognised (-want +got):\n%s", diff)
	}
}

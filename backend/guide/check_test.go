package guide_test

import (
	"context"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestACheckWaitsOnlyForWhatItIsAbout(t *testing.T) {
	// What needs a step may be written before it.
	w := newWorld(t, step("last", "after"), step("other"), step("base"), step("after", "base"))
	for _, id := range []string{"base", "last", "after"} {
		w.checks[id] = w.unwatched(id)
	}
	w.make("after")
	release := make(chan struct{})
	w.checks["other"] = check.Check{Limit: time.Hour, Observe: func(ctx context.Context, _ check.Output) check.Finding {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return check.Hold("At last")
	}}
	g := w.face()
	eventually(t, "all but the slow one settle", func() bool { return status(t, g, "last") == check.Blocked })
	w.make("base")
	w.make("last")
	checked := make(chan error, 1)
	go func() { checked <- g.Check(context.WithoutCancel(t.Context()), "base") }()
	select {
	case err := <-checked:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(patience):
		t.Error("a check of one step waits for another that has nothing to do with it")
	}
	for _, id := range []string{"base", "after", "last"} {
		if got := status(t, g, id); got != check.OK {
			t.Errorf("%s reads %s once the check has returned, want ok", id, got)
		}
	}
	if got := status(t, g, "other"); got != "" {
		t.Errorf("the slow one reads %s already", got)
	}
	close(release)
	settle(t, g)
}

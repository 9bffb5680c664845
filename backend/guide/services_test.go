package guide_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// port is a harbour of one service that does what it is told.
type port struct {
	mu      sync.Mutex
	sight   container.Sight
	hears   bool
	acted   []string
	fails   error
	stopped bool
	// act is what can be done with the service; a restart where it is empty.
	act string
}

func (p *port) Run(ctx context.Context)                    { <-ctx.Done() }
func (p *port) Look()                                      {}
func (p *port) Await(context.Context) error                { return nil }
func (p *port) Sight(string) container.Sight               { p.mu.Lock(); defer p.mu.Unlock(); return p.sight }
func (p *port) Hears() bool                                { p.mu.Lock(); defer p.mu.Unlock(); return p.hears }
func (p *port) Search(string, container.Key, string) []int { return nil }

func (p *port) Log(string, container.Key, container.LogAsk) container.LogPart {
	return container.LogPart{}
}

func (p *port) Usage(context.Context, string) (map[container.Key]container.Usage, error) {
	return nil, nil
}

func (p *port) Acts(_ string, _ container.Sight, name string) ([]check.Fix, container.Refusal) {
	return []check.Fix{{
		ID: container.ActID(cmp.Or(p.act, container.Restart), name), Title: "Restart " + name, Tends: name, Privilege: check.User,
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("docker", "compose", "restart", name)}
		},
		Apply: func(_ context.Context, _ check.Answers, out check.Output) error {
			out.Line("restarted")
			p.mu.Lock()
			defer p.mu.Unlock()
			p.acted = append(p.acted, name)
			return p.fails
		},
	}}, container.Refusal{}
}

func (p *port) StopOurs(context.Context) ([]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	if p.fails != nil {
		return nil, p.fails
	}
	return []string{"db"}, nil
}

func serving(t *testing.T) (*world, *port) {
	t.Helper()
	w := newWorld(t, journey.Step{ID: "services", Kind: journey.Compose, Title: "Services", Claim: journey.ComposeClaim{Files: []string{"compose.yaml"}}})
	p := &port{sight: container.Sight{At: time.Now(), Services: []container.Service{{Name: "db", Number: 1, ID: "1", Mode: container.Running, Ours: true}}}}
	w.services = p
	w.make("services")
	return w, p
}

// TestAnApprovalForServicesIsToldAtOnce has services reach further while a look at
// their claim takes its time.
func TestAnApprovalForServicesIsToldAtOnce(t *testing.T) {
	w, p := serving(t)
	slow, inner := atomic.Bool{}, w.file("services")
	w.checks["services"] = check.Check{Observe: func(ctx context.Context, out check.Output) check.Finding {
		if slow.Load() {
			<-ctx.Done()
		}
		return inner.Observe(ctx, out)
	}}
	g := w.face()
	settle(t, g)
	slow.Store(true)
	told := make(chan guide.Notice, 100)
	defer g.Subscribe(func(n guide.Notice) { told <- n })()
	p.mu.Lock()
	p.sight.Reaches = []string{"db reads /etc"}
	p.mu.Unlock()
	w.told.Changed("services")
	deadline := time.After(10 * time.Second)
	for changed := false; !changed; {
		select {
		case n := <-told:
			changed = n.Changed
		case <-deadline:
			t.Fatal("no face is told that there is more to approve of")
		}
	}
	if v := view(t, g); v.Approved || !slices.ContainsFunc(v.Approval.Commands, func(c journey.ApprovedCommand) bool { return c.Text == "db reads /etc" }) {
		t.Errorf("approved %v, commands %v", v.Approved, v.Approval.Commands)
	}
}

func TestAnActIsRecordedAndIsNoRemedy(t *testing.T) {
	w, p := serving(t)
	g := w.face()
	settle(t, g)
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	if fixes := g.Fixes("services"); slices.ContainsFunc(fixes, func(f check.Fix) bool { return f.Tends != "" }) {
		t.Errorf("an act is offered as a remedy: %v", fixes)
	}
	for i, fails := range []error{nil, errors.New("the engine is gone")} {
		p.mu.Lock()
		p.fails = fails
		p.mu.Unlock()
		run, err := g.Fix(t.Context(), "services", "restart@db", nil)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, g, run)
		if lines, _, err := g.Output(t.Context(), run, 0); err != nil || !slices.Equal(lines, []string{"restarted"}) {
			t.Errorf("the output is %q, %v", lines, err)
		}
		services, err := g.Services(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		last := services.Groups[0].Services[0].LastAct
		if last == nil || last.Run != run || last.Use != progress.UseTend || last.Service != "db" {
			t.Fatalf("act %d is recorded as %+v", i, last)
		}
		if failed := last.Outcome == progress.Failed; failed != (fails != nil) {
			t.Errorf("act %d ended %s", i, last.Outcome)
		}
	}
	// It is told no more once the service has changed, nor by a face that comes later.
	lastOf := func(g *guide.Guide) *progress.Tended {
		services, err := g.Services(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return services.Groups[0].Services[0].LastAct
	}
	other := w.face()
	settle(t, other)
	if lastOf(other) == nil {
		t.Error("another face does not tell of an act of one that is open")
	}
	began := lastOf(g).EndedAt
	for after, told := range map[time.Duration]bool{-time.Minute: true, time.Second: true, time.Minute: false} {
		p.mu.Lock()
		p.sight.Services[0].Began = began.Add(after)
		p.mu.Unlock()
		if got := lastOf(g) != nil; got != told {
			t.Errorf("the service began %s after the act, which is told: %v", after, got)
		}
	}
	p.mu.Lock()
	p.sight.Services[0].Began = time.Time{}
	p.mu.Unlock()
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the act is told no more", func() bool { return lastOf(other) == nil })
	g = other
	if s, _ := view(t, g).State.Step("services"); s.Attempts != 0 || s.Failures != 0 || s.LastWork != nil {
		t.Errorf("acts count as %d attempts and %d failures", s.Attempts, s.Failures)
	}
	if unknown, err := g.Unrecognised(t.Context()); err != nil || len(unknown) != 0 {
		t.Errorf("an act that failed is taken for a failure of the claim: %v, %v", unknown, err)
	}
}

// TestAClaimKnowsWhatFirstlightItselfStopped has another face look at a service that
// was stopped in this one.
func TestAClaimKnowsWhatFirstlightItselfStopped(t *testing.T) {
	w, p := serving(t)
	p.act = container.Stop
	ended := time.Now()
	var ours atomic.Bool
	w.checks["services"] = check.Check{Observe: func(ctx context.Context, _ check.Output) check.Finding {
		ours.Store(check.Ended(ctx, "db", ended))
		return check.Fail("compose/not-started", "db is stopped")
	}}
	g := w.face()
	settle(t, g)
	if ours.Load() {
		t.Fatal("nobody stopped it, and it is taken for Firstlight's doing")
	}
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	run, err := g.Fix(t.Context(), "services", "stop@db", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	look := func(g *guide.Guide, want bool, what string) {
		t.Helper()
		if err := g.Check(t.Context(), "services"); err != nil {
			t.Fatal(err)
		}
		if ours.Load() != want {
			t.Errorf("%s: Firstlight's doing is %t, want %t", what, ours.Load(), want)
		}
	}
	act := view(t, g).State.Steps[0].Tended[0]
	ended = act.EndedAt
	look(w.face(), true, "another face")
	ended = act.EndedAt.Add(time.Minute)
	look(g, false, "an end a minute later")
	ended = act.BeganAt.Add(-time.Minute)
	look(g, false, "an end a minute before")
	if err := g.Set(t.Context(), guide.SettingAtQuit, string(guide.QuitStop)); err != nil {
		t.Fatal(err)
	}
	if _, err := g.StopServices(t.Context()); err != nil {
		t.Fatal(err)
	}
	if quit := view(t, g).State.Steps[0].Tended[0]; quit.Run == act.Run || quit.Fix != "stop@db" || quit.Outcome != progress.Done {
		t.Errorf("what was stopped at the end is recorded as %+v", quit)
	}
}

func TestAServiceThatFaresOtherwiseHasItsClaimLookedAt(t *testing.T) {
	w, _ := serving(t)
	g := w.face()
	settle(t, g)
	news := make(chan guide.Notice, 100)
	defer g.Subscribe(func(n guide.Notice) { news <- n })()
	before := w.timesLooked("services")
	w.told.Changed("services")
	eventually(t, "the claim is looked at", func() bool { return w.timesLooked("services") > before })
	w.told.Printed(container.LogNews{Step: "services", Key: container.Key{Name: "db", Number: 1}, Next: 3})
	services, log := false, false
	for !services || !log {
		select {
		case n := <-news:
			services, log = services || n.Services, log || n.Log != nil && n.Log.Next == 3
		case <-time.After(patience):
			t.Fatalf("told of services %t, of the log %t", services, log)
		}
	}
}

func TestServicesThatTellAreLookedAtSeldom(t *testing.T) {
	t.Parallel()
	w, p := serving(t)
	c := w.file("services")
	c.Watch = check.Watch{Every: time.Millisecond, Told: time.Hour}
	w.checks["services"] = c
	p.hears = true
	g := w.face()
	settle(t, g)
	looked := w.timesLooked("services")
	time.Sleep(2500 * time.Millisecond)
	if again := w.timesLooked("services"); again != looked {
		t.Errorf("it was looked at %d times more although it tells by itself", again-looked)
	}
	p.mu.Lock()
	p.hears = false
	p.mu.Unlock()
	eventually(t, "it is looked at again once nothing tells", func() bool { return w.timesLooked("services") > looked })
}

func TestServicesStopAtTheEndWhereThatWasChosen(t *testing.T) {
	w, p := serving(t)
	first := w.face()
	stops := func(g *guide.Guide) bool {
		t.Helper()
		stops, err := g.StopsServices(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return stops
	}
	leaves := func(want ...string) {
		t.Helper()
		if left, err := first.LeavesRunning(t.Context()); err != nil || !slices.Equal(left, want) {
			t.Errorf("it leaves %q running, %v, want %q", left, err, want)
		}
	}
	if stops(first) {
		t.Error("services are stopped although nobody chose that")
	}
	leaves("db")
	if err := first.Set(t.Context(), guide.SettingAtQuit, "sometimes"); err == nil {
		t.Error("there is a choice that nobody knows")
	}
	if err := first.Set(t.Context(), guide.SettingAtQuit, string(guide.QuitStop)); err != nil {
		t.Fatal(err)
	}
	if !stops(first) {
		t.Error("services are not stopped although that was chosen")
	}
	leaves()
	from := func(folder string) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.sight.Services[0].Elsewhere = folder
	}
	from("/review/payments")
	if stops(first) {
		t.Error("services of another folder are stopped with this one")
	}
	from("")
	second := w.face()
	if stops(first) {
		t.Error("services are stopped that another face still shows")
	}
	if err := second.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !stops(first) {
		t.Error("services are not stopped by the last face")
	}
	if stopped, err := first.StopServices(t.Context()); err != nil || !slices.Equal(stopped, []string{"db"}) || !p.stopped {
		t.Errorf("stopped %q, %v", stopped, err)
	}
	p.mu.Lock()
	p.sight.Services[0].Ours = false
	p.mu.Unlock()
	if stops(first) {
		t.Error("services of others are to be stopped")
	}
}

// TestWhatIsStoppedAtTheEndIsRecorded has a service that stands still stopped, and one
// that the engine does not stop.
func TestWhatIsStoppedAtTheEndIsRecorded(t *testing.T) {
	w, p := serving(t)
	g := w.face()
	settle(t, g)
	if err := g.Set(t.Context(), guide.SettingAtQuit, string(guide.QuitStop)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mode  container.Mode
		fails error
		want  progress.Outcome
	}{{container.Paused, nil, progress.Done}, {container.Restarting, nil, progress.Done}, {container.Running, errors.New("the engine is gone"), progress.Failed}} {
		p.mu.Lock()
		p.sight.Services[0].Mode, p.fails = c.mode, c.fails
		p.mu.Unlock()
		if stops, err := g.StopsServices(t.Context()); err != nil || !stops {
			t.Errorf("%s: it stops %t, %v", c.mode, stops, err)
		}
		if _, err := g.StopServices(t.Context()); (err != nil) != (c.fails != nil) {
			t.Errorf("%s: %v", c.mode, err)
		}
		s, _ := view(t, g).State.Step("services")
		if len(s.Tended) != 1 || s.Tended[0].Outcome != c.want {
			t.Errorf("%s: recorded is %+v, want it %s", c.mode, s.Tended, c.want)
		}
	}
}

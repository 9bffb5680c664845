package guide_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"text/tabwriter"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// deaf is a watcher that sees nothing: whoever plays the person asks for a look.
type deaf struct{ changes chan []string }

func (deaf) Set(map[string]check.Watch)      {}
func (d deaf) Changes() <-chan []string      { return d.changes }
func (deaf) Polling() map[string]string      { return nil }
func (deaf) Close() error                    { return nil }
func (s *stage) Find(string) (string, error) { return "/bin/true", nil }

// mortal is a store whose program can be killed: from then on nothing that it does
// reaches the disk.
type mortal struct {
	guide.Store
	dead *atomic.Bool
}

var errDead = errors.New("the program is dead")

func (m mortal) Append(ctx context.Context, onboarding string, after int64, decide func([]progress.Event) ([]progress.Event, error)) (newer, appended []progress.Event, err error) {
	if m.dead.Load() {
		return nil, nil, errDead
	}
	return m.Store.Append(ctx, onboarding, after, decide)
}

func (m mortal) Beat(ctx context.Context, id string) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Store.Beat(ctx, id)
}

func (m mortal) Confirm(ctx context.Context, onboarding string, at map[string]time.Time) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Store.Confirm(ctx, onboarding, at)
}

func (m mortal) OpenSession(ctx context.Context, o store.Session) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Store.OpenSession(ctx, o)
}

func (m mortal) EndSession(ctx context.Context, id string) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Store.EndSession(ctx, id)
}

// stage is a machine on which a person follows a timetable, and what is true of
// her time. The time is that of a synctest bubble: days pass in seconds.
type stage struct {
	t *testing.T
	*world
	began time.Time
	// set is by how much the clock was set, slept for how long nothing ran.
	set, slept atomic.Int64
	// takes is how long the next fix takes.
	takes atomic.Int64
	// found is what there is to be found of each step.
	found map[string]check.Finding
	// truth is where the time went, by step.
	truth map[string]*progress.Split
	// onward is the first step that does not hold: what nobody works on goes there.
	onward string
}

func (s *stage) upFor() time.Duration { return time.Since(s.began) + time.Duration(s.slept.Load()) }

func (s *stage) now() time.Time {
	return time.Now().Add(time.Duration(s.slept.Load()) + time.Duration(s.set.Load()))
}

// Run is a program that takes its time.
func (s *stage) Run(ctx context.Context, _ process.Spec) (process.Result, error) {
	select {
	case <-time.After(time.Duration(s.takes.Load())):
		return process.Result{}, nil
	case <-ctx.Done():
		return process.Result{}, ctx.Err()
	}
}

// open opens a face; kill ends it without a word.
func (s *stage) open(name string) (g *guide.Guide, kill func()) {
	s.t.Helper()
	opened, err := store.Open(s.t.Context(), s.path("firstlight.db"), store.Options{Now: s.now})
	if err != nil {
		s.t.Fatal(err)
	}
	dead := &atomic.Bool{}
	g = guide.New(guide.Config{
		Store: mortal{opened, dead}, Runner: s, Watcher: deaf{make(chan []string)}, Rooms: s.world, Library: s.world,
		Face: name, Workspace: s.path("workspace"), Now: s.now, SinceBoot: s.upFor,
	})
	s.t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(s.t.Context())); err != nil && !dead.Load() {
			s.t.Errorf("closing the %s: %v", name, err)
		}
	})
	if err := g.Open(s.t.Context(), guide.Options{Source: "test"}); err != nil {
		s.t.Fatal(err)
	}
	settle(s.t, g)
	return g, func() {
		dead.Store(true)
		// It can write nothing down any more; left running, it would go on looking at the
		// record all the days that follow.
		if err := g.Close(s.t.Context()); !errors.Is(err, errDead) {
			s.t.Errorf("closing the %s after its end says %v", name, err)
		}
	}
}

func (s *stage) close(g *guide.Guide) {
	s.t.Helper()
	if err := g.Close(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// works has the person work on a step, with a sign of her each minute.
func (s *stage) works(g *guide.Guide, step string, d time.Duration) {
	s.t.Helper()
	s.truth[step].HandsOn += d
	for ; d > 0; d -= time.Minute {
		if err := g.Active(s.t.Context(), step); err != nil {
			s.t.Fatal(err)
		}
		time.Sleep(min(d, time.Minute))
	}
}

// ponders has her give no sign for a while, and be there.
func (s *stage) ponders(step string, d time.Duration) {
	s.truth[step].HandsOn += d
	time.Sleep(d)
}

// away has nobody be there, or the next move be another's.
func (s *stage) away(d time.Duration) {
	part := &s.truth[s.onward].Away
	if s.found[s.onward].Waiting {
		part = &s.truth[s.onward].Waiting
	}
	*part += d
	time.Sleep(d)
}

// sleeps has the machine sleep: its clocks go on, and nothing runs.
func (s *stage) sleeps(d time.Duration) {
	s.truth[s.onward].Away += d
	s.slept.Add(int64(d))
}

// fixes has a fix of a step run; how long it goes on is told by wait.
func (s *stage) fixes(g *guide.Guide, step string, takes time.Duration) {
	s.t.Helper()
	s.takes.Store(int64(takes))
	if _, err := g.Fix(s.t.Context(), step, "touch", nil); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) waits(step string, d time.Duration) {
	s.truth[step].Machine += d
	time.Sleep(d)
}

// turns has a claim be found otherwise, and looks at it.
func (s *stage) turns(g *guide.Guide, step string, f check.Finding, onward string) {
	s.t.Helper()
	s.mu.Lock()
	s.found[step] = f
	s.mu.Unlock()
	if err := g.Check(s.t.Context(), step); err != nil {
		s.t.Fatal(err)
	}
	s.onward = onward
}

func newStage(t *testing.T, steps ...journey.Step) *stage {
	s := &stage{t: t, world: newWorld(t, steps...), began: time.Now(), found: map[string]check.Finding{}, truth: map[string]*progress.Split{}, onward: steps[0].ID}
	for _, step := range steps {
		s.found[step.ID], s.truth[step.ID] = check.Fail("truth/open", "Not yet"), &progress.Split{}
	}
	s.made = func(id string) check.Check {
		return check.Check{
			Observe: func(context.Context, check.Output) check.Finding {
				s.mu.Lock()
				defer s.mu.Unlock()
				return s.found[id]
			},
			Fixes: func(check.Finding) []check.Fix {
				return []check.Fix{{ID: "touch", Title: "Make it", Plan: func(check.Answers) []check.Command { return []check.Command{check.Run("true")} }}}
			},
		}
	}
	return s
}

// TestATimetableIsMeasuredAsItWas has a person whose timetable is known take four
// days over a journey, with all that befalls a machine, and holds what the record
// says against it.
func TestATimetableIsMeasuredAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const m, h = time.Minute, time.Hour
		code, review, docs := step("code"), step("review", "code"), step("docs")
		code.Milestone, review.Kind, review.Milestone = journey.CodeCloned, journey.Review, journey.FirstReview
		s := newStage(t, code, review, docs)

		// The first day: reading, a fix that takes its time, lunch, the lid closed.
		window, kill := s.open("window")
		s.works(window, "code", 7*m)
		s.fixes(window, "code", 12*m)
		s.waits("code", 12*m)
		s.works(window, "code", 3*m)
		s.ponders("code", progress.IdleLimit-m)
		s.away(35 * m)
		s.works(window, "docs", 5*m)
		s.sleeps(2 * h)
		s.works(window, "code", 6*m)
		// The network sets the clock right: it was three hours ahead.
		s.set.Add(-int64(3 * h))
		s.works(window, "code", 11*m)
		// A second face beside the first, the clock put forward, and both asleep.
		terminal, _ := s.open("terminal")
		s.works(terminal, "code", 4*m)
		s.set.Add(int64(90 * m))
		s.works(window, "code", 4*m)
		s.sleeps(25 * m)
		s.works(terminal, "code", 2*m)
		s.close(terminal)
		// A fix in whose midst the battery runs out.
		s.fixes(window, "code", 40*m)
		s.waits("code", 9*m)
		kill()
		s.away(15 * h)

		// The second day.
		window, _ = s.open("window")
		s.works(window, "code", 8*m)
		s.turns(window, "code", check.Hold("There"), "review")
		cloned := view(t, window).State.Milestones[0]
		s.works(window, "review", 10*m)
		s.turns(window, "review", check.WaitsFor("truth/asked", "Grace is asked"), "review")
		s.away(20 * m)
		// While Grace has the next move, she writes the docs.
		s.works(window, "docs", 12*m)
		s.ponders("docs", progress.IdleLimit-m)
		s.away(8 * m)
		s.close(window)
		s.away(26 * h)

		// The fourth day: done, undone and done again.
		window, _ = s.open("window")
		s.turns(window, "review", check.Fail("truth/changes", "Grace asks for changes"), "review")
		s.works(window, "review", 30*m)
		s.turns(window, "code", check.Fail("truth/gone", "Gone"), "code")
		s.works(window, "code", 6*m)
		s.turns(window, "code", check.Hold("There again"), "review")
		s.works(window, "review", 4*m)
		s.turns(window, "review", check.Hold("Grace approved it"), "docs")
		s.works(window, "docs", 3*m)
		s.turns(window, "docs", check.Hold("Written"), "docs")

		state := view(t, window).State
		t.Log("\n" + s.table(state))
		if state.FinishedAt.IsZero() {
			t.Error("the onboarding has not finished")
		}
		var whole time.Duration
		for id, truth := range s.truth {
			got, _ := state.Step(id)
			near(t, id+", hands-on", got.Spent.HandsOn, truth.HandsOn)
			near(t, id+", machine", got.Spent.Machine, truth.Machine)
			near(t, id+", waiting", got.Spent.Waiting, truth.Waiting)
			near(t, id+", away", got.Spent.Away, truth.Away)
			whole += truth.Total()
		}
		near(t, "the whole", state.Elapsed(), whole)
		near(t, "until the code was there", cloned.Elapsed, s.truth["code"].Total()-6*m+5*m)
		if again := state.Milestones[0]; again != cloned {
			t.Errorf("what was reached at %+v reads %+v after it was undone", cloned, again)
		}
	})
}

// TestAStartWithTheClockBehindLosesNothingOfWhatFollows has a machine start whose
// clock has lost its battery: what has passed meanwhile is not known, but what
// follows is.
func TestAStartWithTheClockBehindLosesNothingOfWhatFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, step("code"))
		window, _ := s.open("window")
		s.works(window, "code", 10*time.Minute)
		s.close(window)
		s.set.Add(-int64(20 * time.Hour))
		time.Sleep(8 * time.Hour)
		window, _ = s.open("window")
		s.works(window, "code", 5*time.Minute)
		state := view(t, window).State
		near(t, "hands-on", state.Spent.HandsOn, 15*time.Minute)
		near(t, "the whole", state.Elapsed(), 15*time.Minute)
	})
}

// near holds a figure against the truth: within two in a hundred, or a second.
func near(t *testing.T, what string, got, truth time.Duration) {
	t.Helper()
	if off := (got - truth).Abs(); off > max(time.Second, truth/50) {
		t.Errorf("%s: measured %s, and it was %s", what, got, truth)
	}
}

// table prints what was measured beside what was so.
func (s *stage) table(state *progress.State) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "step\tkind\ttruth\tmeasured\toff\t")
	row := func(step, kind string, truth, got time.Duration) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t\n", step, kind, truth, got.Round(time.Millisecond), (got - truth).Round(time.Millisecond))
	}
	var all time.Duration
	for _, step := range state.Steps {
		truth := s.truth[step.ID]
		row(step.ID, "hands-on", truth.HandsOn, step.Spent.HandsOn)
		row(step.ID, "machine", truth.Machine, step.Spent.Machine)
		row(step.ID, "waiting", truth.Waiting, step.Spent.Waiting)
		row(step.ID, "away", truth.Away, step.Spent.Away)
		all += truth.Total()
	}
	row("all", "elapsed", all, state.Elapsed())
	if err := w.Flush(); err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

package guide_test

import (
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/store"
)

func TestSleepIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t, step("file"))
	g := w.face()
	settle(t, g)
	if got := view(t, g).State.Spent.Away; got != 0 {
		t.Fatalf("away is %s at the start", got)
	}
	w.ahead.Store(int64(time.Hour))
	eventually(t, "the hour counts as away", func() bool { return view(t, g).State.Spent.Away > time.Hour-time.Minute })
	if spent := view(t, g).State.Spent; spent.HandsOn > time.Minute {
		t.Errorf("after an hour's sleep %s count as hands-on", spent.HandsOn)
	}
}

func TestASleepIsRecordedThoughNothingElseIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, step("file"))
	g := w.face()
	settle(t, g)
	w.ahead.Store(int64(time.Hour))
	// Neither says anything new.
	if err := g.Check(t.Context(), "file"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the hour counts as away", func() bool { return view(t, g).State.Spent.Away > time.Hour-time.Minute })
}

func TestNoFaceTakesAnotherForDeadAfterSleep(t *testing.T) {
	t.Parallel()
	w := newWorld(t, slowStep())
	one, two := w.face(), w.face()
	settle(t, one)
	settle(t, two)
	approve(t, one)
	run, err := one.Fix(t.Context(), "slow", "authored-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	w.ahead.Store(int64(time.Hour))
	for _, g := range []*guide.Guide{one, two} {
		eventually(t, "the hour counts as away", func() bool { return view(t, g).State.Spent.Away > time.Hour-time.Minute })
	}
	// Each face writes its sign of life down in the second that it wakes in.
	time.Sleep(1500 * time.Millisecond)
	if running := view(t, two).State.Running; len(running) != 1 || running[0].Run != run {
		s, _ := view(t, two).State.Step("slow")
		t.Errorf("running is %+v, last work %+v; the run goes on", running, s.LastWork)
	}
}

// stopped is a clock that can be stopped for one program alone, to which it then
// is as if the program itself were stopped, as by Ctrl-Z.
type stopped struct {
	*world
	since atomic.Pointer[time.Time]
}

func (s *stopped) now() time.Time {
	if at := s.since.Load(); at != nil {
		return *at
	}
	return s.world.now()
}

func (s *stopped) stop() {
	at := s.world.now()
	s.since.Store(&at)
}

func (s *stopped) goOn() { s.since.Store(nil) }

func TestWhatAnotherFaceWitnessedIsNoSleep(t *testing.T) {
	t.Parallel()
	w := newWorld(t, step("file"))
	clock := &stopped{world: w}
	terminal := w.guideWith(func(cfg *guide.Config) {
		record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: clock.now})
		if err != nil {
			t.Fatal(err)
		}
		if err := cfg.Store.Close(); err != nil {
			t.Fatal(err)
		}
		cfg.Store, cfg.Now = record, clock.now
	})
	if err := terminal.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	window := w.face()
	settle(t, terminal)
	settle(t, window)

	clock.stop()
	for range 3 {
		w.ahead.Add(int64(guide.AsleepAfter / 2))
		moment := w.now()
		eventually(t, "the window shows that it is alive", func() bool { return w.beatSince(t, moment) })
	}
	clock.goOn()
	if err := terminal.Active(t.Context(), "file"); err != nil {
		t.Fatal(err)
	}
	for _, g := range []*guide.Guide{terminal, window} {
		if spent := view(t, g).State.Spent; spent.Away > 0 || spent.HandsOn < guide.AsleepAfter {
			t.Errorf("spent %+v; the window was there all the time", spent)
		}
	}

	// Nobody witnessed what both slept through.
	w.ahead.Add(int64(time.Hour))
	for _, g := range []*guide.Guide{terminal, window} {
		eventually(t, "the hour counts as away", func() bool { return view(t, g).State.Spent.Away > time.Hour-guide.AsleepAfter })
	}
}

// beatSince reports whether any program of the world has shown since the moment
// that it is alive.
func (w *world) beatSince(t *testing.T, moment time.Time) bool {
	t.Helper()
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := record.Close(); err != nil {
			t.Error(err)
		}
	}()
	onboarding, err := record.Latest(t.Context(), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	sessions, err := record.Sessions(t.Context(), onboarding.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sessions {
		if !s.SeenAt.Before(moment.Truncate(time.Millisecond)) {
			return true
		}
	}
	return false
}

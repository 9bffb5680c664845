package guide

import (
	"context"
	"errors"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/insight"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

const (
	// tickEvery is how often this program shows that it is alive, and looks
	// whether claims that nothing on disk tells of are due again.
	tickEvery = time.Second
	// beatEvery is how often the sign of life is written down; it bounds what
	// is not counted when the program is killed.
	beatEvery = 5 * time.Second
	// lookEvery is how often the record is looked at for what other programs
	// have appended.
	lookEvery = 250 * time.Millisecond
	// activeEvery is the least time between two recorded signs of the person.
	activeEvery = 30 * time.Second
)

// journeySubject is the watcher's name for the journey file. No step has it: a
// step's ID has no space.
const journeySubject = "journey file"

// shellSubject is the watcher's name for the start files of the person's shell.
const shellSubject = "shell files"

// goLive has the claims looked at, now and from now on.
func (g *Guide) goLive() {
	ctx := g.ctx
	select {
	case <-g.cfg.Ready:
		g.attend()
	default:
		g.spawn(func() {
			if !g.awaitShell(ctx) {
				return
			}
			g.mu.Lock()
			g.use(g.journey)
			g.mu.Unlock()
			g.attend()
		})
	}
	g.learn()
	g.keepLive()
	g.touchAll()
	g.mu.Lock()
	g.held = false
	g.settled.Broadcast()
	g.mu.Unlock()
}

// attend starts what starts programs or goes by the person's PATH, which is known.
func (g *Guide) attend() {
	g.tellAround()
	g.prepare()
	g.watch()
	g.followServices()
	g.attended.Do(func() { close(g.inEnv) })
}

// learn finds out how long runs took other people, beside the observations.
func (g *Guide) learn() {
	g.mu.Lock()
	g.others = nil
	ctx, name, own := g.ctx, g.journey.Name, g.onboarding.ID
	g.mu.Unlock()
	g.spawn(func() {
		team, err := g.cfg.Store.Team(ctx)
		if err != nil {
			g.cfg.Log.WarnContext(ctx, "reading how long work took others", "error", err)
			return
		}
		took := insight.TookBy(team, name, own)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.others = took
	})
}

// prepare has the rooms make ready what the journey brings with it, beside the
// observations: nobody should wait for it.
func (g *Guide) prepare() {
	g.mu.RLock()
	ctx, j := g.ctx, g.journey
	g.mu.RUnlock()
	g.spawn(func() {
		// Where it fails, the claim that needs it says so when it is observed.
		if err := g.cfg.Rooms.Prepare(ctx, j); err != nil {
			g.cfg.Log.WarnContext(ctx, "preparing the journey", "error", err)
		}
	})
}

// watch has the watcher follow what the checks name.
func (g *Guide) watch() {
	g.mu.RLock()
	subjects := make(map[string]check.Watch, len(g.checks)+1)
	for id, c := range g.checks {
		if len(c.Watch.Paths)+len(c.Watch.Trees) > 0 {
			subjects[id] = c.Watch
		}
	}
	if len(g.files) > 0 {
		subjects[journeySubject] = check.Watch{Paths: g.files}
	}
	if g.cfg.RenewPath != nil {
		subjects[shellSubject] = check.Watch{Paths: g.cfg.StartFiles}
	}
	g.mu.RUnlock()
	g.cfg.Watcher.Set(subjects)
}

// keepLive starts what keeps the view live until the journey is closed.
func (g *Guide) keepLive() {
	ctx := g.ctx
	g.spawn(func() { g.follow(ctx) })
	g.spawn(func() { g.tick(ctx) })
	g.spawn(func() {
		// Where telemetry goes, and through which proxy, her environment may say.
		if g.awaitEnv(ctx) {
			g.tell(ctx)
		}
	})
	// What was chosen as another journey closed may not have taken effect then.
	g.spawn(func() { g.chooseSurroundings(ctx) })
}

// follow has claims looked at when their files change, and folds what other
// programs record.
func (g *Guide) follow(ctx context.Context) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case subjects, ok := <-g.cfg.Watcher.Changes():
			if !ok {
				return
			}
			for _, id := range subjects {
				switch id {
				case journeySubject:
					g.reload(ctx)
				case shellSubject:
					g.spawn(func() { g.renewPath(ctx) })
				default:
					g.touch(id, changed)
					g.lookAtServices(id)
				}
			}
		case <-look.C:
			g.catchUp(ctx)
		}
	}
}

// catchUp folds what others have recorded, if there is anything.
func (g *Guide) catchUp(ctx context.Context) {
	version, err := g.cfg.Store.Version(ctx)
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "catching up", "error", err)
		return
	}
	if version == g.version {
		return
	}
	before := g.agreedToAll()
	if err := g.refresh(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "catching up", "error", err)
		return
	}
	surrounds, err := g.heed(ctx)
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "catching up", "error", err)
		return
	}
	if surrounds {
		// What others record goes on being folded while the person's shell starts.
		g.spawn(func() { g.chooseSurroundings(ctx) })
	}
	g.version = version
	if !before && g.agreedToAll() {
		g.touchAll()
	}
}

// agreedToAll reports whether the person has agreed to all commands that the journey brings.
func (g *Guide) agreedToAll() bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.state.Approves(g.journey.Approval())
}

// tick shows that this program is alive, notices sleep, closes the sessions of
// programs that ended without a word, and looks again at what is due.
func (g *Guide) tick(ctx context.Context) {
	ticker := time.NewTicker(tickEvery)
	defer ticker.Stop()
	last, beaten := g.moment(), moment{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		// With its monotonic reading, unlike here, as the moments of looks have one.
		now := g.cfg.Now()
		here := g.moment()
		if standstill(last, here) || here.setSince(last) {
			// Other programs slept as well or bear an earlier clock's time, and need a
			// moment to say so.
			g.mu.Lock()
			g.woke = now
			g.mu.Unlock()
			g.touchAll()
		}
		last = here
		// A sign of life says that there was no sleep until then.
		awake := g.ticks(ctx, here)
		g.unmuteOver(ctx, now)
		if awake && (beaten.wall.IsZero() || here.since(beaten).Abs() >= beatEvery) {
			beaten = here
			g.beat(ctx)
		}
		g.touchDue(now)
		g.tellPolling()
	}
}

// ticks notes that this program runs now. A sleep or a clock that was set, where
// it cannot be recorded yet, is kept in mind until it can, and reported as false.
func (g *Guide) ticks(ctx context.Context, now moment) bool {
	g.mu.RLock()
	news := standstill(g.ticked, now) || g.clockSet(g.state, now) != 0
	g.mu.RUnlock()
	if news {
		if err := g.record(ctx, func(*progress.State) []progress.Event { return nil }); err != nil {
			g.cfg.Log.WarnContext(ctx, "recording sleep", "error", err)
			return false
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ticked = now
	return true
}

// beat writes the sign of life down and closes sessions that have none.
func (g *Guide) beat(ctx context.Context) {
	if err := g.settleOwed(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "recording what is owed", "error", err)
	}
	if err := g.confirmSometimes(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "keeping when steps were checked", "error", err)
	}
	err := g.cfg.Store.Beat(ctx, g.session)
	g.mu.RLock()
	present := g.state.Present(g.session)
	g.mu.RUnlock()
	switch {
	case errors.Is(err, store.ErrNone) || !present:
		// Another program took this one for dead, as after a long sleep.
		err = g.enter(ctx, g.clockNow())
	case err == nil:
		err = g.reap(ctx)
	}
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "writing the sign of life", "error", err)
	}
}

// touchDue looks again at the claims that nothing on disk tells of.
func (g *Guide) touchDue(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, c := range g.checks {
		live := g.steps[id]
		switch since := now.Sub(live.looked); {
		case live.unsettled():
		case live.unkept && since >= beatEvery:
			g.touchLocked(id, asked)
		case c.Watch.Every > 0 && since >= g.every(id, c.Watch):
			g.touchLocked(id, changed)
		}
	}
}

// every returns how often to look again at a claim that nothing on disk tells of.
// The caller holds g.mu.
func (g *Guide) every(id string, w check.Watch) time.Duration {
	if step, ok := g.journey.Step(id); ok && w.Told > 0 && g.hears(step) {
		return w.Told
	}
	return w.Every
}

// tellPolling says which folders cannot be watched and are looked at instead.
func (g *Guide) tellPolling() {
	sentence := ""
	for _, why := range g.cfg.Watcher.Polling() {
		sentence = "Some changes are noticed a few seconds late: " + why
		break
	}
	g.notice("polling", sentence)
}

// Active records a sign of the person, looking at a step. Signs that follow each
// other closely are one.
func (g *Guide) Active(ctx context.Context, step string) error {
	g.mu.RLock()
	err := g.closedTo()
	if _, known := g.journey.Step(step); !known {
		step = ""
	}
	g.mu.RUnlock()
	if err != nil {
		return err
	}
	return g.record(ctx, func(s *progress.State) []progress.Event {
		if !s.FinishedAt.IsZero() || s.SameSign(g.clockNow(), step, activeEvery) {
			return nil
		}
		return []progress.Event{{Kind: progress.Active, Session: g.session, Step: step}}
	})
}

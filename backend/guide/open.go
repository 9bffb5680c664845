package guide

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// Options say how a journey is opened.
type Options struct {
	// Source is a path to a journey file or to a folder that has one, or
	// "demo"; empty means the journey last opened, or else the demo.
	Source string
	// Choose leaves it to the person where no source is given and no journey was
	// ever opened: then none is opened, and Choosing says so.
	Choose bool
	// Track is which of the journey's tracks the person is on; empty means all.
	Track string
	// Step is the step that it is opened for: where the journey has none such, nothing is
	// begun. Empty means that it is opened for no one step.
	Step string
	// ReadOnly only reads what was recorded: nothing is observed or appended.
	ReadOnly bool
	// After holds back what is done about the journey, all but showing what was
	// recorded, until it is closed: looking at a machine is work, and what shows
	// the journey may need the machine for itself first. Nil holds nothing back.
	After <-chan struct{}
	// Skip names the steps that are not to be looked at; nil means none.
	Skip func(journey.Step) bool
}

// DemoSource is the source of the journey that ships with Firstlight.
const DemoSource = "demo"

// Open opens a journey and starts to observe it, after closing the one that was
// open. It returns journey.Errors for a journey that is not valid, in which case
// nothing is recorded, *StepError for one without the step that it is opened for, and
// ErrNotStarted for a journey opened read-only that nobody has begun.
func (g *Guide) Open(ctx context.Context, o Options) error {
	source, track, err := g.resolve(ctx, o)
	if errors.Is(err, errNoneChosen) {
		return g.heedNow(ctx)
	}
	if err != nil {
		return err
	}
	j, files, err := g.load(ctx, source)
	if err != nil {
		return err
	}
	if err := knownTrack(j, track); err != nil {
		return err
	}
	if err := knownStep(j.For(track), o.Step); err != nil {
		return err
	}
	g.opening.Lock()
	defer g.opening.Unlock()
	if err := g.leave(ctx); err != nil {
		return fmt.Errorf("closing the journey that was open: %w", err)
	}
	before, err := g.cfg.Store.LastOpened(ctx)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return fmt.Errorf("finding the journey last opened: %w", err)
	}
	onboarding, err := g.onboardingOf(ctx, j.Source, track, o.ReadOnly)
	if err != nil {
		return err
	}
	events, err := g.cfg.Store.Events(ctx, onboarding.ID, 0)
	if err != nil {
		return fmt.Errorf("reading your onboarding: %w", err)
	}
	confirmed, err := g.cfg.Store.Confirmed(ctx, onboarding.ID)
	if err != nil {
		return fmt.Errorf("reading your onboarding: %w", err)
	}

	left := ""
	if !o.ReadOnly {
		left = g.endLeft(ctx)
	}

	g.mu.Lock()
	// The guide outlives the call that opened it; Close ends it.
	g.ctx, g.stop = context.WithCancel(context.WithoutCancel(ctx))
	g.onboarding, g.files, g.readOnly, g.skip = onboarding, files, o.ReadOnly, o.Skip
	g.before = before.ID
	g.confirmed, g.held = confirmed, false
	g.state = progress.Fold(events)
	g.services, g.followed, g.unfollow = nil, nil, nil
	g.runs, g.notices, g.owed = map[string]*run{}, map[string]string{}, nil
	g.ticked = g.moment()
	g.base = g.ticked.booted().Add(-g.state.Shift())
	if left := g.cfg.unforgotten; len(left) > 0 {
		g.noticeLocked("forgetting", "Not all was forgotten that you had Firstlight forget. "+strings.Join(left, ". "))
	}
	g.noticeLocked("left", left)
	g.use(j.For(track))
	g.open, g.choosing = true, false
	g.mu.Unlock()
	if o.ReadOnly {
		return g.discount(ctx)
	}
	if err := g.begin(ctx, o.After); err != nil {
		g.abandon()
		return err
	}
	return nil
}

// endLeft ends what another Firstlight had at work when it was killed: it would run
// beside the same command started once more. It returns what to tell of that.
func (g *Guide) endLeft(ctx context.Context) string {
	if g.cfg.EndLeft == nil {
		return ""
	}
	ended, err := g.cfg.EndLeft(ctx)
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "ending what was at work", "error", err)
	}
	switch {
	case ended == 0:
		return ""
	case ended == 1:
		return "Firstlight was ended while it worked, and a command had gone on without it. That command was ended now, as Cancel ends it."
	default:
		return fmt.Sprintf("Firstlight was ended while it worked, and %d commands had gone on without it. They were ended now, as Cancel ends them.", ended)
	}
}

// silence says which folders were left out of PATH; nothing where none was.
func silence(folders []string) string {
	if len(folders) == 0 {
		return ""
	}
	them := "it"
	if len(folders) > 1 {
		them = "them"
	}
	return strings.Join(folders, ", ") + " on your PATH did not answer, as where a server is gone. Firstlight does without " + them + " until it is started again."
}

// abandon closes a journey that could not be opened all the way.
func (g *Guide) abandon() {
	g.mu.Lock()
	g.open = false
	stop := g.stop
	g.mu.Unlock()
	stop()
	g.tasks.Wait()
}

// onboardingOf returns the person's passage through a journey, and begins it
// where there is none yet, unless it is only to be read.
func (g *Guide) onboardingOf(ctx context.Context, source, track string, readOnly bool) (store.Onboarding, error) {
	if !readOnly {
		onboarding, _, err := g.cfg.Store.Resume(ctx, source, track)
		if err != nil {
			return onboarding, fmt.Errorf("finding your onboarding: %w", err)
		}
		return onboarding, nil
	}
	onboarding, err := g.cfg.Store.Latest(ctx, source, track)
	switch {
	case errors.Is(err, store.ErrNone):
		return onboarding, ErrNotStarted
	case err != nil:
		return onboarding, fmt.Errorf("finding your onboarding: %w", err)
	default:
		return onboarding, nil
	}
}

// begin records that a face opened the journey and starts what keeps it live.
func (g *Guide) begin(ctx context.Context, after <-chan struct{}) error {
	if err := g.cfg.Store.MarkOpened(ctx, g.onboarding.ID); err != nil {
		return fmt.Errorf("opening your onboarding: %w", err)
	}
	if err := g.enter(ctx, time.Time{}); err != nil {
		return fmt.Errorf("opening your onboarding: %w", err)
	}
	if after == nil {
		g.goLive()
		return nil
	}
	g.mu.Lock()
	g.held = true
	g.mu.Unlock()
	closing := g.ctx.Done()
	g.spawn(func() {
		select {
		case <-after:
			g.goLive()
		case <-closing:
		}
	})
	return nil
}

// NotOpened has the journey that was opened before count as the last one again, for
// a face on which nothing came to be done here. Where none was, this one stays it; so
// does one that another face has opened since.
func (g *Guide) NotOpened(ctx context.Context) error {
	g.mu.RLock()
	before, here := g.before, g.onboarding.ID
	g.mu.RUnlock()
	if before == "" || before == here {
		return nil
	}
	last, err := g.cfg.Store.LastOpened(ctx)
	if err != nil {
		return fmt.Errorf("finding the journey last opened: %w", err)
	}
	if last.ID != here {
		return nil
	}
	if err := g.cfg.Store.MarkOpened(ctx, before); err != nil {
		return fmt.Errorf("going back to the journey that was open before: %w", err)
	}
	return nil
}

// use makes j the journey that is open. The caller holds g.mu.
func (g *Guide) use(j journey.Journey) {
	g.journey = j
	if err := g.cfg.Rooms.Adopt(j); err != nil {
		g.noticeLocked("rooms", "Some of what the journey brings cannot be used: "+err.Error())
	}
	g.checks = map[string]check.Check{}
	old := g.steps
	g.steps = map[string]*stepLive{}
	for _, step := range j.Claims() {
		g.checks[step.ID] = g.checkOf(step)
		live := &stepLive{skipped: g.skip != nil && g.skip(step)}
		live.known = live.skipped
		if before, ok := old[step.ID]; ok && g.open {
			live = before
		}
		g.steps[step.ID] = live
	}
}

// enter records the face's session and, where it is new or has changed, the
// journey. Sessions that ended without a word are closed first, so that the time
// since they ended is not taken for theirs. A face that was open all the time, and
// that another program took for gone, enters since when it last was; to do so is
// no sign of the person.
func (g *Guide) enter(ctx context.Context, since time.Time) error {
	if err := g.reap(ctx); err != nil {
		return err
	}
	// A row may be left of this very session if another program took it for
	// dead and was ended before it could remove it.
	if err := g.cfg.Store.EndSession(ctx, g.session); err != nil {
		return err
	}
	if err := g.cfg.Store.OpenSession(ctx, store.Session{
		ID: g.session, Onboarding: g.onboarding.ID, Face: g.cfg.Face, PID: os.Getpid(), Boot: bootID(ctx),
	}); err != nil {
		return err
	}
	return g.record(ctx, func(s *progress.State) []progress.Event {
		events := g.adoption(s, g.journey)
		if !s.Present(g.session) {
			events = append(events, progress.Event{Kind: progress.Entered, Session: g.session, Since: since})
		}
		// What she said herself stands.
		if at := g.cfg.FirstDay; !at.IsZero() && s.Dated[journey.StartDate].IsZero() {
			events = append(events, progress.Event{Kind: progress.Dated, Session: g.session, Milestone: journey.StartDate, Since: at})
		}
		return events
	})
}

// adoption returns the event that takes over a journey, if the recorded one
// differs.
func (g *Guide) adoption(s *progress.State, j journey.Journey) []progress.Event {
	plan := progress.PlanOf(j, g.onboarding.Track)
	if s.Plan.Hash == plan.Hash && slices.Equal(s.Plan.Steps, plan.Steps) {
		return nil
	}
	return []progress.Event{{Kind: progress.Adopted, Session: g.session, Plan: &plan}}
}

// load returns the journey at a source with what it adopts, and the files to watch
// for changes.
func (g *Guide) load(ctx context.Context, source string) (journey.Journey, []string, error) {
	j, files, err := g.cfg.Library.Load(ctx, source)
	if err != nil {
		return j, nil, err
	}
	return g.cfg.Rooms.Expand(ctx, j), files, nil
}

// reload takes over the journey as it is on disk now. One that is not valid is told
// and the journey stays as it was.
func (g *Guide) reload(ctx context.Context) {
	g.reloading.Lock()
	defer g.reloading.Unlock()
	j, files, err := g.load(ctx, g.onboarding.Source)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		g.notice("journey", unreloaded(err))
		return
	}
	if j.Hash == g.journey.Hash {
		g.notice("journey", "")
		g.mu.Lock()
		g.files = files
		g.mu.Unlock()
		g.watch()
		return
	}
	j = j.For(g.onboarding.Track)
	err = g.record(ctx, func(s *progress.State) []progress.Event { return g.adoption(s, j) })
	if err != nil {
		g.notice("journey", "The journey file has changed, but that could not be recorded, so the earlier version stays until the file is saved again: "+err.Error())
		return
	}
	g.notice("journey", "")
	g.mu.Lock()
	before := g.journey
	g.files = files
	g.use(j)
	g.mu.Unlock()
	g.watch()
	g.followServices()
	for _, step := range j.Claims() {
		why := changed
		// What was found of another claim says nothing of this one.
		if was, ok := before.Step(step.ID); ok && !reflect.DeepEqual(was.Claim, step.Claim) {
			why = asked
		}
		g.touch(step.ID, why)
	}
}

// unreloaded says that a journey stays as it was, and why.
func unreloaded(err error) string {
	var gone *SourceError
	if errors.As(err, &gone) {
		return "What the journey was read from cannot be read any more, so it stays as it was: " + err.Error()
	}
	return "The journey file has changed but is not valid, so the earlier version stays: " + err.Error()
}

func (g *Guide) resolve(ctx context.Context, o Options) (source, track string, err error) {
	if o.Source != "" {
		return process.Long(o.Source), o.Track, nil
	}
	last, err := g.cfg.Store.LastOpened(ctx)
	switch {
	case errors.Is(err, store.ErrNone) && o.Choose:
		g.mu.Lock()
		defer g.mu.Unlock()
		g.choosing = true
		return "", "", errNoneChosen
	case errors.Is(err, store.ErrNone):
		return DemoSource, o.Track, nil
	case err != nil:
		return "", "", fmt.Errorf("finding the journey last opened: %w", err)
	case o.Track != "":
		return last.Source, o.Track, nil
	default:
		return last.Source, last.Track, nil
	}
}

// errNoneChosen says that no journey was chosen yet.
var errNoneChosen = errors.New("no journey was chosen yet")

// Choosing reports whether the person is yet to choose her first journey.
func (g *Guide) Choosing() bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.choosing
}

// openedLimit bounds how many journeys that were opened before are offered.
const openedLimit = 8

// Opened returns the journeys that the person opened on this machine before, the last
// one first.
func (g *Guide) Opened(ctx context.Context) ([]store.Opened, error) {
	opened, err := g.cfg.Store.OpenedLast(ctx, openedLimit)
	if err != nil {
		return nil, fmt.Errorf("finding the journeys that you opened: %w", err)
	}
	return opened, nil
}

func knownTrack(j journey.Journey, track string) error {
	if track == "" {
		return nil
	}
	for _, t := range j.Tracks {
		if t == track {
			return nil
		}
	}
	return &TrackError{Track: track, Known: j.Tracks}
}

func knownStep(j journey.Journey, id string) error {
	if _, known := j.Step(id); known || id == "" {
		return nil
	}
	return &StepError{Step: id, Known: j.Claims()}
}

// clockNow returns the present moment as events record it.
func (g *Guide) clockNow() time.Time { return g.cfg.Now().UTC().Truncate(time.Millisecond) }

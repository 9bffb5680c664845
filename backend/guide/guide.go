// Package guide is the conductor: it opens a journey, observes its claims, runs
// fixes on consent, records what happened and tells the faces. It is the only
// place that composes the rooms.
package guide

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// Store keeps onboardings and their events.
type Store interface {
	Resume(ctx context.Context, source, track string) (o store.Onboarding, begun bool, err error)
	Latest(ctx context.Context, source, track string) (store.Onboarding, error)
	LastOpened(ctx context.Context) (store.Onboarding, error)
	Onboardings(ctx context.Context) ([]store.Onboarding, error)
	OpenedLast(ctx context.Context, limit int) ([]store.Opened, error)
	MarkOpened(ctx context.Context, id string) error
	Append(ctx context.Context, onboarding string, after int64,
		decide func(newer []progress.Event) ([]progress.Event, error)) (newer, appended []progress.Event, err error)
	Events(ctx context.Context, onboarding string, after int64) ([]progress.Event, error)
	Version(ctx context.Context) (int64, error)
	OpenSession(ctx context.Context, s store.Session) error
	Beat(ctx context.Context, id string) error
	EndSession(ctx context.Context, id string) error
	Sessions(ctx context.Context, onboarding string) ([]store.Session, error)
	Confirm(ctx context.Context, onboarding string, at map[string]time.Time) error
	Confirmed(ctx context.Context, onboarding string) (map[string]time.Time, error)
	AppendOutput(ctx context.Context, run string, lines []string) error
	Output(ctx context.Context, run string, from int) (lines []string, next int, err error)
	Setting(ctx context.Context, name string) (string, error)
	SetSetting(ctx context.Context, name, value string) error
	Settings(ctx context.Context) (map[string]string, error)
	Compare(ctx context.Context, a store.Arrival) error
	Import(ctx context.Context, next func() (*store.Arrival, error)) (store.Taken, error)
	Forget(ctx context.Context, id string) error
	Holding(ctx context.Context) (store.Holding, error)
	Team(ctx context.Context) ([]insight.Onboarding, error)
	Telemetry(ctx context.Context, onboarding string) (store.Telemetry, error)
	AnswerTelemetry(ctx context.Context, onboarding, subject string, allowed []string) error
	EndTelemetry(ctx context.Context, onboarding, subject string) error
	QueueTelemetry(ctx context.Context, onboarding, subject string, since, upto int, batches []store.TelemetryBatch, limit store.TelemetryLimit) (bool, error)
	TelemetryQueue(ctx context.Context, onboarding string) ([]store.TelemetryBatch, error)
	RetellTelemetry(ctx context.Context, onboarding string) error
	NextTelemetry(ctx context.Context, onboarding, subject, holder string, lease time.Duration, anew *int64) (*store.TelemetryBatch, error)
	EndTelemetryLease(ctx context.Context, onboarding, holder string) error
	TelemetryTaken(ctx context.Context, b store.TelemetryBatch, rejected int, said string) error
	TelemetryPut(ctx context.Context, b store.TelemetryBatch, after time.Duration, refused bool, said string) error
	Close() error
}

// Runner starts programs.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
}

// Watcher tells which subjects' files changed.
type Watcher interface {
	Set(subjects map[string]check.Watch)
	Changes() <-chan []string
	Polling() map[string]string
	Close() error
}

// Rooms turns the steps of a journey into checks.
type Rooms interface {
	// Managers returns the package managers that are on this machine.
	Managers() []string
	// Prefer has the fixes of a package manager come first from when a journey is
	// adopted next; empty means as the journey says.
	Prefer(manager string)
	// Adopt takes over what a journey brings for all of its steps, such as which
	// package managers it prefers.
	Adopt(j journey.Journey) error
	// Expand returns a journey with the steps that it adopts from repositories.
	Expand(ctx context.Context, j journey.Journey) journey.Journey
	// Known returns the known failure that output tells of, if any.
	Known(output string) (check.KnownFailure, bool)
	// Check returns the check of a step.
	Check(step journey.Step) check.Check
	// Prepare makes ready what a journey brings with it, such as the origin of
	// the demo, in Firstlight's own data folder.
	Prepare(ctx context.Context, j journey.Journey) error
	// Names returns what the person is called on this machine; nothing where that
	// cannot be learnt.
	Names(ctx context.Context) []string
	// Services returns what follows the services of steps and tells of them; nil
	// where none of them has any.
	Services(steps []journey.Step, tell container.Telling) Services
	// OpenIssue opens an issue in a repository of a GitHub host in the person's name,
	// and Comment comments on one; both return the page. They fail with a
	// *github.Error, with CodeSignedOut where she is not signed in.
	OpenIssue(ctx context.Context, host, repository, title, text string) (page string, err error)
	Comment(ctx context.Context, host, repository string, number int, text string) (page string, err error)
	// Merges returns when the person's pull requests were merged into the repository
	// of a merge step, the first one first. It fails like OpenIssue.
	Merges(ctx context.Context, step journey.Step) ([]time.Time, error)
	// Close lets go of what the rooms hold open.
	Close() error
}

// Library reads journeys by their source.
type Library interface {
	// Load returns the journey at a source, and the files to watch for changes;
	// there are none where the journey is built in.
	Load(ctx context.Context, source string) (j journey.Journey, files []string, err error)
}

// Config is what a Guide works with. Everything but Now and Log is needed.
type Config struct {
	Store   Store
	Runner  Runner
	Watcher Watcher
	Rooms   Rooms
	Library Library
	// Face names the face that the guide serves, such as "window".
	Face string
	// Terminal says that programs can use the terminal that the face runs in,
	// to ask for an administrator's password.
	Terminal bool
	// Unattended says that nobody is there to answer what work asks.
	Unattended bool
	// Places are the folders that Firstlight uses.
	Places Places
	// Show opens a folder in the system's own file browser.
	Show func(ctx context.Context, folder string) error
	// Settings are what the person set, by name, as far as it holds already.
	Settings map[string]string
	// Workspace is the absolute folder that code is cloned into.
	Workspace string
	// Reports is the absolute folder that reports are written into.
	Reports string
	// FirstDay is the person's first day at the company; zero where nobody said.
	FirstDay time.Time
	// Ready is closed once programs start in the person's own environment, which waits
	// for her shell: until then what is on record is shown, and nothing is looked at. Nil
	// means that they do from the beginning.
	Ready <-chan struct{}
	// Around returns, of when her shell was asked last, the folders that are left out of
	// PATH, as they do not answer, and why it did not say its environment; nil where there
	// is nothing to say.
	Around func() (silent []string, unsaid error)
	// RenewPath reads the PATH of the person's shell anew for programs that start
	// from then on. It reports whether it is another. Nil means that PATH stays as it is.
	RenewPath func(context.Context) (changed bool)
	// Surround has programs start from then on in the environment that the settings
	// ask for. It returns why that is not known whole. Nil means that it stays.
	Surround func(ctx context.Context, settings map[string]string) error
	// Autostart is that the window starts with the person's session; nil where that
	// is not to be chosen.
	Autostart Autostart
	// Tokens removes every token of Firstlight from the system's keyring; nil where
	// there are none to remove.
	Tokens func(ctx context.Context) error
	// StartFiles are the files that the PATH of the person's shell comes from.
	StartFiles []string
	// Env returns the person's environment, which may name where telemetry goes; nil
	// means that nothing is known of it.
	Env func() []string
	// EndLeft ends what another Firstlight had at work when it was killed, and returns
	// how many commands that were; nil where there is none to end.
	EndLeft func(ctx context.Context) (int, error)
	// Bare returns that environment without what was set; nil means Env.
	Bare func() []string
	// Version is which Firstlight this is; empty means one that was not released.
	Version string
	// Now returns the present time; nil means time.Now.
	Now func() time.Time
	// SinceBoot returns how long the machine has been up, sleep included; nil where
	// that cannot be told, as on a virtual machine, which stands still unnoticed.
	SinceBoot func() time.Duration
	// Log receives what no person needs to see; nil drops it.
	Log *slog.Logger

	// presence is released at the end; nil holds none. unforgotten are sentences on
	// what was to be forgotten when this program started, and is still there.
	// stop ends what goes on beside the guide; nil where nothing does.
	presence    *presence
	unforgotten []string
	stop        context.CancelFunc
}

// Guide leads one person through one journey at a time, for one face.
type Guide struct {
	cfg     Config
	session string

	// writing is held while an event is decided and appended, so that events
	// of this program are folded in the order in which they were recorded.
	writing sync.Mutex

	// opening is held while a journey is opened or closed, reloading while one is
	// taken over anew.
	opening, reloading sync.Mutex

	// heeding is held while what was set is taken over, and surrounding while programs
	// come to start as it says, which waits for the person's shell. surrounded are the
	// settings as which they start, and belong to whoever holds surrounding.
	heeding     sync.Mutex
	surrounding *semaphore.Weighted
	surrounded  map[string]string

	mu   sync.RWMutex
	ctx  context.Context
	stop context.CancelFunc
	open bool
	// choosing says that the person is yet to choose her first journey.
	choosing   bool
	journey    journey.Journey
	files      []string
	onboarding store.Onboarding
	// before is the onboarding that was last opened before this one; may be empty.
	before  string
	state   *progress.State
	checks  map[string]check.Check
	steps   map[string]*stepLive
	runs    map[string]*run
	notices map[string]string
	// heeded are the settings that hold in this program, by name.
	heeded   map[string]string
	readOnly bool
	// held says that looking is held back until the journey is on the screen.
	held bool
	skip func(journey.Step) bool
	// services follows the services of the steps in followed until unfollow is
	// called; it is nil where they have none.
	services Services
	// asks is the hash of the approval that the faces were told of last for a change
	// of the services.
	asks      string
	followed  []journey.Step
	unfollow  context.CancelFunc
	slots     slots
	confirmed map[string]time.Time
	// confirmedOn is when confirmations were last written down.
	confirmedOn time.Time
	// ticked is when this program last ran, and base what the clock said at boot,
	// as the record has it.
	ticked moment
	base   time.Time
	// owed are events that could not be recorded when they happened.
	owed []progress.Event
	// previewed is the telemetry that the person was shown last and may say yes to.
	previewed *TelemetryPreview
	// sending is the request of telemetry that is under way.
	sending *sending
	// stirred holds something when events were folded that were not told of yet.
	stirred chan struct{}
	// version belongs to the task that keeps the view live: what the record was last
	// read at.
	version int64
	// woke is when this program last ran again after it had stood still.
	woke time.Time

	// others are how long runs took other people at the journey's steps; it is read
	// once, and never changed afterwards.
	others map[progress.Effort][]time.Duration

	// inEnv is closed once programs start in the person's own environment, and the
	// checks are made for it.
	inEnv    chan struct{}
	attended sync.Once

	settled     *sync.Cond
	subscribers subscribers
	tasks       sync.WaitGroup

	closing sync.Once
	closed  error
}

// New returns a guide that has no journey open.
func New(cfg Config) *Guide {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Env == nil {
		cfg.Env = func() []string { return nil }
	}
	if cfg.Bare == nil {
		cfg.Bare = cfg.Env
	}
	if cfg.Ready == nil {
		ready := make(chan struct{})
		close(ready)
		cfg.Ready = ready
	}
	if cfg.Around == nil {
		cfg.Around = func() ([]string, error) { return nil, nil }
	}
	cfg.Version = cmp.Or(cfg.Version, "development")
	g := &Guide{cfg: cfg, session: newID(), slots: newSlots(), stirred: make(chan struct{}, 1), sending: newSending(), surrounding: semaphore.NewWeighted(1), inEnv: make(chan struct{}), heeded: cfg.Settings, surrounded: cfg.Settings}
	g.settled = sync.NewCond(&g.mu)
	return g
}

// Close ends the work of this program, records that the face left, and lets go
// of everything. It returns when the work has ended.
func (g *Guide) Close(ctx context.Context) error {
	g.closing.Do(func() {
		g.opening.Lock()
		defer g.opening.Unlock()
		err := g.leave(ctx)
		if g.cfg.stop != nil {
			g.cfg.stop()
		}
		// A shell that is still asked does not outlive the program.
		<-g.cfg.Ready
		g.closed = errors.Join(err, g.cfg.Watcher.Close(), g.cfg.Rooms.Close(), g.cfg.Store.Close())
		if g.cfg.presence != nil {
			g.cfg.presence.release()
		}
	})
	return g.closed
}

// closedTo returns why nothing can be done or recorded now, or nil. The caller
// holds g.mu.
func (g *Guide) closedTo() error {
	switch {
	case !g.open:
		return ErrNotOpen
	case g.readOnly:
		return ErrReadOnly
	default:
		return nil
	}
}

// leave ends the open onboarding for this face; others may go on with it.
func (g *Guide) leave(ctx context.Context) error {
	g.mu.Lock()
	if !g.open {
		g.mu.Unlock()
		return nil
	}
	g.open = false
	stop, readOnly := g.stop, g.readOnly
	g.mu.Unlock()
	stop()
	// What is not said here, the next program to look finds out: as long as the
	// session's row is there, it closes the session and the work left behind.
	if err := g.wait(ctx); err != nil || readOnly {
		return err
	}
	if err := g.confirm(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "keeping when steps were checked", "error", err)
	}
	if err := g.settleOwed(ctx); err != nil {
		return err
	}
	now := g.clockNow()
	err := g.record(ctx, func(*progress.State) []progress.Event {
		return []progress.Event{{Kind: progress.Left, Session: g.session, Since: now}}
	})
	if err != nil {
		return err
	}
	return g.cfg.Store.EndSession(ctx, g.session)
}

// wait returns when every task has ended.
func (g *Guide) wait(ctx context.Context) error {
	ended := make(chan struct{})
	go func() {
		g.tasks.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for what still runs to end: %w", ctx.Err())
	}
}

// spawn starts a task that Close waits for. It reports false, and starts
// nothing, when the guide is closing.
func (g *Guide) spawn(task func()) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if !g.open {
		return false
	}
	g.tasks.Go(task)
	return true
}

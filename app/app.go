// Package app holds the faces: everything that a person touches. App itself is
// what every face calls and is told; it knows no face, and makes no decision of
// the product: it translates between the guide and what a face can show.
package app

import (
	"context"
	"errors"
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// Emitter tells a face something as it happens.
type Emitter interface {
	// Emit sends a payload under one of the names of this package.
	Emit(name string, payload any)
}

// The names under which a face is told something.
const (
	// EventChanged carries Changed.
	EventChanged = "changed"
	// EventOutput carries Output.
	EventOutput = "output"
	// EventProgress carries Advanced.
	EventProgress = "progress"
	// EventServices says that the services fare otherwise, and carries nothing.
	EventServices = "services"
	// EventLog carries LogGrown.
	EventLog = "log"
	// EventWord carries Word.
	EventWord = "word"
	// EventSought carries Sought.
	EventSought = "sought"
	// EventLeaving carries Leaving.
	EventLeaving = "leaving"
)

// Opener makes the guide that an App works with. It is called once, when the
// App starts, since that opens files and starts programs.
type Opener func(ctx context.Context) (*guide.Guide, error)

// App is what a face may call. Its exported methods with JSON arguments are
// bound for the frontend as they are.
type App struct {
	opener  Opener
	chooser Chooser

	starting sync.Once
	ready    chan struct{}
	ctx      context.Context
	guide    *guide.Guide
	failed   error
	untold   func()

	showing  sync.Once
	onScreen chan struct{}

	forgetting sync.Once
	forgotten  chan struct{}
}

// New returns an App that does nothing until it is started.
func New(opener Opener) *App {
	return &App{opener: opener, ready: make(chan struct{}), onScreen: make(chan struct{}), forgotten: make(chan struct{})}
}

// Start opens the guide and the journey, and tells the face through emit what
// happens from then on. Calls made before wait for it. The face calls it once;
// ctx bounds everything that the App does afterwards.
func Start(ctx context.Context, a *App, emit Emitter, o guide.Options) error {
	a.starting.Do(func() {
		defer close(a.ready)
		a.ctx = ctx
		a.guide, a.failed = a.opener(ctx)
		if a.failed != nil {
			return
		}
		a.untold = a.guide.Subscribe(func(n guide.Notice) { forward(emit, n) })
		a.failed = a.guide.Open(ctx, o)
	})
	return a.failed
}

// StopServices stops what Firstlight started, where the person chose that, and
// returns what it stopped. A face that was open for as long as she worked calls it
// just before it stops, and is told where that takes a moment.
func StopServices(ctx context.Context, a *App, emit Emitter) ([]string, error) {
	g := a.begun()
	if g == nil {
		return nil, nil
	}
	stops, err := g.StopsServices(ctx)
	if err != nil || !stops {
		return nil, err
	}
	emit.Emit(EventLeaving, Leaving{Services: true})
	return g.StopServices(ctx)
}

// LeavesRunning returns the services that Firstlight started and that go on running when
// the face is closed.
func LeavesRunning(ctx context.Context, a *App) ([]string, error) {
	g := a.begun()
	if g == nil {
		return nil, nil
	}
	return g.LeavesRunning(ctx)
}

// Stop closes the guide; what was shown is on disk already.
func Stop(ctx context.Context, a *App) error {
	g := a.begun()
	if g == nil {
		return nil
	}
	if a.untold != nil {
		a.untold()
	}
	return g.Close(ctx)
}

// begun returns the guide, or nil where the App has not started yet or could not.
func (a *App) begun() *guide.Guide {
	select {
	case <-a.ready:
		return a.guide
	default:
		return nil
	}
}

// Guide returns the guide once the App has started, for a face that is written
// in Go and asks more of it than the frontend may.
func Guide(a *App) (*guide.Guide, error) {
	<-a.ready
	return a.guide, a.failed
}

// OnScreen returns what is closed once the page has said that the journey is on
// the screen.
func OnScreen(a *App) <-chan struct{} { return a.onScreen }

// Shown says that the page shows the journey. A face that waits for it with the
// work of looking, see OnScreen, is on the screen the sooner.
func (a *App) Shown() { a.showing.Do(func() { close(a.onScreen) }) }

// Settle waits until every claim has been looked at.
func Settle(ctx context.Context, a *App) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return g.Settle(ctx)
}

func forward(emit Emitter, n guide.Notice) {
	switch {
	case n.Changed:
		emit.Emit(EventChanged, Changed{Seq: n.Seq})
	case n.Services:
		emit.Emit(EventServices, struct{}{})
	case n.Word != nil:
		emit.Emit(EventWord, Word{Step: n.Word.Step, Title: n.Word.Title, Text: n.Word.Text})
	case n.Log != nil:
		emit.Emit(EventLog, LogGrown{ID: serviceID(n.Log.Step, n.Log.Key), First: n.Log.First, Next: n.Log.Next})
	case n.Progress != nil:
		emit.Emit(EventProgress, Advanced{Run: n.Run, Step: n.Step, Progress: *n.Progress})
	case len(n.Output) > 0:
		emit.Emit(EventOutput, Output{Run: n.Run, From: n.From, Lines: n.Output, Next: n.From + len(n.Output)})
	}
}

// State returns everything that a face shows.
func (a *App) State() (State, error) {
	g, err := a.started()
	if err != nil {
		return State{}, err
	}
	view, err := g.View()
	var s State
	switch {
	case errors.Is(err, guide.ErrNotOpen) && g.Choosing():
		s = unchosen(g.Theme())
	case err != nil:
		return State{}, explain(err)
	default:
		s = translate(view)
	}
	s.Chooses = a.chooser != nil
	return s, nil
}

// Open opens another journey: a path to a journey file, the folder or the address
// of a repository, or "demo"; track may be empty.
func (a *App) Open(source, track string) error {
	g, err := a.opened()
	if err != nil {
		return err
	}
	return explain(g.Open(a.ctx, guide.Options{Source: source, Track: track}))
}

// Approve agrees to the commands with the given hash.
func (a *App) Approve(hash string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Approve(a.ctx, hash))
}

// Check looks at a step again, or at every step for an empty name, and returns
// when that has settled.
func (a *App) Check(step string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	var steps []string
	if step != "" {
		steps = append(steps, step)
	}
	return explain(g.Check(a.ctx, steps...))
}

// Preview returns the exact commands of a fix for the answers given so far.
func (a *App) Preview(step, fix string, answers map[string]string) ([]string, error) {
	g, err := a.started()
	if err != nil {
		return nil, err
	}
	commands, err := g.Preview(step, fix, check.Answers(answers))
	return texts(commands), explain(err)
}

// Fix starts a fix and returns the name of its run.
func (a *App) Fix(step, fix string, answers map[string]string) (string, error) {
	g, err := a.started()
	if err != nil {
		return "", err
	}
	run, err := g.Fix(a.ctx, step, fix, check.Answers(answers))
	return run, explain(err)
}

// Cancel ends a run with every process that it started.
func (a *App) Cancel(run string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Cancel(run))
}

// Answer answers a question that a run asks; the answer goes to the work and is
// kept nowhere.
func (a *App) Answer(run, question, text string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Answer(run, question, text))
}

// Decline says that the person will not answer a question that a run asks.
func (a *App) Decline(run, question string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Decline(run, question))
}

// Output returns the output of a run from a line on.
func (a *App) Output(run string, from int) (Output, error) {
	g, err := a.started()
	if err != nil {
		return Output{}, err
	}
	lines, next, err := g.Output(a.ctx, run, from)
	if lines == nil {
		lines = []string{}
	}
	return Output{Run: run, From: from, Lines: lines, Next: next}, explain(err)
}

// Attest vouches for a step that only a person can know; note may be empty.
func (a *App) Attest(step, note string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Attest(a.ctx, step, note))
}

// Mute has the person not be told of a claim, for a reason, until the end of a
// day such as "2026-03-02"; an empty day means for good.
func (a *App) Mute(step, reason, until string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	end, err := endOfDay(until)
	if err != nil {
		return explain(err)
	}
	return explain(g.Mute(a.ctx, step, reason, end))
}

// Unmute has the person be told of a claim again.
func (a *App) Unmute(step string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Unmute(a.ctx, step))
}

// Request returns a message to an administrator, ready to send, that asks for a
// fix to be run.
func (a *App) Request(step, fix string, answers map[string]string) (string, error) {
	g, err := a.started()
	if err != nil {
		return "", err
	}
	text, err := g.Request(step, fix, check.Answers(answers))
	return text, explain(err)
}

// Report returns what helps whoever looks into a fault of Firstlight, with
// everything personal stripped.
func (a *App) Report() (Report, error) {
	g, err := a.started()
	if err != nil {
		return Report{}, err
	}
	bundle, err := g.Report(a.ctx)
	return Report{Files: list(bundle.Files), Text: bundle.Preview()}, explain(err)
}

// SaveReport writes the report as a zip archive into Firstlight's own data
// folder and returns where it is.
func (a *App) SaveReport() (string, error) {
	g, err := a.started()
	if err != nil {
		return "", err
	}
	file, err := g.SaveReport(a.ctx)
	return tilde(file), explain(err)
}

// Active says that the person did something, looking at a step.
func (a *App) Active(step string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Active(a.ctx, step))
}

// opened waits for the App to have started and returns its guide, also when the
// journey could not be opened, so that another one can be.
func (a *App) opened() (*guide.Guide, error) {
	<-a.ready
	if a.guide == nil {
		return nil, explain(a.failed)
	}
	return a.guide, nil
}

// started is opened for calls that need a journey.
func (a *App) started() (*guide.Guide, error) {
	g, err := a.opened()
	if err != nil {
		return nil, err
	}
	if _, err := g.View(); err != nil && a.failed != nil && errors.Is(err, guide.ErrNotOpen) {
		return nil, explain(a.failed)
	}
	return g, nil
}

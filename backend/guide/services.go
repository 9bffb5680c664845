package guide

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// Services follows what the steps of a journey run as services, and does
// something with them.
type Services interface {
	// Run follows them until ctx ends.
	Run(ctx context.Context)
	// Look has everything looked at anew.
	Look()
	// Hears reports whether the engine tells of changes by itself now.
	Hears() bool
	// Await returns once something can be said of every step, or ctx ends.
	Await(ctx context.Context) error
	// Sight returns what is known of the services of a step.
	Sight(step string) container.Sight
	// Log returns a part of the log of a service, and Search the numbers of its
	// lines that contain a text.
	Log(step string, key container.Key, ask container.LogAsk) container.LogPart
	Search(step string, key container.Key, text string) []int
	// Usage looks at what the services of a step use of the machine.
	Usage(ctx context.Context, step string) (map[container.Key]container.Usage, error)
	// Acts returns what can be done with a service of a step, given what is known
	// of all of them.
	Acts(step string, known container.Sight, name string) ([]check.Fix, container.Refusal)
	// StopOurs stops what Firstlight started of them, and returns what it stopped.
	StopOurs(ctx context.Context) ([]string, error)
}

// ServicesView is everything that a face may show of the services of a journey
// at one moment.
type ServicesView struct {
	// Groups are the steps that have services, in order.
	Groups []ServiceGroup
	// AtQuit says what becomes of them when the face is closed.
	AtQuit AtQuit
}

// ServiceGroup is the services of one step.
type ServiceGroup struct {
	Step, Title string
	// At is when they were last seen as Services says; zero means never.
	At time.Time
	// Away says why the engine cannot be asked now, Problem why the file that
	// describes them cannot be read; each may be empty.
	Away, Problem string
	Services      []ServiceView
}

// ServiceView is one service as it is shown.
type ServiceView struct {
	container.Service
	// Acts are what can be done with it, and Refusal why something is not.
	Acts    []check.Fix
	Refusal container.Refusal
	// Known is the known failure that what it printed last tells of; nil where it
	// tells of none.
	Known *check.KnownFailure
	// Running is the act on it that is under way, and LastAct the one that ended
	// last, as long as the service is as it was then and the face that did it is open;
	// each may be nil. Mine says that this program carries it out.
	Running *progress.Running
	LastAct *progress.Tended
	// Usual is how long the act that is under way takes.
	Usual progress.Usual
	Mine  bool
}

// ServiceKey names a container of a service within its step, ServiceMode is how it
// fares, and LogAsk names a part of its log.
type (
	ServiceKey  = container.Key
	ServiceMode = container.Mode
	LogAsk      = container.LogAsk
)

// ServiceElsewhere is the mode of a service that runs from another clone of the
// project.
const ServiceElsewhere = container.FromElsewhere

// followServices follows the services of the journey that is open, unless it
// follows them already.
func (g *Guide) followServices() {
	g.mu.Lock()
	steps := g.journey.Claims()
	if g.unfollow != nil && reflect.DeepEqual(g.followed, steps) {
		g.mu.Unlock()
		return
	}
	if g.unfollow != nil {
		g.unfollow()
	}
	ctx, cancel := context.WithCancel(g.ctx)
	services := g.cfg.Rooms.Services(steps, container.Telling{Changed: g.serviceChanged, Printed: g.serviceLogged})
	g.followed, g.services, g.unfollow = steps, services, cancel
	g.mu.Unlock()
	if services == nil {
		return
	}
	g.spawn(func() { services.Run(ctx) })
}

// lookAtServices has the services of a step looked at anew, as after a change of
// the file that describes them.
func (g *Guide) lookAtServices(id string) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if step, ok := g.journey.Step(id); ok && hasServices(step) && g.services != nil {
		g.services.Look()
	}
}

// serviceChanged has a claim looked at whose services fare otherwise, and the
// faces show how.
func (g *Guide) serviceChanged(step string) {
	g.touch(step, changed)
	g.subscribers.tell(Notice{Services: true})
	g.mu.Lock()
	defer g.mu.Unlock()
	// What the services reach may be other than what was asked for, and the claim may
	// have no look of its own coming that would tell of that.
	if hash := g.approvalLocked().Hash; hash != g.asks {
		g.asks = hash
		g.tellChangedLocked()
	}
}

func (g *Guide) serviceLogged(news container.LogNews) {
	g.subscribers.tell(Notice{Log: &news})
}

// live returns what follows the services, or why nothing does.
func (g *Guide) live() (Services, error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	switch {
	case !g.open:
		return nil, ErrNotOpen
	case g.services == nil:
		return nil, ErrNoServices
	default:
		return g.services, nil
	}
}

// ErrNoServices says that no step of the journey has services.
var ErrNoServices = errors.New("no step of this journey has services")

// hasServices reports whether a step runs something as services.
func hasServices(step journey.Step) bool {
	return step.Kind == journey.Compose || step.Kind == journey.Container || step.Kind == journey.Devcontainer
}

// hears reports whether changes of a step are told of by themselves. The caller
// holds g.mu.
func (g *Guide) hears(step journey.Step) bool {
	return hasServices(step) && g.services != nil && g.services.Hears()
}

// AwaitServices returns once something can be said of the services of every step,
// or ctx ends.
func (g *Guide) AwaitServices(ctx context.Context) error {
	services, err := g.live()
	if errors.Is(err, ErrNoServices) {
		return nil
	}
	if err != nil {
		return err
	}
	return services.Await(ctx)
}

// Services returns what a face may show of the services now: there are none while
// the person is yet to choose a journey.
func (g *Guide) Services(ctx context.Context) (ServicesView, error) {
	atQuit, err := g.AtQuit(ctx)
	if err != nil {
		return ServicesView{}, err
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	v := ServicesView{AtQuit: atQuit}
	if !g.open {
		if g.choosing {
			return v, nil
		}
		return ServicesView{}, ErrNotOpen
	}
	for _, step := range g.journey.Claims() {
		if hasServices(step) {
			v.Groups = append(v.Groups, g.group(step))
		}
	}
	return v, nil
}

// group returns the services of one step. The caller holds g.mu.
func (g *Guide) group(step journey.Step) ServiceGroup {
	group := ServiceGroup{Step: step.ID, Title: step.Title}
	if g.services == nil {
		return group
	}
	sight := g.services.Sight(step.ID)
	group.At, group.Away, group.Problem = sight.At, sight.Away, sight.Problem
	state, _ := g.state.Step(step.ID)
	for _, s := range sight.Services {
		view := ServiceView{Service: s}
		view.Acts, view.Refusal = g.services.Acts(step.ID, sight, s.Name)
		if s.Last != "" {
			if known, ok := g.cfg.Rooms.Known(s.Last); ok {
				view.Known = &known
			}
		}
		for _, t := range state.Tended {
			if t.Service == s.Name && g.state.Present(t.Session) && !changedSince(s, t.EndedAt) {
				view.LastAct = &t
			}
		}
		for _, r := range g.state.Running {
			if r.Step == step.ID && r.Service == s.Name {
				view.Running, view.Usual = &r, g.state.Usual(step.ID, r.Use, r.Fix)
				_, view.Mine = g.runs[r.Run]
			}
		}
		group.Services = append(group.Services, view)
	}
	return group
}

// actsLocked returns the acts on all services of a step. The caller holds g.mu.
func (g *Guide) actsLocked(step string) []check.Fix {
	if g.services == nil {
		return nil
	}
	sight := g.services.Sight(step)
	var all []check.Fix
	told := map[string]bool{}
	for _, s := range sight.Services {
		if told[s.Name] {
			continue
		}
		told[s.Name] = true
		acts, _ := g.services.Acts(step, sight, s.Name)
		all = append(all, acts...)
	}
	return all
}

// ServiceLog returns a part of the log of a service, and has it read as long as
// it is asked for.
func (g *Guide) ServiceLog(step string, key container.Key, ask container.LogAsk) (container.LogPart, error) {
	services, err := g.live()
	if err != nil {
		return container.LogPart{}, err
	}
	return services.Log(step, key, ask), nil
}

// SearchServiceLog returns the numbers of the lines of the log of a service that
// contain a text.
func (g *Guide) SearchServiceLog(step string, key container.Key, text string) ([]int, error) {
	services, err := g.live()
	if err != nil {
		return nil, err
	}
	return services.Search(step, key, text), nil
}

// ServiceUsage looks at what the services of a step use of the machine.
func (g *Guide) ServiceUsage(ctx context.Context, step string) (map[container.Key]container.Usage, error) {
	services, err := g.live()
	if err != nil {
		return nil, err
	}
	return services.Usage(ctx, step)
}

// AtQuit says what becomes of the services that Firstlight started when a face
// that stays open is closed.
type AtQuit string

// The choices of what becomes of services.
const (
	// QuitStay leaves them running, as long as nothing else was chosen.
	QuitStay AtQuit = "stay"
	// QuitStop stops them.
	QuitStop AtQuit = "stop"
)

// SettingAtQuit is the name of the setting of it, an AtQuit.
const SettingAtQuit = "services.at-quit"

// AtQuit returns what the person chose to become of the services.
func (g *Guide) AtQuit(ctx context.Context) (AtQuit, error) {
	value, err := g.cfg.Store.Setting(ctx, SettingAtQuit)
	if err != nil {
		return QuitStay, fmt.Errorf("reading what becomes of the services: %w", err)
	}
	if AtQuit(value) == QuitStop {
		return QuitStop, nil
	}
	return QuitStay, nil
}

// quitLimit bounds how long leaving waits for services to stop.
const quitLimit = 15 * time.Second

// StopsServices reports whether services are to be stopped when the face is
// closed: the person chose so, some of ours run, and no other face is open on the
// same onboarding.
func (g *Guide) StopsServices(ctx context.Context) (bool, error) {
	v, err := g.Services(ctx)
	if errors.Is(err, ErrNotOpen) {
		return false, nil
	}
	if err != nil || v.AtQuit != QuitStop || g.accompanied(ctx) {
		return false, err
	}
	return len(v.oursRunning()) > 0, nil
}

// LeavesRunning returns the services of ours that go on running when the face is closed:
// all, unless the person chose that they are stopped.
func (g *Guide) LeavesRunning(ctx context.Context) ([]string, error) {
	v, err := g.Services(ctx)
	if errors.Is(err, ErrNotOpen) || err == nil && v.AtQuit == QuitStop {
		return nil, nil
	}
	return v.oursRunning(), err
}

// oursRunning returns the services that run and that Firstlight started.
func (v ServicesView) oursRunning() []string {
	var names []string
	for _, group := range v.Groups {
		for _, s := range group.Services {
			if s.oursRuns() && !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

// oursRuns reports whether the service runs and was started by Firstlight, from here.
func (s ServiceView) oursRuns() bool { return s.Ours && s.Elsewhere == "" && s.Mode.Stops() }

// StopServices stops what Firstlight started and returns what it stopped. It is
// for a face that was open for as long as the person worked, just before it
// closes, and where StopsServices says so.
func (g *Guide) StopServices(ctx context.Context) ([]string, error) {
	services, err := g.live()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, quitLimit)
	defer cancel()
	began := g.stoppingOurs(ctx)
	stopped, err := services.StopOurs(ctx)
	if err != nil {
		err = fmt.Errorf("stopping the services: %w", err)
	}
	return stopped, errors.Join(err, g.stoppedOurs(ctx, began, stopped, err))
}

// stoppingOurs records that the services are about to be stopped which StopOurs would
// stop, so that the next look knows who did it. It returns the acts, which
// stoppedOurs ends.
func (g *Guide) stoppingOurs(ctx context.Context) []progress.Event {
	v, err := g.Services(ctx)
	if err != nil {
		return nil
	}
	var acts []progress.Event
	for _, group := range v.Groups {
		told := map[string]bool{}
		for _, s := range group.Services {
			if !s.oursRuns() || told[s.Name] {
				continue
			}
			told[s.Name] = true
			work := progress.Work{Run: newID(), Use: progress.UseTend, Fix: container.ActID(container.Stop, s.Name), Service: s.Name, Title: "Stop " + s.Name}
			acts = append(acts, progress.Event{Kind: progress.WorkBegan, Session: g.session, Step: group.Step, Work: &work})
		}
	}
	if err := g.record(ctx, func(*progress.State) []progress.Event { return acts }); err != nil {
		g.cfg.Log.ErrorContext(ctx, "recording that services are stopped", "error", err)
		return nil
	}
	return acts
}

// stoppedOurs records how the acts of stoppingOurs ended. failed is what kept some from
// being stopped; nil where nothing did.
func (g *Guide) stoppedOurs(ctx context.Context, began []progress.Event, stopped []string, failed error) error {
	ended := make([]progress.Event, 0, len(began))
	for _, e := range began {
		work := *e.Work
		switch {
		case slices.Contains(stopped, work.Service):
			work.Outcome = progress.Done
		case failed != nil && ctx.Err() == nil:
			work.Outcome, work.Reason = progress.Failed, failed.Error()
		default:
			work.Outcome, work.Reason = progress.Cancelled, "Firstlight was closed before it had stopped"
		}
		e.Kind, e.Work = progress.WorkEnded, &work
		ended = append(ended, e)
	}
	// What time is left for the services says nothing of the record.
	err := g.record(context.WithoutCancel(ctx), func(*progress.State) []progress.Event { return ended })
	if err != nil {
		return fmt.Errorf("recording that services were stopped: %w", err)
	}
	return nil
}

// settled is by how much the engine's clock may differ from this machine's.
const settled = 2 * time.Second

// changedSince reports whether a service was started or has ended after a moment.
func changedSince(s container.Service, since time.Time) bool {
	return s.Began.After(since.Add(settled)) || s.Ended.After(since.Add(settled))
}

// stopped reports whether it was Firstlight that ended a service at a moment, as the
// person asked.
func (g *Guide) stopped(id, service string, at time.Time) bool {
	act := container.ActID(container.Stop, service)
	g.mu.RLock()
	defer g.mu.RUnlock()
	for _, r := range g.state.Running {
		if r.Step == id && r.Fix == act && at.After(r.BeganAt.Add(-settled)) {
			return true
		}
	}
	step, _ := g.state.Step(id)
	return slices.ContainsFunc(step.Tended, func(t progress.Tended) bool {
		return t.Fix == act && at.After(t.BeganAt.Add(-settled)) && at.Before(t.EndedAt.Add(settled))
	})
}

// accompanied reports whether another program has the onboarding open.
func (g *Guide) accompanied(ctx context.Context) bool {
	g.mu.RLock()
	onboarding := g.onboarding.ID
	g.mu.RUnlock()
	sessions, err := g.cfg.Store.Sessions(ctx, onboarding)
	if err != nil {
		// What others may still use is better left running.
		return true
	}
	boot := bootID(ctx)
	for _, s := range sessions {
		if s.ID != g.session && g.alive(ctx, s, boot) {
			return true
		}
	}
	return false
}

package container

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/system"

	"firstlight/backend/check"
)

// The codes of an EngineCheck's findings, beside those of version and room.
const (
	// NotInstalled: there is neither an engine nor its socket.
	NotInstalled = "docker/not-installed"
	// NotRunning: the engine is installed and does not run.
	NotRunning = "docker/not-running"
	// NoPermission: the engine runs, and this person may not use it.
	NoPermission = "docker/no-permission"
	// Unreachable: the engine is said to be where none can be asked.
	Unreachable = "docker/unreachable"
	// NoContext: a docker context is chosen that there is none of.
	NoContext = "docker/no-context"
	// OtherEngine: the engine that is asked does not run, and another does.
	OtherEngine = "docker/other-engine"
	// TimedOut: no answer came in time, so nothing is known.
	TimedOut = "docker/timed-out"
)

// EngineSpec says what is asked of a container engine.
type EngineSpec struct {
	// Version is a constraint on its version, as version.ParseConstraint reads
	// it; empty asks for any.
	Version string
	// Room is how many bytes must be free where it keeps its images; zero asks
	// for none.
	Room int64
}

// EngineCheck returns the check of the claim that a container engine answers,
// is of a version that will do and has room.
func (e *Engine) EngineCheck(spec EngineSpec) check.Check {
	c := &engineCheck{engine: e, spec: spec}
	c.survey()
	limit := 5 * answerLimit
	if spec.Room > 0 {
		limit += probeLimit + tallyLimit
	}
	return check.Check{
		Observe: c.observe,
		Fixes:   c.fixes,
		Watch:   check.Watch{Paths: e.watched(), Every: 5 * time.Second},
		Limit:   limit,
	}
}

// watched returns the files that decide where the engine is, and its socket.
func (e *Engine) watched() []string {
	env := e.env()
	paths := []string{filepath.Join(env.configDir(), "config.json"), filepath.Join(env.contextsDir(), "meta")}
	at, err := e.locate()
	if err != nil {
		return paths
	}
	if socket, ok := at.local(); ok && filepath.IsAbs(socket) {
		paths = append(paths, filepath.Dir(socket))
	}
	return paths
}

// engineCheck observes one engine. What the fixes depend on is looked up with
// the observation, because listing fixes performs no I/O.
type engineCheck struct {
	engine *Engine
	spec   EngineSpec

	mu   sync.Mutex
	host host
	// other is an engine that answers where the one that is asked does not.
	other check.Fix
	// hoard is what the engine keeps that could go, as of counted.
	hoard   hoard
	counted time.Time
}

func (c *engineCheck) survey() host {
	at, _ := c.engine.locate()
	socket, _ := at.local()
	h := c.engine.surveyHost(socket)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.host = h
	return h
}

func (c *engineCheck) observe(ctx context.Context, _ check.Output) check.Finding {
	s, info, err := c.engine.info(ctx)
	if err != nil {
		return c.describe(ctx, c.survey(), err)
	}
	k := kindOf(s.address, info, c.engine.version(ctx, s))
	facts := append([]check.Evidence{
		check.Literal("Found", s.address.Host),
		check.Fact("Through", s.address.source),
		check.Fact("Context", s.address.context),
		check.Fact("Kind", k.words),
		check.Literal("Version", fmt.Sprintf("%s (API %s)", info.ServerVersion, s.api.ClientVersion())),
		check.Literal("Storage", info.Driver),
	}, emulated(s.address, info)...)
	f, ill := misfit(c.spec.Version, k, info.ServerVersion)
	if !ill && c.spec.Room > 0 {
		if f, ill = c.engine.cramped(ctx, info, c.spec.Room); f.Code == LowDisk {
			f.Evidence = append(f.Evidence, c.count(ctx, s)...)
		}
	}
	if ill {
		c.survey()
		f.Evidence = append(f.Evidence, facts...)
		return f
	}
	summary := fmt.Sprintf("%s %s answers", k.name, plainVersion(info.ServerVersion))
	if k.name != "Docker" {
		summary += " in Docker's place"
	}
	return check.Hold(summary, facts...)
}

// count asks what the engine keeps that could go. That takes the engine some
// time, so it is not asked at every look.
func (c *engineCheck) count(ctx context.Context, s *session) []check.Evidence {
	const lookAgain = 2 * time.Minute
	c.mu.Lock()
	h, fresh := c.hoard, time.Since(c.counted) < lookAgain
	c.mu.Unlock()
	if !fresh {
		var err error
		if h, err = s.hoard(ctx); err != nil {
			return []check.Evidence{check.Fact("What to do", "Remove images and containers that you no longer need: docker system df lists them")}
		}
		c.mu.Lock()
		c.hoard, c.counted = h, time.Now()
		c.mu.Unlock()
	}
	return h.facts()
}

func (e *Engine) info(ctx context.Context) (*session, system.Info, error) {
	s, err := e.connect(ctx)
	if err != nil {
		return nil, system.Info{}, err
	}
	asking, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	info, err := s.api.Info(asking)
	if err == nil && info.ServerVersion == "" {
		err = errors.New("the answer names no version")
	}
	if err != nil {
		return nil, system.Info{}, e.lost(ctx, s, err)
	}
	return s, info, nil
}

// version asks the engine what it is made of. One that does not tell is taken
// for what it claims to be.
func (e *Engine) version(ctx context.Context, s *session) types.Version {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	version, err := s.api.ServerVersion(ctx)
	if err != nil {
		return types.Version{}
	}
	return version
}

// Proxies returns the proxies that the engine itself goes through, as it tells
// them: without passwords. The error says that there is no engine to ask.
func (e *Engine) Proxies(ctx context.Context) (http, https, no string, err error) {
	_, info, err := e.info(ctx)
	if err != nil {
		return "", "", "", err
	}
	return info.HTTPProxy, info.HTTPSProxy, info.NoProxy, nil
}

// fixes lists the ways out of a finding on this system.
func (c *engineCheck) fixes(f check.Finding) []check.Fix {
	c.mu.Lock()
	h, chosen, kept := c.host, c.other, c.hoard
	c.mu.Unlock()
	switch f.Code {
	case NotInstalled:
		return h.install()
	case NotRunning:
		return h.start()
	case NoPermission:
		if h.joined {
			return nil
		}
		return h.permit()
	case NoContext, OtherEngine:
		if chosen.ID != "" && h.command != "" {
			return []check.Fix{chosen}
		}
	case LowDisk:
		if h.command != "" {
			return kept.fixes()
		}
	case TooOld:
		return h.upgrade()
	}
	return nil
}

package container

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/docker/docker/api/types/system"

	"firstlight/backend/check"
)

// The codes of an EngineCheck's findings.
const (
	// NotInstalled: there is neither an engine nor its socket.
	NotInstalled = "docker/not-installed"
	// NotRunning: the engine is installed and does not run.
	NotRunning = "docker/not-running"
	// NoPermission: the engine runs, and this person may not use it.
	NoPermission = "docker/no-permission"
	// Unreachable: the engine is said to be where none can be asked.
	Unreachable = "docker/unreachable"
	// TimedOut: no answer came in time, so nothing is known.
	TimedOut = "docker/timed-out"
)

// EngineCheck returns the check of the claim that a container engine answers.
func (e *Engine) EngineCheck() check.Check {
	c := &engineCheck{engine: e}
	c.survey()
	return check.Check{
		Observe: c.observe,
		Fixes:   c.fixes,
		Watch:   check.Watch{Paths: e.watched(), Every: 5 * time.Second},
		Limit:   4 * answerLimit,
	}
}

// watched returns the files that decide where the engine is, and its socket.
func (e *Engine) watched() []string {
	paths := []string{filepath.Join(e.configDir(), "config.json"), filepath.Join(e.contextsDir(), "meta")}
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

	mu   sync.Mutex
	host host
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
		return c.describe(c.survey(), err)
	}
	version, _, _ := strings.Cut(info.ServerVersion, "+")
	return check.Hold(fmt.Sprintf("Docker %s answers", version),
		check.Literal("Found", s.address.Host),
		check.Fact("Through", s.address.source),
		check.Fact("Context", s.address.context),
		check.Literal("Version", fmt.Sprintf("%s (API %s)", info.ServerVersion, s.api.ClientVersion())),
		check.Literal("Storage", info.Driver),
	)
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

// describe says in a finding why the engine could not be asked.
func (c *engineCheck) describe(h host, err error) check.Finding {
	var wrong *addressError
	if errors.As(err, &wrong) {
		f := check.Fail(Unreachable, fmt.Sprintf("Docker is said to be where it cannot be found, by %s", wrong.at.source),
			check.Literal("Context", wrong.at.context))
		f.Detail = check.Tail(wrong.err.Error())
		return f
	}
	var failed *reachError
	if !errors.As(err, &failed) {
		return check.CannotTell(TimedOut, "Docker could not be asked")
	}
	f := c.reason(h, failed)
	f.Evidence = append([]check.Evidence{
		check.Literal("Asked at", failed.at.Host),
		check.Fact("Through", failed.at.source),
	}, f.Evidence...)
	f.Detail = check.Tail(failed.err.Error())
	return f
}

func (c *engineCheck) reason(h host, failed *reachError) check.Finding {
	switch failed.why {
	case silent:
		return check.CannotTell(TimedOut, fmt.Sprintf("Docker did not answer within %s", answerLimit))
	case denied:
		f := check.Fail(NoPermission, "Docker runs, but you may not use it yet",
			check.Fact("You", h.user), check.Fact("Allowed group", h.group))
		if h.joined {
			f.Summary = "Docker runs, and you may use it after you log out and in again"
		}
		return f
	case absent, refused:
		if !h.installed {
			f := check.Fail(NotInstalled, "Docker is not installed")
			if h.command != "" {
				f.Summary = "The docker command is installed, but the engine behind it is not"
				f.Evidence = []check.Evidence{check.Literal("Command", h.command)}
			}
			return f
		}
		return check.Fail(NotRunning, "Docker is installed, but it does not run", check.Fact("Because", string(failed.why)))
	case garbled:
		return check.Fail(Unreachable, fmt.Sprintf("What answers at %s is not a Docker engine in good order", failed.at.Host))
	}
	return check.Fail(Unreachable, fmt.Sprintf("Docker at %s cannot be reached", failed.at.Host))
}

// fixes lists the ways out of a finding on this system.
func (c *engineCheck) fixes(f check.Finding) []check.Fix {
	c.mu.Lock()
	h := c.host
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
	}
	return nil
}

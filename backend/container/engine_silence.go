package container

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/docker/cli/cli/command"
	"github.com/docker/docker/client"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// describe says in a finding why the engine could not be asked.
func (c *engineCheck) describe(ctx context.Context, h host, err error) check.Finding {
	c.remember(check.Fix{})
	var wrong *addressError
	if errors.As(err, &wrong) {
		if wrong.dangling() {
			return c.dangling(wrong.at)
		}
		f := check.Fail(Unreachable, fmt.Sprintf("Docker is said to be where it cannot be found, by %s", wrong.at.source),
			check.Literal("Context", wrong.at.context))
		f.Detail = check.Tail(wrong.err.Error())
		return f
	}
	var failed *reachError
	if !errors.As(err, &failed) {
		return check.CannotTell(TimedOut, "Docker could not be asked")
	}
	asked := []check.Evidence{check.Literal("Asked at", failed.at.Host), check.Fact("Through", failed.at.source)}
	if f, found := c.misnamed(ctx, h, failed); found {
		// What was printed is no detail of its own: by it, some service of the project
		// would be taken to be missing.
		f.Evidence = append(append(asked, check.Literal("Because", failed.err.Error())), f.Evidence...)
		return f
	}
	f := c.reason(ctx, h, failed)
	f.Evidence = append(asked, f.Evidence...)
	f.Detail = check.Tail(failed.err.Error())
	return f
}

// dangling says that a context is chosen that there is none of.
func (c *engineCheck) dangling(at address) check.Finding {
	f := check.Fail(NoContext, fmt.Sprintf("The docker context %s is chosen, and there is none of that name", at.context),
		check.Literal("Chosen by", at.source))
	if known := c.engine.env().contexts(); len(known) > 0 {
		f.Evidence = append(f.Evidence, check.Literal("There are", strings.Join(known, ", ")))
	}
	if variable := at.byVariable(); variable != "" {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Take "+variable+" out of "+process.SetIn+", or have it name a context that there is"))
		return f
	}
	c.remember(check.Fix{
		ID: "use-default", Title: "Have docker ask the system's own engine",
		Effect:    "The docker command, and what reads its settings, asks the engine at the system's own socket",
		Privilege: check.User, Undo: "Nothing to go back to: there is no context " + at.context,
		Plan: commands(dockerContext("use", command.DefaultContextName)),
	})
	return f
}

// remember keeps the fix that leads to another engine.
func (c *engineCheck) remember(fix check.Fix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.other = fix
}

func (c *engineCheck) reason(ctx context.Context, h host, failed *reachError) check.Finding {
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
		if f, found := c.besides(ctx, failed.at); found {
			return f
		}
		if !h.installed {
			f := check.Fail(NotInstalled, "Docker is not installed")
			if h.command != "" {
				f.Summary = "The docker command is installed, but the engine behind it is not"
				f.Evidence = []check.Evidence{check.Literal("Command", h.command)}
			}
			return f
		}
		return check.Fail(NotRunning, "Docker is installed, but it does not run", append([]check.Evidence{check.Fact("Because", string(failed.why))}, elsewhereAdvice(failed.at)...)...)
	case garbled:
		return check.Fail(Unreachable, fmt.Sprintf("What answers at %s is not a Docker engine in good order", failed.at.Host), elsewhereAdvice(failed.at)...)
	}
	return check.Fail(Unreachable, fmt.Sprintf("Docker at %s cannot be reached", failed.at.Host), elsewhereAdvice(failed.at)...)
}

// misnamed says that DOCKER_HOST names an address where nothing answers. Where it
// names an engine of this machine that can be started, that is what there is to do.
func (c *engineCheck) misnamed(ctx context.Context, h host, failed *reachError) (check.Finding, bool) {
	if !failed.deserted() || failed.at.source != client.EnvOverrideHost || len(h.start()) > 0 {
		return check.Finding{}, false
	}
	if f, found := c.besides(ctx, failed.at); found {
		return f, true
	}
	f := check.Fail(Unreachable, fmt.Sprintf("DOCKER_HOST names %s, where nothing answers", failed.at.Host),
		check.Fact("What to do", "If it is a leftover: take it out of "+process.SetIn+", type "+forget(client.EnvOverrideHost)+", and start Firstlight again from that terminal; "+
			"where you start it from the desktop, sign out and in again first. Otherwise have it name the address at which your engine listens, or start that engine"))
	if socket, local := usual(); local && listens(ctx, socket) {
		f.Evidence = append(f.Evidence, check.Literal("Answers without it", client.DefaultDockerHost))
	}
	return f, true
}

// usual returns the socket at which the system's own engine listens.
func usual() (string, bool) { return strings.CutPrefix(client.DefaultDockerHost, "unix://") }

// elsewhereAdvice says what to do about an engine that a variable or a context
// names; one at the usual place has fixes instead.
func elsewhereAdvice(at address) []check.Evidence {
	switch variable := at.byVariable(); {
	case variable != "":
		return []check.Evidence{check.Fact("What to do", "Take "+variable+" out of "+process.SetIn+" where it is a leftover; otherwise start the engine that it names")}
	case at.context != "" && at.context != command.DefaultContextName:
		return []check.Evidence{check.Fact("What to do", "Start the engine of the docker context "+at.context+", or choose another: docker context use "+command.DefaultContextName)}
	default:
		return nil
	}
}

// besides says that another engine answers than the one that is asked.
func (c *engineCheck) besides(ctx context.Context, at address) (check.Finding, bool) {
	o, found := c.engine.elsewhere(ctx, at)
	if !found {
		return check.Finding{}, false
	}
	f := check.Fail(OtherEngine, fmt.Sprintf("%s runs, but docker asks where no engine is", o.name), check.Literal("It runs at", o.socket))
	if variable := at.byVariable(); variable != "" {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Take "+variable+" out of "+process.SetIn+", or have it say unix://"+o.socket))
		return f, true
	}
	c.remember(c.engine.choose(o, at))
	return f, true
}

package container

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
)

// at is what a deed works with.
type at struct {
	raising
	check *composeCheck
	// name is the service that it is done to.
	name string
	out  check.Output
	say  func(string)
	// approved is what it may reach of this machine.
	approved []string
}

// deed does something with a service.
type deed func(ctx context.Context, at at) error

// tend returns what carries a deed out: it looks whose the service is at that
// moment, and says what it does. A deed that is approved what to reach of this
// machine reaches nothing else; with none it makes no container.
func (c *composeCheck) tend(name string, do deed, approved []string, plan []check.Command) func(context.Context, check.Answers, check.Output) error {
	return func(ctx context.Context, _ check.Answers, out check.Output) error {
		defer c.engine.grumbles.to(out.Line)()
		for _, command := range plan {
			out.Line("$ " + command.String())
		}
		project, err := c.engine.readProject(ctx, c.spec)
		if err != nil {
			return fmt.Errorf("reading %s: %w", c.spec.name(), err)
		}
		if approved != nil {
			if err := c.spec.within(project, approved); err != nil {
				return err
			}
		}
		if err := c.spec.adopt(project); err != nil {
			return fmt.Errorf("preparing %s: %w", c.spec.name(), err)
		}
		s, err := c.engine.connect(ctx)
		if err != nil {
			return err
		}
		if err := s.ours(ctx, project, name); err != nil {
			return err
		}
		compose, report, err := c.prepare(ctx, s, project, out)
		if err != nil {
			return err
		}
		err = do(ctx, at{raising: raising{s, compose, report, project}, check: c, name: name, out: out, say: out.Line, approved: approved})
		report.flush()
		if cancelled := ctx.Err(); cancelled != nil {
			return fmt.Errorf("it was stopped on the way: %w", cancelled)
		}
		return err
	}
}

// strangerError says that a container is not Firstlight's to stop or to remove, or
// not here: folder is where it was started from, empty where that is here.
type strangerError struct{ container, folder string }

func (e *strangerError) Error() string {
	if e.folder != "" {
		return fmt.Sprintf("%s was started from %s, so it is left as it is", e.container, e.folder)
	}
	return fmt.Sprintf("Firstlight did not start %s, so it is left as it is", e.container)
}

// ours returns an error where one of the containers of some services was started
// by somebody else, or from another clone.
func (s *session) ours(ctx context.Context, project *types.Project, names ...string) error {
	members, err := s.members(ctx, project)
	if err != nil {
		return fmt.Errorf("looking whose the service is: %w", err)
	}
	for _, m := range members {
		if m.container == nil || !slices.Contains(names, m.service) {
			continue
		}
		found := serviceOf(project, m, nil)
		if !found.Ours || found.Elsewhere != "" {
			return &strangerError{found.Container, found.Elsewhere}
		}
	}
	return nil
}

func restart(ctx context.Context, at at) error {
	return at.compose.Restart(ctx, at.project.Name, api.RestartOptions{Project: at.project, Services: []string{at.name}, NoDeps: true})
}

func stop(ctx context.Context, at at) error {
	return at.compose.Stop(ctx, at.project.Name, api.StopOptions{Project: at.project, Services: []string{at.name}})
}

func start(ctx context.Context, at at) error {
	project, err := at.project.WithSelectedServices([]string{at.name})
	if err != nil {
		return err
	}
	err = at.compose.Start(ctx, project.Name, api.StartOptions{Project: project, Wait: true, WaitTimeout: at.check.spec.HealthyWithin})
	if err != nil {
		return at.check.failure(ctx, at.session, project, failedStart{err, at.report.waitedFrom()}, at.say)
	}
	return nil
}

// raise returns the deed of building a service and running it. alone leaves what
// it depends on as it is.
func raise(alone bool) deed {
	return func(ctx context.Context, at at) error {
		policy := types.IncludeDependencies
		if alone {
			policy = types.IgnoreDependencies
		}
		return at.up(ctx, []string{at.name}, policy)
	}
}

// up builds services and runs them, as `docker compose up` does.
func (at at) up(ctx context.Context, names []string, policy types.DependencyOption) error {
	if at.check.spec.dev != nil {
		return at.check.devUp(ctx, at.out, agreement{reaches: at.approved}, nil)
	}
	project, err := at.project.WithSelectedServices(names, policy)
	if err != nil {
		return err
	}
	before, err := at.session.stock(ctx, project.Name)
	if err != nil {
		return at.check.engine.lost(ctx, at.session, err)
	}
	for _, found := range before.containers {
		// Another folder's code runs in it, also where it is only depended on.
		folder, other := otherClone(project, found.Labels)
		if _, meant := project.Services[found.Labels[api.ServiceLabel]]; meant && other {
			return &strangerError{strings.TrimPrefix(strings.Join(found.Names, " "), "/"), folder}
		}
	}
	options := at.check.options(project, at.report)
	r := at.raising
	r.project = project
	return at.check.raise(ctx, r, options, before, at.say)
}

// startOver returns the deed of deleting the containers of services with some
// volumes, and of running them anew.
func startOver(users, volumes []string) deed {
	return func(ctx context.Context, at at) error {
		if err := at.session.ours(ctx, at.project, users...); err != nil {
			return err
		}
		if err := at.session.oursToEmpty(ctx, volumes); err != nil {
			return err
		}
		err := at.compose.Remove(ctx, at.project.Name, api.RemoveOptions{Project: at.project, Services: users, Stop: true, Force: true, Volumes: true})
		if err != nil && !errors.Is(err, api.ErrNoResources) {
			return fmt.Errorf("removing the containers: %w", err)
		}
		for _, name := range volumes {
			if err := at.session.api.VolumeRemove(ctx, name, false); err != nil && !errdefs.IsNotFound(err) {
				return fmt.Errorf("deleting the volume %s: %w", name, err)
			}
			at.say("Deleted the volume " + name)
		}
		return at.up(ctx, users, types.IgnoreDependencies)
	}
}

// oursToEmpty returns an error where Firstlight did not make one of the volumes.
func (s *session) oursToEmpty(ctx context.Context, volumes []string) error {
	made, err := s.volumes(ctx)
	if err != nil {
		return fmt.Errorf("looking whose the volumes are: %w", err)
	}
	for _, name := range volumes {
		if ours, there := made[name]; there && !ours {
			return fmt.Errorf("the volume %s was not made by Firstlight, so it is left as it is", name)
		}
	}
	return nil
}

package container

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/cli/cli/command"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/compose/v5/pkg/compose"
	mobyclient "github.com/moby/moby/client"

	"firstlight/backend/check"
)

// up builds and starts the services and waits until they are healthy, as
// `docker compose up --build --detach --wait` does. When ctx ends first, what
// it had created is removed again unless it was up already. The services may reach
// of this machine what was agreed to, and nothing else.
func (c *composeCheck) up(ctx context.Context, out check.Output, agreed agreement) error {
	defer c.engine.grumbles.to(out.Line)()
	if c.spec.dev != nil {
		return c.devUp(ctx, out, agreed, nil)
	}
	project, err := c.engine.load(ctx, c.spec)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.spec.name(), err)
	}
	if err := c.spec.within(project, agreed.reaches); err != nil {
		return err
	}
	s, err := c.engine.connect(ctx)
	if err != nil {
		return err
	}
	return c.bring(ctx, s, project, func(map[string]string) bool { return false }, agreed, out)
}

// agreement is what a person agreed to before services are brought up.
type agreement struct {
	// reaches are what the services may reach of this machine beyond themselves.
	reaches []string
	// others are the folders whose containers of the same project may end and be made
	// anew.
	others []string
}

// bring brings the containers of a project up. One of which stale says so by its
// labels is made anew, and so is one of another clone, which may have been started only
// where that was agreed to.
func (c *composeCheck) bring(ctx context.Context, s *session, project *types.Project, stale func(labels map[string]string) bool, agreed agreement, out check.Output) error {
	if err := c.spec.adopt(project); err != nil {
		return fmt.Errorf("preparing %s: %w", c.spec.name(), err)
	}
	before, err := s.stock(ctx, project.Name)
	if err != nil {
		return c.engine.lost(ctx, s, err)
	}
	members, err := s.members(ctx, project)
	if err != nil {
		return c.engine.lost(ctx, s, err)
	}
	anew := false
	for _, m := range members {
		folder, other := m.otherClone(project)
		if other && m.wasStarted() && !slices.Contains(agreed.others, folder) {
			return fmt.Errorf("%s was started from %s meanwhile, and nobody has said that its container may be made anew; check the step again", m.service, folder)
		}
		// The image of another clone may be the same to the byte, and is still not
		// this code's.
		anew = anew || other || m.container != nil && m.container.Config != nil && stale(m.container.Config.Labels)
	}
	service, report, err := c.prepare(ctx, s, project, out)
	if err != nil {
		return err
	}
	options := c.options(project, report)
	if anew {
		options.Create.Recreate = api.RecreateForce
	}
	return c.raise(ctx, raising{session: s, compose: service, report: report, project: project}, options, before, out.Line)
}

// within returns an error where a project reaches further into this machine than
// was approved.
func (spec ComposeSpec) within(project *types.Project, approved []string) error {
	for _, reach := range reaches(project) {
		if !slices.Contains(approved, reach) {
			return fmt.Errorf("%s has changed since you approved of it, and nothing was started: %s", spec.name(), reach)
		}
	}
	return nil
}

// raising is what services are raised with.
type raising struct {
	session *session
	compose api.Compose
	report  *report
	project *types.Project
}

// raise has compose bring the services of a project up, and ends the wait for
// those that will never stay up. before is what there was of the project.
func (c *composeCheck) raise(ctx context.Context, r raising, options api.UpOptions, before stock, say func(string)) error {
	s, service, report, project := r.session, r.compose, r.report, r.project
	spareStrangers(project, &options.Create, before, say)

	starting, giveUp := context.WithCancelCause(ctx)
	stop := s.watchLoops(starting, project, giveUp)
	hush := c.tellSilence(starting, r, say)
	err := service.Up(starting, project, options)
	patience, end := context.WithDeadline(starting, report.waitedFrom().Add(c.spec.HealthyWithin))
	for err != nil && patience.Err() == nil && s.mayRestart(patience, project) {
		// Between an end and the next start the engine calls a service unhealthy,
		// and compose takes that for final.
		time.Sleep(settle)
		err = service.Start(patience, project.Name, options.Start)
	}
	end()
	stop()
	hush()
	report.flush()
	// Compose returns no error when it is cancelled while it waits.
	if cancelled := ctx.Err(); cancelled != nil {
		err := s.abandon(context.WithoutCancel(ctx), project.Name, before, say)
		return errors.Join(fmt.Errorf("starting the services of %s was stopped: %w", c.spec.name(), cancelled), err)
	}
	var loop *loopError
	if errors.As(context.Cause(starting), &loop) {
		err = loop
	}
	if err != nil {
		return c.failure(ctx, s, project, failedStart{err, report.waitedFrom()}, say)
	}
	return nil
}

// prepare builds compose for one run whose words and progress go to out.
func (c *composeCheck) prepare(ctx context.Context, s *session, project *types.Project, out check.Output) (api.Compose, *report, error) {
	asking, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	ping, err := s.moby.Ping(asking, mobyclient.PingOptions{NegotiateAPIVersion: true})
	if err != nil {
		return nil, nil, c.engine.lost(ctx, s, err)
	}
	report := newReport(project, out)
	service, err := c.engine.compose(s,
		command.ServerInfo{OSType: ping.OSType, BuildkitVersion: ping.BuilderVersion},
		report,
		compose.WithEventProcessor(report),
		compose.WithPrompt(report.refuse),
	)
	return service, report, err
}

// options are those of `docker compose up --build --detach --wait`.
func (c *composeCheck) options(project *types.Project, report *report) api.UpOptions {
	return api.UpOptions{
		Create: api.CreateOptions{
			Build: &api.BuildOptions{
				Services: project.ServiceNames(),
				Deps:     true,
				Progress: "plain",
				Out:      report,
			},
			Recreate:             api.RecreateDiverged,
			RecreateDependencies: api.RecreateDiverged,
			Inherit:              true,
		},
		Start: api.StartOptions{
			Project:     project,
			Wait:        true,
			WaitTimeout: c.spec.HealthyWithin,
		},
	}
}

// spareStrangers keeps compose from stopping or removing containers of the
// project that Firstlight did not start: they are started when they stand
// still, and otherwise left as they are.
func spareStrangers(project *types.Project, create *api.CreateOptions, before stock, say func(string)) {
	strangers := map[string]int{}
	for _, found := range before.containers {
		if found.Labels[StartedLabel] == "" {
			strangers[found.Labels[api.ServiceLabel]]++
		}
	}
	if len(strangers) == 0 {
		return
	}
	// Compose recreates the services that it is told are meant by one rule,
	// and all others by the other.
	create.RecreateDependencies = api.RecreateNever
	for _, name := range project.ServiceNames() {
		service := project.Services[name]
		count, ok := strangers[name]
		if !ok {
			create.Services = append(create.Services, name)
			continue
		}
		if count > service.GetScale() {
			service.SetScale(count)
			project.Services[name] = service
		}
		say(fmt.Sprintf("%s was not started by Firstlight, so its container is kept as it is; remove it to have it made anew.", name))
	}
	if len(create.Services) == 0 {
		create.Recreate = api.RecreateNever
	}
	// A network that no longer is as the file says would be made anew, and
	// everything on it stopped for that.
	for key, network := range project.Networks {
		if _, ok := before.networks[network.Name]; ok {
			network.External = true
			project.Networks[key] = network
		}
	}
}

// failedStart is a start that ended in an error, and when the wait for health began.
type failedStart struct {
	cause error
	waits time.Time
}

// failure says which service failed, how it ended and what it printed last,
// where the engine can tell. What it printed goes to say as well, where known
// failures are looked for.
func (c *composeCheck) failure(ctx context.Context, s *session, project *types.Project, start failedStart, say func(string)) error {
	cause := start.cause
	starting := "starting the services of " + c.spec.name()
	members, err := s.members(ctx, project)
	if err != nil {
		err = c.engine.lost(ctx, s, err)
		return &goneError{doing: starting, err: err}
	}
	found := s.finding(ctx, members)
	detail := found.Detail
	switch {
	case found.Status == check.OK, found.Code == NotStarted && found.Pending:
		// No container tells, so that what compose says is all there is.
		repeat(say, cause.Error())
		return fmt.Errorf("%s: %w", starting, cause)
	case found.Code == StillStarting:
		m := culprit(members)
		loop, ended := errors.AsType[*loopError](cause)
		i := slices.IndexFunc(members, func(m member) bool { return ended && m.container != nil && m.service == loop.service })
		switch {
		case i >= 0:
			// It may have stayed up for longer just now than it did each time before.
			m = members[i]
			found.Summary = fmt.Sprintf("%s, %s", loop, s.lastEnd(ctx, m))
		case time.Since(start.waits) >= c.spec.HealthyWithin-settle:
			found.Summary += fmt.Sprintf(", and not healthy within %s", c.spec.HealthyWithin)
		default:
			found.Summary += fmt.Sprintf(", and could not be waited for: %s", cause)
		}
		detail = check.Tail(joined(m.ailment(), s.lastLines(ctx, m.container)))
	case found.Code == NotStarted && detail == "":
		detail = cause.Error()
	}
	if detail == "" {
		return errors.New(found.Summary)
	}
	repeat(say, detail)
	return fmt.Errorf("%s:\n%s", found.Summary, detail)
}

// repeat says a text line by line.
func repeat(say func(string), text string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			say(line)
		}
	}
}

// goneError says that the engine went away in the middle.
type goneError struct {
	doing string
	err   error
}

func (e *goneError) Error() string {
	return fmt.Sprintf("Docker went away while %s; start them again once it runs, what was done is kept: %v", e.doing, e.err)
}

func (e *goneError) Unwrap() error { return e.err }

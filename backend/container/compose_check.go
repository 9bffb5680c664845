package container

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
)

// The codes of a ComposeCheck's findings.
const (
	// FileMissing: there is no such compose file.
	FileMissing = "compose/file-missing"
	// FileInvalid: the file is not a compose file, by its own loader.
	FileInvalid = "compose/file-invalid"
	// NotStarted: services have not been started, or could not start.
	NotStarted = "compose/not-started"
	// StillStarting: a health check has not passed yet.
	StillStarting = "compose/starting"
	// Unhealthy: a service runs and its health check fails.
	Unhealthy = "compose/unhealthy"
	// Exited: a service ended that should run.
	Exited = "compose/exited"
	// Looping: a service ends as often as it is started.
	Looping = "compose/crash-loop"
	// OutOfMemory: a service ended since it took more memory than there was for
	// it.
	OutOfMemory = "compose/out-of-memory"
	// Elsewhere: the services run, or were last run, from another clone of the project.
	Elsewhere = "compose/elsewhere"
	// NoAnswer: the services run, and the address does not answer as it should.
	NoAnswer = "compose/no-answer"
	// EngineAway: the engine does not answer, so nothing is known.
	EngineAway = "compose/engine"
)

// healthyWithin is how long services may take to be healthy where the journey
// does not say.
const healthyWithin = 3 * time.Minute

// ComposeSpec says which services are claimed to be up.
type ComposeSpec struct {
	// Files are the compose files, absolute, each overriding those before it. Beside
	// a single one of a name that compose finds by itself, its override counts too.
	Files []string
	// Profiles are the profiles whose services count too; none leaves it to
	// COMPOSE_PROFILES.
	Profiles []string
	// Services are those that count, with what they depend on; none means all.
	Services []string
	// EnvFiles are files with the values of variables, absolute; none means .env
	// beside the compose file.
	EnvFiles []string
	// HealthyWithin bounds the wait for the services; zero means three minutes.
	HealthyWithin time.Duration
	// Answers is an http address on this machine that must answer with a
	// status below 400; may be empty.
	Answers string
	// Override is a compose file of Firstlight's own, absolute, that is read after
	// the others where it is there; empty where none may be made.
	Override string
	// Port returns the check that a TCP port of this machine is free; nil where
	// that is not to be looked at.
	Port func(number int) check.Check
	// Onboarding and Step are written on what a fix starts; may be empty.
	Onboarding, Step string

	// called is what the project is called where the files do not say; empty leaves
	// that to compose.
	called string
	// single is the one container that is meant, and dev the dev container, where
	// there is no file.
	single *ContainerSpec
	dev    *DevSpec
}

// ComposeCheck returns the check of the claim that the services of a compose
// file run and are healthy, and that the address answers.
func (e *Engine) ComposeCheck(spec ComposeSpec) check.Check {
	if spec.HealthyWithin <= 0 {
		spec.HealthyWithin = healthyWithin
	}
	c := &composeCheck{engine: e, spec: spec}
	return check.Check{
		Observe: c.observe,
		Fixes:   c.fixes,
		Watch:   check.Watch{Paths: spec.watched(), Every: 3 * time.Second, Told: 30 * time.Second},
		Limit:   5 * answerLimit,
	}
}

// composeCheck observes the services of one project. The fixes that depend on what
// was seen are made with the observation, because listing fixes performs no I/O.
type composeCheck struct {
	engine *Engine
	spec   ComposeSpec

	mu sync.Mutex
	// ways lead out of what was found last.
	ways []check.Fix
	// reaches are what the services reach beyond themselves, as last read.
	reaches []string
	// dev is the dev container that is meant, as last read, and without the features
	// of it that cannot be had.
	dev     *dev
	without []string
	// moved are the ports of a single container that were moved.
	moved []string
	// handless says that the docker command could not carry the fix out.
	handless bool
}

// remember keeps the ways out of what was found.
func (c *composeCheck) remember(ways ...check.Fix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ways = ways
}

func (c *composeCheck) observe(ctx context.Context, _ check.Output) check.Finding {
	c.remember()
	var d *dev
	if c.spec.dev != nil {
		var err error
		if d, err = c.spec.dev.read(c.engine.env()); err != nil {
			return c.unreadable(err)
		}
		c.mu.Lock()
		c.dev, c.without = d, nil
		c.mu.Unlock()
	}
	for _, name := range c.spec.Files {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return check.Fail(FileMissing, fmt.Sprintf("There is no %s", filepath.Base(name)), check.Literal("File", name))
		}
	}
	file := check.Literal("File", strings.Join(c.spec.configs(), ", "))
	if c.spec.single != nil {
		file = check.Literal("Image", c.spec.single.Image)
	}
	project, err := c.engine.load(ctx, c.spec)
	if err != nil {
		if d != nil {
			return c.unreadable(err)
		}
		if f, ok := c.lacking(ctx, err); ok && c.spec.single == nil {
			return f
		}
		f := check.Fail(FileInvalid, fmt.Sprintf("%s cannot be read as a compose file", c.spec.name()), file)
		f.Detail = check.Tail(err.Error())
		return f
	}
	reaches, handless := reaches(project), c.spec.single == nil && c.engine.lacksPlugin()
	c.mu.Lock()
	c.reaches, c.moved, c.handless = reaches, nil, handless
	if single := c.spec.single; single != nil && len(c.spec.configs()) > 0 {
		c.moved = written(project.Services[single.short()].Ports)
	}
	c.mu.Unlock()
	s, err := c.engine.connect(ctx)
	if err != nil {
		return away(err)
	}
	if d != nil {
		stranger, found, err := s.stranger(ctx, d)
		if err != nil {
			return away(c.engine.lost(ctx, s, err))
		}
		if found {
			return adopted(d, stranger)
		}
	}
	members, err := s.members(ctx, project)
	if err != nil {
		return away(c.engine.lost(ctx, s, err))
	}
	if len(members) == 0 {
		return check.Fail(FileInvalid, fmt.Sprintf("%s names no service to start", c.spec.name()), file)
	}
	if f, ok := cloned(project, members); ok {
		f.Evidence = append(f.Evidence, file)
		return f
	}
	found := s.finding(ctx, members)
	switch {
	case found.Code == NotStarted, found.Code == Exited:
		if d != nil && !slices.ContainsFunc(members, func(m member) bool { return m.service == d.service() && m.container != nil }) {
			if f, ok := c.devAhead(ctx, s, d); ok {
				return f
			}
		}
		if f, ok := c.ahead(ctx, s, project, members); ok {
			return f
		}
		f, facts, short := c.room(ctx, s, project, members)
		if short {
			return f
		}
		found.Evidence = append(found.Evidence, facts...)
		return found
	case found.Status == check.OK && c.spec.Override != "" && exists(c.spec.Override):
		c.remember(c.unmove(project))
	}
	if found.Status == check.OK && d != nil {
		return c.observeDev(ctx, s, d, members, found)
	}
	if found.Status != check.OK || c.spec.Answers == "" {
		return found
	}
	return answer(ctx, c.answers(ctx, project)).join(found)
}

// away says that the engine could not be asked; what is wrong with it is the
// claim of the EngineCheck.
func away(err error) check.Finding {
	f := check.CannotTell(EngineAway, "Docker does not answer, so its services cannot be seen")
	f.Detail = check.Tail(err.Error())
	return f
}

func (c *composeCheck) fixes(f check.Finding) []check.Fix {
	if f.Code == NoRoom {
		// What is short by a guess at most may fit after all.
		c.mu.Lock()
		ways := c.ways
		c.mu.Unlock()
		return append(slices.Clone(ways), c.start(f)...)
	}
	switch f.Code {
	case FileMissing, FileInvalid, EngineAway:
		return nil
	case EnvMissing, ValueMissing, PortTaken, NameTaken, LoginNeeded, ImageUnknown, WrongArchitecture, "":
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.ways
	}
	return c.start(f)
}

// start returns the way to have the services up.
func (c *composeCheck) start(f check.Finding) []check.Fix {
	c.mu.Lock()
	agreed := agreement{reaches: c.reaches}
	c.mu.Unlock()
	if f.Code == Elsewhere {
		agreed.others = append(factsOf(f, runsFrom), factsOf(f, ranFrom)...)
	}
	fixes := c.upFixes(f, agreed)
	if len(agreed.others) > 0 {
		for i := range fixes {
			takeOver(&fixes[i], strings.Join(factsOf(f, projectName), ""), agreed.others, len(factsOf(f, runsFrom)) > 0)
		}
	}
	return fixes
}

// takeOver has a fix end what runs from other folders, which somebody uses until a
// person says otherwise, and make anew what ran there, which may hold what she wants
// to keep: an unattended run gives no answers, and leaves it.
func takeOver(fix *check.Fix, project string, folders []string, up bool) {
	at := listed(slices.Compact(slices.Sorted(slices.Values(folders))))
	ends, hint := "are", "may be made anew"
	fix.ID, fix.Title = "take-over", "Make it anew, and run it from this folder"
	if up {
		ends, hint = "end and are", "may end"
		fix.Title = "Stop it there, and run it from this folder"
		fix.Undo += ", and start it again in " + at
	}
	fix.Effect = fmt.Sprintf("The containers of %s from %s %s made anew from this folder; what is in their volumes stays, and what they wrote elsewhere is lost. %s", project, at, ends, fix.Effect)
	fix.Inputs = []check.Input{{
		Name: "project", Label: "The project's name", Pattern: regexp.QuoteMeta(project), Consent: true,
		Hint: fmt.Sprintf("Type %s to say that what is there %s.", project, hint),
	}}
}

// upFixes returns the way to have the services up that suits what they are.
func (c *composeCheck) upFixes(f check.Finding, agreed agreement) []check.Fix {
	c.mu.Lock()
	moved, handless := c.moved, c.handless
	c.mu.Unlock()
	if c.spec.dev != nil {
		return c.devFixes(f, agreed)
	}
	fix := check.Fix{
		ID:        "compose-up",
		Title:     "Build and start the services",
		Effect:    fmt.Sprintf("The services of %s run in Docker; ports without an address of their own are open to this machine alone", c.spec.name()),
		Privilege: check.User,
		Reaches:   agreed.reaches,
		Undo:      c.spec.command("down").String(),
		Plan:      commands(c.spec.upCommand()),
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			return c.up(ctx, out, agreed)
		},
	}
	over := f.Code == Elsewhere
	switch {
	case c.spec.single != nil:
		fix.ID, fix.Title = "container-up", "Start the container"
		fix.Effect = fmt.Sprintf("A container of %s runs in Docker; ports without an address of their own are open to this machine alone", c.spec.single.Image)
		plan := []check.Command{c.spec.single.withPorts(moved).runCommand()}
		if over {
			plan = append([]check.Command{c.spec.command("down")}, plan...)
		}
		fix.Plan = commands(plan...)
	case over:
		// What is configured alike is not made anew otherwise.
		fix.Plan = commands(c.spec.upCommand("--force-recreate"))
	}
	if handless {
		fix.Effect += withoutPlugin
	}
	return []check.Fix{fix}
}

// upCommand is what starts the services.
func (spec ComposeSpec) upCommand(options ...string) check.Command {
	switch {
	case spec.dev != nil:
		return spec.dev.upCommand()
	case spec.single != nil:
		return spec.single.runCommand()
	}
	return spec.command(slices.Concat([]string{"up", "--build", "--detach", "--wait"}, options, spec.Services)...)
}

// command returns a command of docker compose about these services.
func (spec ComposeSpec) command(args ...string) check.Command {
	if spec.single != nil {
		return check.Run("docker", "rm", "--force", spec.single.name())
	}
	words := []string{"docker", "compose"}
	for _, file := range spec.configs() {
		words = append(words, "-f", file)
	}
	for _, profile := range spec.Profiles {
		words = append(words, "--profile", profile)
	}
	for _, file := range spec.EnvFiles {
		words = append(words, "--env-file", file)
	}
	return check.Run(append(words, args...)...).In(filepath.Dir(spec.Files[0]))
}

package container

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
	"firstlight/backend/container/devfile"
)

const (
	// DevFileMissing: the project has no devcontainer.json.
	DevFileMissing = "devcontainer/file-missing"
	// DevFileInvalid: it has one that cannot be understood.
	DevFileInvalid = "devcontainer/file-invalid"
	// DevChanged: the dev container runs, and the files say another by now.
	DevChanged = "devcontainer/changed"
	// DevCommands: the dev container runs, and commands have not run in it.
	DevCommands = "devcontainer/commands"
	// DevCommandFailed: the dev container runs, and one of its commands failed.
	DevCommandFailed = "devcontainer/command-failed"
)

// unreadable says why a devcontainer.json is not understood.
func (c *composeCheck) unreadable(err error) check.Finding {
	folder := check.Literal("Folder", c.spec.dev.Folder)
	if isMissing(err) {
		return check.Fail(DevFileMissing, "There is no devcontainer.json", folder, check.Fact("Looked for", ".devcontainer/devcontainer.json, .devcontainer.json and one folder below .devcontainer"))
	}
	f := check.Fail(DevFileInvalid, "Its devcontainer.json cannot be understood", folder)
	f.Detail = check.Tail(err.Error())
	return f
}

// outlook is what is known ahead of a dev container that is not there.
type outlook struct {
	// project is the project with what its image and its features add.
	project  *types.Project
	features features
}

// lookAhead finds out what the image and the features of a dev container add, as far
// as that can be had without making anything.
func (c *composeCheck) lookAhead(ctx context.Context, s *session, d *dev) (outlook, error) {
	bare, err := d.project(ctx, c.engine, nil)
	if err != nil {
		return outlook{}, err
	}
	var metadata []devfile.Shared
	service := bare.Services[d.service()]
	if config, err := s.imageConfig(ctx, api.GetImageNameOrDefault(service, bare.Name)); err == nil {
		// What the image says cannot be read is said when the container is made.
		metadata, _ = devfile.Metadata(config.Labels[devfile.MetadataLabel])
	}
	all, err := c.engine.gather(ctx, d)
	if err != nil {
		return outlook{}, err
	}
	project, err := d.project(ctx, c.engine, append(metadata, all.metadata()...))
	return outlook{project: project, features: all}, err
}

// devAhead says what will keep a dev container from being made, and finds out what
// it will reach.
func (c *composeCheck) devAhead(ctx context.Context, s *session, d *dev) (check.Finding, bool) {
	ahead, err := c.lookAhead(ctx, s, d)
	if err != nil {
		return c.unreadable(err), true
	}
	reaches := reaches(ahead.project)
	c.mu.Lock()
	c.reaches, c.without = reaches, slices.Sorted(maps.Keys(ahead.features.missing))
	c.mu.Unlock()
	return ahead.features.lacking()
}

// observeDev says how a dev container fares, of which the containers are up.
func (c *composeCheck) observeDev(ctx context.Context, s *session, d *dev, members []member, found check.Finding) check.Finding {
	i := slices.IndexFunc(members, func(m member) bool { return m.service == d.service() && m.container != nil })
	if i < 0 {
		return found
	}
	of := members[i].container
	m := d.merged(of)
	reaches := d.runs(m)
	c.mu.Lock()
	for _, reach := range reaches {
		if !slices.Contains(c.reaches, reach) {
			c.reaches = append(c.reaches, reach)
		}
	}
	c.mu.Unlock()
	facts := append(slices.Clone(found.Evidence), check.Literal("From", d.file), check.Literal("Code inside", d.config.WorkspaceFolder))
	facts = append(facts, portNames(m.PortsAttributes)...)
	var without []string
	if json.Unmarshal([]byte(of.Config.Labels[devWithoutLabel]), &without) == nil && len(without) > 0 {
		facts = append(facts, check.Literal("Without the features", strings.Join(without, ", ")))
	}
	if of.Config.Labels[devStateLabel] != d.state() {
		f := check.NotYet(DevChanged, "The dev container was made before its files changed", facts...)
		return f
	}
	done, err := s.done(ctx, of.ID)
	if err != nil {
		return away(c.engine.lost(ctx, s, err))
	}
	left, failed := pending(m, of, done)
	var names []string
	for _, stage := range left {
		names = append(names, string(stage))
	}
	switch {
	case failed != "":
		f := check.Fail(DevCommandFailed, names[0]+" failed in the dev container", facts...)
		f.Detail = check.Tail(failed)
		return f
	case len(left) > 0:
		return check.NotYet(DevCommands, fmt.Sprintf("The dev container runs, and %s %s still to run in it", listed(names), has(len(left))), facts...)
	}
	return check.Hold("The dev container is up and its commands have run", facts...)
}

func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// portNames lists the ports that have a name.
func portNames(ports map[string]devfile.Facets) []check.Evidence {
	var facts []check.Evidence
	for _, port := range slices.Sorted(maps.Keys(ports)) {
		if label := ports[port].Label; label != "" {
			facts = append(facts, check.Fact("Port "+port, label))
		}
	}
	return facts
}

// adopted says how a dev container fares that another program made.
func adopted(d *dev, of devContainer) check.Finding {
	facts := []check.Evidence{check.Literal("Container", of.name()), check.Literal("From", d.file), check.Fact("Made by", "another program, such as an editor or the devcontainer command")}
	if of.State.Running {
		return check.Hold("The dev container is up, as another program made it", facts...)
	}
	return check.NotYet(NotStarted, "The dev container is not running", facts...)
}

// devFixes are the ways to have the dev container up.
func (c *composeCheck) devFixes(f check.Finding, agreed agreement) []check.Fix {
	c.mu.Lock()
	d, missing := c.dev, c.without
	c.mu.Unlock()
	if d == nil || f.Status == check.OK {
		return nil
	}
	title, effect := "Build and start the dev container", "The dev container runs in Docker, and its commands have run in it; ports are open to this machine alone"
	switch f.Code {
	case DevFileMissing, DevFileInvalid, EngineAway:
		return nil
	case DevCommands, DevCommandFailed:
		title, effect = "Run its commands", "What the devcontainer.json has run inside the dev container has run"
	case DevChanged:
		title, effect = "Make the dev container anew", "The dev container is as its files say now; what was changed in it outside the code and its volumes is lost"
	case FeatureMissing:
		title, effect = "Build it without "+listed(missing), "The dev container runs without them; what needs them fails there"
	}
	plan := d.upCommand()
	if f.Code == Elsewhere {
		plan.Args = append(plan.Args, "--remove-existing-container")
	}
	return []check.Fix{{
		ID: "devcontainer-up", Title: title, Effect: effect, Privilege: check.User, Reaches: agreed.reaches, Undo: d.undo().String(),
		Plan: commands(plan),
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			defer c.engine.grumbles.to(out.Line)()
			return c.devUp(ctx, out, agreed, missing)
		},
	}}
}

// upCommand is what a person would type for the same.
func (spec *DevSpec) upCommand() check.Command {
	words := []string{"devcontainer", "up", "--workspace-folder", spec.Folder}
	if spec.File != "" {
		words = append(words, "--config", spec.File)
	}
	return check.Run(words...)
}

// undo is what removes the dev container.
func (d *dev) undo() check.Command {
	if len(d.config.ComposeFiles) == 0 {
		return check.Run("docker", "rm", "--force", d.projectName()+"-"+devService+"-1")
	}
	words := []string{"docker", "compose"}
	for _, file := range d.config.ComposeFiles {
		words = append(words, "-f", d.below(file))
	}
	return check.Run(append(words, "down")...)
}

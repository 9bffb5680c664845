package container

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"

	"firstlight/backend/check"
	"firstlight/backend/container/devfile"
	"firstlight/backend/process"
)

// devUp builds and starts the dev container and runs what is to run in it. Of the
// features that cannot be had those named by without are done without.
func (c *composeCheck) devUp(ctx context.Context, out check.Output, agreed agreement, without []string) error {
	d, err := c.spec.dev.read(c.engine.env())
	if err != nil {
		return err
	}
	s, err := c.engine.connect(ctx)
	if err != nil {
		return err
	}
	stranger, found, err := s.stranger(ctx, d)
	if err != nil {
		return c.engine.lost(ctx, s, err)
	}
	if found {
		out.Line(stranger.name() + " was made by another program; it is started, and otherwise left as it is.")
		return s.api.ContainerStart(ctx, stranger.ID, container.StartOptions{})
	}
	plain, err := d.project(ctx, c.engine, nil)
	if err != nil {
		return err
	}
	if err := c.spec.within(plain, agreed.reaches); err != nil {
		return err
	}
	if err := c.initialize(ctx, d, out); err != nil {
		return err
	}
	project, err := c.dressed(ctx, s, d, without, out)
	if err != nil {
		return err
	}
	if err := c.spec.within(project, agreed.reaches); err != nil {
		return err
	}
	if err := c.bring(ctx, s, project, d.stale, agreed, out); err != nil {
		return err
	}
	members, err := s.members(ctx, project)
	if err != nil {
		return c.engine.lost(ctx, s, err)
	}
	for _, m := range members {
		if m.service == d.service() && m.container != nil {
			return c.runPending(ctx, s, d, m.container, out)
		}
	}
	return errors.New("the dev container was started and is not there; look at what the engine says of it: docker ps --all")
}

// initialize runs on this machine what is to run there first.
func (c *composeCheck) initialize(ctx context.Context, d *dev, out check.Output) error {
	for _, part := range d.config.Initialize {
		out.Line("$ " + part.String())
		_, err := c.engine.programs.Run(ctx, process.Spec{Args: part.Args, Shell: part.Shell, Dir: d.Folder}.To(out))
		if err != nil {
			return fmt.Errorf("initializeCommand, on this machine: %w", err)
		}
	}
	return nil
}

// dressed makes the image of the dev container, and returns the project with what
// that image and its features add.
func (c *composeCheck) dressed(ctx context.Context, s *session, d *dev, without []string, out check.Output) (*types.Project, error) {
	bare, err := d.project(ctx, c.engine, nil)
	if err != nil {
		return nil, err
	}
	base, err := c.makeImage(ctx, s, d, bare, out)
	if err != nil {
		return nil, err
	}
	config, err := s.imageConfig(ctx, base)
	if err != nil {
		return nil, err
	}
	metadata, err := devfile.Metadata(config.Labels[devfile.MetadataLabel])
	if err != nil {
		return nil, err
	}
	d.own.entrypoint, d.own.command = types.ShellCommand(config.Entrypoint), types.ShellCommand(config.Cmd)
	all, err := c.engine.gather(ctx, d)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(all.missing)) {
		if !slices.Contains(without, name) {
			return nil, fmt.Errorf("the feature %s cannot be had: %w", name, all.missing[name])
		}
		out.Line("Without the feature " + name)
	}
	metadata = append(metadata, all.metadata()...)
	project, err := d.project(ctx, c.engine, metadata)
	if err != nil {
		return nil, err
	}
	if moved := c.spec.configs(); len(moved) > 0 {
		if err := movePorts(ctx, project, moved); err != nil {
			return nil, err
		}
	}
	service := project.Services[d.service()]
	service.Image, service.Build, service.PullPolicy = base, nil, types.PullPolicyMissing
	if len(all.missing) > 0 {
		text, _ := json.Marshal(slices.Sorted(maps.Keys(all.missing))) // Encoding strings cannot fail.
		service.CustomLabels = service.CustomLabels.Add(devWithoutLabel, string(text))
	}
	m := devfile.Merge(append(metadata, d.config.Shared)...)
	user := orElse(m.RemoteUser, orElse(m.ContainerUser, orElse(config.User, "root")))
	if len(all.order) > 0 || sameNumber(m, user) != "" {
		if service.Image, err = c.extend(ctx, s, d, project, all, base, config.User, m, out); err != nil {
			return nil, err
		}
	}
	project.Services[d.service()] = service
	return project, nil
}

// makeImage pulls or builds the image that the dev container is made of, and
// returns its name.
func (c *composeCheck) makeImage(ctx context.Context, s *session, d *dev, project *types.Project, out check.Output) (string, error) {
	only, err := project.WithSelectedServices([]string{d.service()}, types.IgnoreDependencies)
	if err != nil {
		return "", err
	}
	service := only.Services[d.service()]
	name := api.GetImageNameOrDefault(service, only.Name)
	compose, report, err := c.prepare(ctx, s, only, out)
	if err != nil {
		return "", err
	}
	defer report.flush()
	if service.Build != nil {
		if err := compose.Build(ctx, only, api.BuildOptions{Services: []string{d.service()}, Progress: "plain", Out: report}); err != nil {
			return "", fmt.Errorf("building the image of %s: %w", c.spec.name(), err)
		}
		return name, nil
	}
	if _, err := s.imageConfig(ctx, name); err == nil {
		return name, nil
	}
	if err := compose.Pull(ctx, only, api.PullOptions{}); err != nil {
		return "", fmt.Errorf("fetching the image of %s: %w", c.spec.name(), err)
	}
	return name, nil
}

// extend builds an image with the features on top of another, and returns its name.
func (c *composeCheck) extend(ctx context.Context, s *session, d *dev, of *types.Project, all features, base, user string, m devfile.Merged, out check.Output) (string, error) {
	folder, err := os.MkdirTemp("", "firstlight-features")
	if err != nil {
		return "", fmt.Errorf("making room for the features: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // What is left of it is the system's to clear.
	if err := all.installed(folder, base, user, m); err != nil {
		return "", err
	}
	name := of.Name + "-" + d.service() + "-features"
	project := &types.Project{Name: of.Name, WorkingDir: folder, Environment: of.Environment, Services: types.Services{d.service(): {
		Name: d.service(), ContainerSpec: types.ContainerSpec{Image: name}, WorkloadSpec: types.WorkloadSpec{},
	}}}
	service := project.Services[d.service()]
	service.Build = &types.BuildConfig{Context: folder, Dockerfile: "Dockerfile"}
	project.Services[d.service()] = service
	compose, report, err := c.prepare(ctx, s, project, out)
	if err != nil {
		return "", err
	}
	defer report.flush()
	if err := compose.Build(ctx, project, api.BuildOptions{Services: []string{d.service()}, Progress: "plain", Out: report}); err != nil {
		return "", fmt.Errorf("installing the features of %s: %w", c.spec.name(), err)
	}
	return name, nil
}

// imageConfig returns what an image that is here says that a container of it is.
func (s *session) imageConfig(ctx context.Context, name string) (container.Config, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	found, err := s.api.ImageInspect(ctx, name)
	if err != nil {
		return container.Config{}, fmt.Errorf("looking at the image %s: %w", name, err)
	}
	if found.Config == nil {
		return container.Config{}, nil
	}
	return container.Config{User: found.Config.User, Entrypoint: found.Config.Entrypoint, Cmd: found.Config.Cmd, Labels: found.Config.Labels}, nil
}

// devContainer is a container that another program made as the dev container of a
// folder.
type devContainer struct{ container.InspectResponse }

func (d devContainer) name() string { return d.Name[1:] }

// stranger returns the container that another program made as this dev container;
// false where there is none.
func (s *session) stranger(ctx context.Context, d *dev) (devContainer, bool, error) {
	ask, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	wanted := filters.NewArgs()
	for key, value := range d.labels() {
		wanted.Add("label", key+"="+value)
	}
	listed, err := s.api.ContainerList(ask, container.ListOptions{All: true, Filters: wanted})
	if err != nil {
		return devContainer{}, false, err
	}
	for _, one := range listed {
		if one.Labels[StartedLabel] != "" {
			continue
		}
		found, err := s.inspect(ctx, one.ID)
		if err == nil {
			return devContainer{found}, true, nil
		}
		if !errdefs.IsNotFound(err) {
			return devContainer{}, false, err
		}
	}
	return devContainer{}, false, nil
}

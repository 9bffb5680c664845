package container

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/containerd/errdefs"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
)

// NameTaken: a container that is not of this step has the name already.
const NameTaken = "container/name-taken"

// ContainerSpec says which container is claimed to be up.
type ContainerSpec struct {
	// Image is the image as a registry names it.
	Image string
	// Name is what the container is called; empty makes one of the image's name.
	Name string
	// Ports and Volumes are as a compose file has them.
	Ports, Volumes []string
	// Env are variables, NAME=value.
	Env []string
	// Command takes the place of the image's own; none means that one.
	Command []string
	// Health is the command that says whether it is healthy: a text for the
	// container's shell where there is one word, and else a program and its
	// arguments; none leaves it to the image.
	Health []string
	// HealthyWithin bounds the wait for it; zero means three minutes.
	HealthyWithin time.Duration
	// Answers is an http address on this machine that must answer with a
	// status below 400; may be empty.
	Answers string
	// Override is a compose file of Firstlight's own, absolute, in which it stands
	// where a port was moved to; empty where none may be made.
	Override string
	// Folder is where relative folders among the volumes start, absolute.
	Folder string
	// Port returns the check that a TCP port of this machine is free; nil where
	// that is not to be looked at.
	Port func(number int) check.Check
	// Onboarding and Step are written on the container; may be empty.
	Onboarding, Step string
}

// ContainerCheck returns the check of the claim that a container of an image runs
// and is healthy, and that the address answers. It is a compose project with one
// service and no file: what can be said of services can be said of it.
func (e *Engine) ContainerCheck(spec ContainerSpec) check.Check {
	return e.ComposeCheck(spec.Compose())
}

// Compose returns the compose project that the container stands for.
func (spec ContainerSpec) Compose() ComposeSpec {
	return ComposeSpec{
		HealthyWithin: spec.HealthyWithin, Answers: spec.Answers, Port: spec.Port, Override: spec.Override,
		Onboarding: spec.Onboarding, Step: spec.Step, single: &spec,
	}
}

// name returns what the container is called.
func (spec *ContainerSpec) name() string {
	if spec.Name != "" {
		return spec.Name
	}
	return "firstlight-" + spec.short()
}

// short returns what the service is called.
func (spec *ContainerSpec) short() string {
	if spec.Name != "" {
		return spec.Name
	}
	name, _, _ := strings.Cut(path.Base(spec.Image), "@")
	name, _, _ = strings.Cut(name, ":")
	return name
}

// project returns the compose project that the container stands for.
func (spec *ContainerSpec) project(ctx context.Context) (*types.Project, error) {
	service := map[string]any{"image": spec.Image, "container_name": spec.name()}
	for key, words := range map[string][]string{"ports": spec.Ports, "volumes": spec.Volumes, "environment": spec.Env, "command": spec.Command} {
		if len(words) > 0 {
			service[key] = anyOf(words)
		}
	}
	switch len(spec.Health) {
	case 0:
	case 1:
		service["healthcheck"] = map[string]any{"test": anyOf([]string{"CMD-SHELL", spec.Health[0]}), "interval": "1s", "retries": 120}
	default:
		service["healthcheck"] = map[string]any{"test": anyOf(append([]string{"CMD"}, spec.Health...)), "interval": "1s", "retries": 120}
	}
	volumes := map[string]any{}
	for _, v := range spec.Volumes {
		if source, _, _ := strings.Cut(v, ":"); !strings.ContainsAny(source, "/.~") {
			volumes[source] = map[string]any{"name": source}
		}
	}
	name := loader.NormalizeProjectName(spec.name())
	config := map[string]any{"name": name, "services": map[string]any{spec.short(): service}, "volumes": volumes}
	project, err := loader.LoadWithContext(ctx, types.ConfigDetails{
		WorkingDir: spec.Folder, ConfigFiles: []types.ConfigFile{{Filename: "container", Config: config}}, Environment: types.Mapping{},
	}, func(o *loader.Options) {
		o.SetProjectName(name, true)
		o.SkipInterpolation = true
	})
	if err != nil {
		return nil, fmt.Errorf("reading what container is meant: %w", err)
	}
	for service, s := range project.Services {
		s.CustomLabels = types.Labels{
			api.ProjectLabel: project.Name, api.ServiceLabel: service, api.VersionLabel: api.ComposeVersion,
			api.WorkingDirLabel: project.WorkingDir, api.ConfigFilesLabel: "", api.OneoffLabel: "False",
		}
		project.Services[service] = s
	}
	return project, nil
}

func anyOf(words []string) []any {
	all := make([]any, len(words))
	for i, word := range words {
		all[i] = word
	}
	return all
}

// withPorts returns what is claimed with other ports; none leaves them as they are.
func (spec *ContainerSpec) withPorts(ports []string) *ContainerSpec {
	if len(ports) == 0 {
		return spec
	}
	moved := *spec
	moved.Ports = ports
	return &moved
}

// runCommand is the command that starts the same container.
func (spec *ContainerSpec) runCommand() check.Command {
	words := []string{"docker", "run", "--detach", "--name", spec.name()}
	for _, p := range spec.Ports {
		if strings.Count(p, ":") == 1 {
			p = loopback + ":" + p
		}
		words = append(words, "--publish", p)
	}
	for _, e := range spec.Env {
		words = append(words, "--env", e)
	}
	for _, v := range spec.Volumes {
		words = append(words, "--volume", v)
	}
	if len(spec.Health) > 0 {
		words = append(words, "--health-cmd", spec.healthCommand(), "--health-interval", "1s")
	}
	return check.Run(slices.Concat(words, []string{spec.Image}, spec.Command)...).In(spec.Folder)
}

// healthCommand returns the health command as the docker command takes it: one text
// for the container's shell.
func (spec ContainerSpec) healthCommand() string {
	if len(spec.Health) == 1 {
		return spec.Health[0]
	}
	return check.Run(spec.Health...).String()
}

// nameTaken says that another container has the name already.
func (c *composeCheck) nameTaken(ctx context.Context, s *session, project *types.Project) (check.Finding, bool) {
	name := c.spec.single.name()
	found, err := s.inspect(ctx, name)
	if errdefs.IsNotFound(err) || err != nil || found.Config == nil || found.Config.Labels[api.ProjectLabel] == project.Name {
		return check.Finding{}, false
	}
	return check.Fail(NameTaken, fmt.Sprintf("There is another container called %s", name),
		check.Literal("Its image", found.Config.Image), check.Fact("It is", found.State.Status),
		check.Fact("What to do", "Remove it if you no longer need it, or rename it: docker rename "+name+" "+name+"-old")), true
}

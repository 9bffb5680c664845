package container

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/cli/cli/command"
	"github.com/docker/compose/v5/pkg/api"
)

// loopback is where ports are published that say nothing else.
const loopback = "127.0.0.1"

// name is what a person calls the compose file.
func (spec ComposeSpec) name() string {
	switch {
	case spec.dev != nil:
		return spec.dev.name()
	case spec.single != nil:
		return spec.single.name()
	}
	return filepath.Base(spec.Files[0])
}

// configs returns the compose files to read: those of the project, and after them
// one of Firstlight's own where it was made.
func (spec ComposeSpec) configs() []string {
	files := spec.authored()
	if spec.Override != "" && exists(spec.Override) {
		files = append(slices.Clone(files), spec.Override)
	}
	return files
}

// authored returns the compose files of the project: beside a single one of a name
// that compose finds by itself, the override that it would read with it.
func (spec ComposeSpec) authored() []string {
	if spec.fileless() {
		return nil
	}
	if len(spec.Files) > 1 || !slices.Contains(cli.DefaultFileNames, spec.name()) {
		return spec.Files
	}
	for _, name := range cli.DefaultOverrideFileNames {
		override := filepath.Join(filepath.Dir(spec.Files[0]), name)
		if info, err := os.Stat(override); err == nil && info.Mode().IsRegular() {
			return []string{spec.Files[0], override}
		}
	}
	return spec.Files
}

// watched returns the files that decide which services there are, and those that
// would if they were there.
func (spec ComposeSpec) watched() []string {
	switch {
	case spec.dev != nil:
		paths := spec.dev.watched()
		if spec.Override != "" {
			paths = append(paths, spec.Override)
		}
		return paths
	case spec.single != nil && spec.Override != "":
		return []string{spec.Override}
	case spec.single != nil:
		return nil
	}
	paths := slices.Concat(spec.Files, spec.EnvFiles)
	if spec.Override != "" {
		paths = append(paths, spec.Override)
	}
	folder := filepath.Dir(spec.Files[0])
	if len(spec.EnvFiles) == 0 {
		paths = append(paths, filepath.Join(folder, ".env"))
	}
	if len(spec.Files) == 1 && slices.Contains(cli.DefaultFileNames, spec.name()) {
		for _, name := range cli.DefaultOverrideFileNames {
			paths = append(paths, filepath.Join(folder, name))
		}
	}
	return paths
}

// load reads compose files as `docker compose -f FILE` does: the same name of
// the project, the same variables and the same profiles. The library adds the
// variables of this process where the person's shell has none of that name.
// Parts that would have to be fetched from elsewhere are refused: looking must
// not reach out.
func (e *Engine) load(ctx context.Context, spec ComposeSpec, further ...cli.ProjectOptionsFn) (*types.Project, error) {
	return e.loadFiles(ctx, spec, spec.configs(), spec.EnvFiles, further...)
}

// loadFiles is load for other files than those that the spec leads to.
func (e *Engine) loadFiles(ctx context.Context, spec ComposeSpec, configs, envFiles []string, further ...cli.ProjectOptionsFn) (*types.Project, error) {
	if spec.fileless() {
		return e.loadFileless(ctx, spec, configs)
	}
	service, err := e.compose(nil, command.ServerInfo{}, io.Discard)
	if err != nil {
		return nil, err
	}
	return service.LoadProject(ctx, api.ProjectLoadOptions{
		ConfigPaths:       configs,
		ProjectName:       spec.called,
		EnvFiles:          envFiles,
		Profiles:          spec.Profiles,
		Services:          spec.Services,
		Offline:           true,
		ProjectOptionsFns: append([]cli.ProjectOptionsFn{cli.WithEnv(e.env().list()), cli.WithSelectedServices(spec.Services...)}, further...),
	})
}

// fileless reports whether no compose file describes what is meant.
func (spec ComposeSpec) fileless() bool { return spec.single != nil || spec.dev != nil }

// loadFileless returns the project of what no compose file describes, with what
// stands in one of Firstlight's own.
func (e *Engine) loadFileless(ctx context.Context, spec ComposeSpec, configs []string) (*types.Project, error) {
	var project *types.Project
	var err error
	if spec.single != nil {
		project, err = spec.single.project(ctx)
	} else {
		var d *dev
		if d, err = spec.dev.read(e.env()); err == nil {
			project, err = d.project(ctx, e, nil)
		}
	}
	if err == nil && len(configs) > 0 {
		err = movePorts(ctx, project, configs)
	}
	return project, err
}

// movePorts gives the services of a project the ports that stand in compose files
// of Firstlight's own.
func movePorts(ctx context.Context, project *types.Project, files []string) error {
	details := types.ConfigDetails{WorkingDir: project.WorkingDir, ConfigFiles: types.ToConfigFiles(files), Environment: types.Mapping{}}
	moved, err := loader.LoadWithContext(ctx, details, func(o *loader.Options) {
		o.SetProjectName(project.Name, true)
		o.SkipConsistencyCheck = true
	})
	if err != nil {
		return fmt.Errorf("reading where its ports were moved to: %w", err)
	}
	for name, service := range project.Services {
		if other, ok := moved.Services[name]; ok {
			service.Ports = other.Ports
			project.Services[name] = service
		}
	}
	return nil
}

// adopt marks everything that the project will create as started by us,
// publishes its ports to this machine alone, and has its images built.
//
// A port for which the file names no address is published on 127.0.0.1, where
// compose would publish it on every address that the machine has: services of
// a day-old setup have no business on the office network. A file that means
// that says so, with 0.0.0.0:8080:8080.
func (spec ComposeSpec) adopt(project *types.Project) error {
	labels := spec.labels()
	for name, service := range project.Services {
		for key, value := range labels {
			service.CustomLabels = service.CustomLabels.Add(key, value)
		}
		service.Ports = slices.Clone(service.Ports)
		for i := range service.Ports {
			if service.Ports[i].HostIP == "" {
				service.Ports[i].HostIP = loopback
			}
		}
		if service.Build != nil {
			service.PullPolicy = types.PullPolicyBuild
			if err := onePlatform(&service, project.Environment["DOCKER_DEFAULT_PLATFORM"]); err != nil {
				return err
			}
		}
		project.Services[name] = service
	}
	for name, network := range project.Networks {
		for key, value := range labels {
			network.CustomLabels = network.CustomLabels.Add(key, value)
		}
		project.Networks[name] = network
	}
	for name, volume := range project.Volumes {
		for key, value := range labels {
			volume.CustomLabels = volume.CustomLabels.Add(key, value)
		}
		project.Volumes[name] = volume
	}
	return nil
}

func (spec ComposeSpec) labels() map[string]string {
	labels := map[string]string{StartedLabel: "true"}
	if spec.Onboarding != "" {
		labels[OnboardingLabel] = spec.Onboarding
	}
	if spec.Step != "" {
		labels[StepLabel] = spec.Step
	}
	return labels
}

// onePlatform settles which platform an image is built for, since what is
// started here runs on one only; compose leaves that to its command.
func onePlatform(service *types.ServiceConfig, fallback string) error {
	build := *service.Build
	service.Build = &build
	if service.Platform == "" {
		service.Platform = fallback
	}
	switch {
	case service.Platform == "":
		if len(build.Platforms) > 1 {
			build.Platforms = nil
		}
	case len(build.Platforms) > 0 && !slices.Contains(build.Platforms, service.Platform):
		return fmt.Errorf("%s is to run on %s, and its build is for %v", service.Name, service.Platform, build.Platforms)
	default:
		build.Platforms = []string{service.Platform}
	}
	return nil
}

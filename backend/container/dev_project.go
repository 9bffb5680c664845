package container

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/container/devfile"
)

// devReaches is where a project holds what its dev container runs.
const devReaches = "x-firstlight-runs"

// project returns the compose project of the dev container. further is what its
// image and its features add, as far as that is known.
func (d *dev) project(ctx context.Context, e *Engine, further []devfile.Shared) (*types.Project, error) {
	var project *types.Project
	var err error
	if len(d.config.ComposeFiles) > 0 {
		project, err = d.composed(ctx, e)
	} else {
		project, err = d.alone(ctx)
	}
	if err != nil {
		return nil, err
	}
	if _, ok := project.Services[d.service()]; !ok {
		return nil, fmt.Errorf("%s names the service %s, which the compose files do not have", filepath.Base(d.file), d.service())
	}
	return project, d.dress(project, further)
}

// composed reads the compose files that the devcontainer.json names.
func (d *dev) composed(ctx context.Context, e *Engine) (*types.Project, error) {
	spec := ComposeSpec{}
	for _, file := range d.config.ComposeFiles {
		spec.Files = append(spec.Files, d.below(file))
	}
	if d.config.RunServices != nil {
		spec.Services = append(slices.Clone(d.config.RunServices), d.config.Service)
	}
	spec.called = d.named(e, spec.Files[0])
	project, err := e.loadFiles(ctx, spec, spec.Files, nil)
	if err != nil {
		return nil, fmt.Errorf("reading its compose files: %w", err)
	}
	return project, nil
}

// named returns what the devcontainer command calls a project in the folder
// .devcontainer, where nobody named it; else it is empty.
func (d *dev) named(e *Engine, file string) string {
	if filepath.Base(filepath.Dir(file)) != ".devcontainer" || e.env().get("COMPOSE_PROJECT_NAME") != "" {
		return ""
	}
	// Reading the files says what is wrong with them.
	if text, err := os.ReadFile(file); err != nil || nameLine.Match(text) {
		return ""
	}
	return d.projectName()
}

// alone returns the project of a dev container that no compose file describes.
func (d *dev) alone(ctx context.Context) (*types.Project, error) {
	service := map[string]any{}
	if b := d.config.Build; b != nil {
		context := d.below(b.Context)
		file, err := filepath.Rel(context, d.below(b.Dockerfile))
		if err != nil {
			file = d.below(b.Dockerfile)
		}
		build := map[string]any{"context": context, "dockerfile": file}
		if b.Target != "" {
			build["target"] = b.Target
		}
		if len(b.Args) > 0 {
			args := map[string]any{}
			for name, value := range b.Args {
				args[name] = value
			}
			build["args"] = args
		}
		if len(b.CacheFrom) > 0 {
			build["cache_from"] = anyOf(b.CacheFrom)
		}
		service["build"] = build
	} else {
		service["image"] = d.config.Image
	}
	config := map[string]any{"name": d.projectName(), "services": map[string]any{devService: service}}
	project, err := loader.LoadWithContext(ctx, types.ConfigDetails{
		WorkingDir: d.Folder, ConfigFiles: []types.ConfigFile{{Filename: d.file, Config: config}}, Environment: types.Mapping{},
	}, func(o *loader.Options) {
		o.SetProjectName(d.projectName(), true)
		o.SkipInterpolation = true
	})
	if err != nil {
		return nil, fmt.Errorf("reading what container is meant: %w", err)
	}
	s := project.Services[devService]
	s.CustomLabels = types.Labels{
		api.ProjectLabel: project.Name, api.ServiceLabel: devService, api.VersionLabel: api.ComposeVersion,
		api.WorkingDirLabel: project.WorkingDir, api.ConfigFilesLabel: d.file, api.OneoffLabel: "False",
	}
	if m := d.config.WorkspaceMount; m == nil {
		s.Volumes = append(s.Volumes, types.ServiceVolumeConfig{
			Type: types.VolumeTypeBind, Source: d.Folder, Target: path.Join("/workspaces", filepath.Base(d.Folder)),
		})
	} else if *m != "" {
		mount, err := devfile.ParseMount(*m)
		if err != nil {
			return nil, fmt.Errorf("reading workspaceMount: %w", err)
		}
		addMount(project, &s, mount)
	}
	if err := setArguments(&s, runArguments(), "runArgs", d.config.RunArgs); err != nil {
		return nil, err
	}
	if s.Build != nil {
		if err := setArguments(s.Build, buildArguments(), "build.options", d.config.Build.Options); err != nil {
			return nil, err
		}
	}
	project.Services[devService] = s
	return project, nil
}

// dress gives the service that is the dev container what the devcontainer.json, its
// image and its features say.
func (d *dev) dress(project *types.Project, further []devfile.Shared) error {
	all := append(slices.Clone(further), d.config.Shared)
	m := devfile.Merge(all...)
	s := project.Services[d.service()]
	// What was decoded from JSON can be encoded again.
	metadata, _ := json.Marshal(all)
	labels := types.Labels{devfile.MetadataLabel: string(metadata), devStateLabel: d.state()}
	maps.Copy(labels, d.labels())
	for key, value := range labels {
		s.CustomLabels = s.CustomLabels.Add(key, value)
	}
	s.Environment = maps.Clone(s.Environment)
	if s.Environment == nil {
		s.Environment = types.MappingWithEquals{}
	}
	for name, value := range m.ContainerEnv {
		s.Environment[name] = &value
	}
	for _, mount := range m.Mounts {
		addMount(project, &s, mount)
	}
	if m.Init != nil {
		s.Init = m.Init
	}
	s.Privileged = s.Privileged || m.Privileged != nil && *m.Privileged
	s.CapAdd, s.SecurityOpt = append(s.CapAdd, m.CapAdd...), append(s.SecurityOpt, m.SecurityOpt...)
	if m.ContainerUser != "" {
		s.User = m.ContainerUser
	}
	d.stay(&s, m)
	project.Services[d.service()] = s
	if err := d.forward(project, m); err != nil {
		return err
	}
	project.Extensions = types.Extensions{devReaches: d.runs(m)}
	return nil
}

// stay has the container run on by itself where it is not to run its image's own
// command, and has what features want to run at its start run.
func (d *dev) stay(s *types.ServiceConfig, m devfile.Merged) {
	override := len(d.config.ComposeFiles) == 0
	if m.OverrideCommand != nil {
		override = *m.OverrideCommand
	}
	script := strings.Join(m.Entrypoints, "\n")
	switch {
	case override:
		script += "\ntrap 'exit 0' TERM INT\nwhile sleep 5 & wait $!; do :; done\n"
		s.Entrypoint, s.Command = types.ShellCommand{"/bin/sh", "-c", strings.TrimPrefix(script, "\n"), "-"}, types.ShellCommand{}
	case script != "":
		// The image's own command runs after them.
		if s.Entrypoint == nil {
			s.Entrypoint = d.own.entrypoint
			if s.Command == nil {
				s.Command = d.own.command
			}
		}
		s.Entrypoint = append(types.ShellCommand{"/bin/sh", "-c", script + "\nexec \"$@\"\n", "-"}, s.Entrypoint...)
	}
}

// runs says what the dev container has run, one sentence each, for the person to
// approve of.
func (d *dev) runs(m devfile.Merged) []string {
	var all []string
	for _, part := range d.config.Initialize {
		all = append(all, fmt.Sprintf("%s runs on this machine, not inside it, before it starts: %s", d.service(), part))
	}
	for _, stage := range devfile.Stages() {
		for _, command := range m.Commands[stage] {
			for _, part := range command {
				all = append(all, fmt.Sprintf("%s runs inside it (%s): %s", d.service(), stage, part))
			}
		}
	}
	return all
}

// forward publishes the ports that are to be reached from this machine.
func (d *dev) forward(project *types.Project, m devfile.Merged) error {
	ports := slices.Clone(d.config.AppPorts)
	for i, port := range ports {
		if !strings.Contains(port, ":") {
			ports[i] = port + ":" + port
		}
	}
	for _, port := range m.ForwardPorts {
		if m.PortsAttributes[port].OnForward == "ignore" {
			continue
		}
		ports = append(ports, port)
	}
	for _, written := range ports {
		of, spec := d.service(), written
		if host, port, err := net.SplitHostPort(written); err == nil && project.Services[host].Name != "" {
			of, spec = host, port
		}
		if _, err := strconv.Atoi(spec); err == nil {
			spec += ":" + spec
		}
		read, err := types.ParsePortConfig(spec)
		if err != nil {
			return fmt.Errorf("reading the port %s: %w", written, err)
		}
		s := project.Services[of]
		for _, p := range read {
			if !slices.ContainsFunc(s.Ports, func(q types.ServicePortConfig) bool { return q.Target == p.Target && q.Protocol == p.Protocol }) {
				s.Ports = append(s.Ports, p)
			}
		}
		project.Services[of] = s
	}
	return nil
}

// addMount has a service see something, in the place of what it saw there.
func addMount(project *types.Project, s *types.ServiceConfig, m devfile.Mount) {
	s.Volumes = slices.DeleteFunc(slices.Clone(s.Volumes), func(v types.ServiceVolumeConfig) bool { return v.Target == m.Target })
	s.Volumes = append(s.Volumes, types.ServiceVolumeConfig{Type: m.Type, Source: m.Source, Target: m.Target, ReadOnly: m.ReadOnly})
	if m.Type == types.VolumeTypeVolume && m.Source != "" {
		if project.Volumes == nil {
			project.Volumes = types.Volumes{}
		}
		if _, ok := project.Volumes[m.Source]; !ok {
			project.Volumes[m.Source] = types.VolumeConfig{Name: m.Source}
		}
	}
}

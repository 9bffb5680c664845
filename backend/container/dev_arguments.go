package container

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"firstlight/backend/container/devfile"
)

// nameLine finds the name that a compose file gives to its project.
var nameLine = regexp.MustCompile(`(?m)^name:`)

// argument is what an argument of docker run says of a service, or one of docker
// build of a build. A switch needs no value.
type argument[T any] struct {
	isSwitch bool
	set      func(s *T, value string) error
}

// runArguments returns the arguments of docker run that a devcontainer.json may have,
// by name.
func runArguments() map[string]argument[types.ServiceConfig] {
	text := func(at func(*types.ServiceConfig) *string) argument[types.ServiceConfig] {
		return argument[types.ServiceConfig]{set: func(s *types.ServiceConfig, value string) error { *at(s) = value; return nil }}
	}
	list := func(at func(*types.ServiceConfig) *[]string) argument[types.ServiceConfig] {
		return argument[types.ServiceConfig]{set: func(s *types.ServiceConfig, value string) error { *at(s) = append(*at(s), value); return nil }}
	}
	variable := argument[types.ServiceConfig]{set: func(s *types.ServiceConfig, value string) error {
		name, value, given := strings.Cut(value, "=")
		if s.Environment == nil {
			s.Environment = types.MappingWithEquals{}
		}
		if s.Environment[name] = nil; given {
			s.Environment[name] = &value
		}
		return nil
	}}
	volume := argument[types.ServiceConfig]{set: func(s *types.ServiceConfig, value string) error {
		parts := strings.Split(value, ":")
		if len(parts) < 2 {
			return fmt.Errorf("the volume %q names no place inside", value)
		}
		v := types.ServiceVolumeConfig{Type: types.VolumeTypeVolume, Source: parts[0], Target: parts[1], ReadOnly: len(parts) > 2 && slices.Contains(strings.Split(parts[2], ","), "ro")}
		if strings.ContainsAny(v.Source, `/\`) {
			v.Type = types.VolumeTypeBind
		}
		s.Volumes = append(s.Volumes, v)
		return nil
	}}
	port := argument[types.ServiceConfig]{set: func(s *types.ServiceConfig, value string) error {
		read, err := types.ParsePortConfig(value)
		s.Ports = append(s.Ports, read...)
		return err
	}}
	user := text(func(s *types.ServiceConfig) *string { return &s.User })
	host := text(func(s *types.ServiceConfig) *string { return &s.Hostname })
	return map[string]argument[types.ServiceConfig]{
		"--privileged": {isSwitch: true, set: func(s *types.ServiceConfig, _ string) error { s.Privileged = true; return nil }},
		"--init":       {isSwitch: true, set: func(s *types.ServiceConfig, _ string) error { on := true; s.Init = &on; return nil }},
		// Whoever made the container removes it, and it stays until then.
		"--rm":           {isSwitch: true, set: func(*types.ServiceConfig, string) error { return nil }},
		"--name":         text(func(s *types.ServiceConfig) *string { return &s.ContainerName }),
		"--network":      text(func(s *types.ServiceConfig) *string { return &s.NetworkMode }),
		"--net":          text(func(s *types.ServiceConfig) *string { return &s.NetworkMode }),
		"--ipc":          text(func(s *types.ServiceConfig) *string { return &s.Ipc }),
		"--pid":          text(func(s *types.ServiceConfig) *string { return &s.Pid }),
		"--userns":       text(func(s *types.ServiceConfig) *string { return &s.UserNSMode }),
		"--platform":     text(func(s *types.ServiceConfig) *string { return &s.Platform }),
		"--restart":      text(func(s *types.ServiceConfig) *string { return &s.Restart }),
		"--runtime":      text(func(s *types.ServiceConfig) *string { return &s.Runtime }),
		"--user":         user,
		"-u":             user,
		"--hostname":     host,
		"-h":             host,
		"--cap-add":      list(func(s *types.ServiceConfig) *[]string { return &s.CapAdd }),
		"--cap-drop":     list(func(s *types.ServiceConfig) *[]string { return &s.CapDrop }),
		"--security-opt": list(func(s *types.ServiceConfig) *[]string { return &s.SecurityOpt }),
		"--group-add":    list(func(s *types.ServiceConfig) *[]string { return &s.GroupAdd }),
		"--dns":          list(func(s *types.ServiceConfig) *[]string { return (*[]string)(&s.DNS) }),
		"--tmpfs":        list(func(s *types.ServiceConfig) *[]string { return (*[]string)(&s.Tmpfs) }),
		"--env":          variable,
		"-e":             variable,
		"--volume":       volume,
		"-v":             volume,
		"--publish":      port,
		"-p":             port,
		"--device": {set: func(s *types.ServiceConfig, value string) error {
			parts := append(strings.Split(value, ":"), "", "")
			s.Devices = append(s.Devices, types.DeviceMapping{Source: parts[0], Target: orElse(parts[1], parts[0]), Permissions: orElse(parts[2], "rwm")})
			return nil
		}},
		"--add-host": {set: func(s *types.ServiceConfig, value string) error { return addHost(&s.ExtraHosts, value) }},
		"--label": {set: func(s *types.ServiceConfig, value string) error {
			name, value, _ := strings.Cut(value, "=")
			s.Labels = s.Labels.Add(name, value)
			return nil
		}},
		"--mount": {set: func(s *types.ServiceConfig, value string) error {
			m, err := devfile.ParseMount(value)
			s.Volumes = append(s.Volumes, types.ServiceVolumeConfig{Type: m.Type, Source: m.Source, Target: m.Target, ReadOnly: m.ReadOnly})
			return err
		}},
		"--shm-size": {set: func(s *types.ServiceConfig, value string) error { return bytesOf(value, &s.ShmSize) }},
		"--memory":   {set: func(s *types.ServiceConfig, value string) error { return bytesOf(value, &s.MemLimit) }},
		"-m":         {set: func(s *types.ServiceConfig, value string) error { return bytesOf(value, &s.MemLimit) }},
	}
}

// buildArguments returns the arguments of docker build that a devcontainer.json may
// have, by name.
func buildArguments() map[string]argument[types.BuildConfig] {
	type of = argument[types.BuildConfig]
	return map[string]of{
		"--no-cache":   {isSwitch: true, set: func(b *types.BuildConfig, _ string) error { b.NoCache = true; return nil }},
		"--pull":       {isSwitch: true, set: func(b *types.BuildConfig, _ string) error { b.Pull = true; return nil }},
		"--network":    {set: func(b *types.BuildConfig, value string) error { b.Network = value; return nil }},
		"--target":     {set: func(b *types.BuildConfig, value string) error { b.Target = value; return nil }},
		"--platform":   {set: func(b *types.BuildConfig, value string) error { b.Platforms = append(b.Platforms, value); return nil }},
		"--cache-from": {set: func(b *types.BuildConfig, value string) error { b.CacheFrom = append(b.CacheFrom, value); return nil }},
		"--shm-size":   {set: func(b *types.BuildConfig, value string) error { return bytesOf(value, &b.ShmSize) }},
		"--label": {set: func(b *types.BuildConfig, value string) error {
			name, value, _ := strings.Cut(value, "=")
			b.Labels = b.Labels.Add(name, value)
			return nil
		}},
		"--build-arg": {set: func(b *types.BuildConfig, value string) error {
			name, value, given := strings.Cut(value, "=")
			if b.Args == nil {
				b.Args = types.MappingWithEquals{}
			}
			if b.Args[name] = nil; given {
				b.Args[name] = &value
			}
			return nil
		}},
		"--add-host": {set: func(b *types.BuildConfig, value string) error { return addHost(&b.ExtraHosts, value) }},
	}
}

// addHost adds a name with an address, as docker has them.
func addHost(to *types.HostsList, value string) error {
	hosts, err := types.NewHostsList([]string{value})
	if *to == nil {
		*to = types.HostsList{}
	}
	for name, addresses := range hosts {
		(*to)[name] = append((*to)[name], addresses...)
	}
	return err
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func bytesOf(text string, to *types.UnitBytes) error { return to.DecodeMapstructure(text) }

// setArguments gives a service or a build what the arguments in a field of the
// devcontainer.json say. One that is not known is an error: left out, the container
// would be another than was meant.
func setArguments[T any](to *T, known map[string]argument[T], field string, words []string) error {
	for i := 0; i < len(words); i++ {
		name, value, given := strings.Cut(words[i], "=")
		a, ok := known[name]
		switch {
		case !ok:
			return fmt.Errorf("its %s has %s, which Firstlight does not understand", field, name)
		case a.isSwitch && given && value == "false":
			continue
		case !a.isSwitch && !given:
			if i++; i == len(words) {
				return fmt.Errorf("its %s ends with %s, which takes a value", field, name)
			}
			value = words[i]
		}
		if err := a.set(to, value); err != nil {
			return fmt.Errorf("reading %s of its %s: %w", name, field, err)
		}
	}
	return nil
}

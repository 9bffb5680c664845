package devfile

import (
	"encoding/json"
	"fmt"
	"slices"
)

// MetadataLabel is the label of an image that holds what it says of a dev
// container.
const MetadataLabel = "devcontainer.metadata"

// Metadata reads what the label of an image says: one object, or a list.
func Metadata(label string) ([]Shared, error) {
	if label == "" {
		return nil, nil
	}
	var many []Shared
	if json.Unmarshal([]byte(label), &many) == nil {
		return many, nil
	}
	var one Shared
	if err := json.Unmarshal([]byte(label), &one); err != nil {
		return nil, fmt.Errorf("reading what the image says of dev containers: %w", err)
	}
	return []Shared{one}, nil
}

// Merged is what several parts say together, the later before the earlier.
type Merged struct {
	Shared
	// Entrypoints run, one after another, before anything else inside.
	Entrypoints []string
	// Commands are what runs at each stage, one after another.
	Commands map[Stage][]Command
}

// Merge puts together what an image, features and a devcontainer.json say, in that
// order.
func Merge(parts ...Shared) Merged {
	m := Merged{Commands: map[Stage][]Command{}}
	m.ContainerEnv, m.RemoteEnv, m.PortsAttributes = map[string]string{}, map[string]*string{}, map[string]Facets{}
	for _, p := range parts {
		last(&m.ContainerUser, p.ContainerUser)
		last(&m.RemoteUser, p.RemoteUser)
		last(&m.EnvProbe, p.EnvProbe)
		last(&m.UpdateUID, p.UpdateUID)
		last(&m.OverrideCommand, p.OverrideCommand)
		m.Init, m.Privileged = either(m.Init, p.Init), either(m.Privileged, p.Privileged)
		m.CapAdd, m.SecurityOpt = union(m.CapAdd, p.CapAdd), union(m.SecurityOpt, p.SecurityOpt)
		m.ForwardPorts = union(m.ForwardPorts, p.ForwardPorts)
		put(m.ContainerEnv, p.ContainerEnv)
		put(m.RemoteEnv, p.RemoteEnv)
		put(m.PortsAttributes, p.PortsAttributes)
		for _, mount := range p.Mounts {
			m.Mounts = append(slices.DeleteFunc(m.Mounts, func(other Mount) bool { return other.Target == mount.Target }), mount)
		}
		if p.Entrypoint != "" {
			m.Entrypoints = append(m.Entrypoints, p.Entrypoint)
		}
		for _, stage := range Stages() {
			if c := p.At(stage); len(c) > 0 {
				m.Commands[stage] = append(m.Commands[stage], c)
			}
		}
	}
	return m
}

func last[T comparable](to *T, value T) {
	var none T
	if value != none {
		*to = value
	}
}

func either(a, b *bool) *bool {
	if a != nil && *a || b == nil {
		return a
	}
	return b
}

func union[S ~[]string](a, b S) S {
	a = slices.Clone(a)
	for _, one := range b {
		if !slices.Contains(a, one) {
			a = append(a, one)
		}
	}
	return a
}

func put[V any](to, from map[string]V) {
	for key, value := range from {
		to[key] = value
	}
}

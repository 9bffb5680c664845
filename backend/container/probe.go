package container

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/pkg/stdcopy"
)

const (
	// ProbeLabel is "true" on the image of the probe and on its containers.
	ProbeLabel = "com.firstlight.probe"

	// probeLimit bounds one run of the probe, its image included.
	probeLimit = 30 * time.Second
	// sayLimit is the most bytes that the probe may print.
	sayLimit = 1 << 20
	// leftoverAge is how old a container of the probe is that nobody waits for.
	leftoverAge = 10 * time.Minute
)

// plainError says in words that stay the same why something did not happen; the
// cause, in the words of the engine, is kept for the log.
type plainError struct {
	text string
	err  error
}

func (e *plainError) Error() string { return e.text }

func (e *plainError) Unwrap() error { return e.err }

// Probe reaches hosts from inside a container on the engine's default network,
// through the proxies that the docker command hands to containers, and returns
// what the probe there printed: JSON. The container is gone when it returns,
// also when ctx ends; its image is kept for the next time. The error says in
// plain words why no container could tell.
func (e *Engine) Probe(ctx context.Context, hosts []string) ([]byte, error) {
	return e.probe(ctx, hosts...)
}

// probe runs the probe once with arguments.
func (e *Engine) probe(ctx context.Context, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	// One at a time: several would make the same image over and over.
	select {
	case e.probing <- struct{}{}:
		defer func() { <-e.probing }()
	case <-ctx.Done():
		return nil, &plainError{"it took too long", ctx.Err()}
	}
	s, info, err := e.info(ctx)
	if err != nil {
		return nil, &plainError{"no container engine answers", err}
	}
	program, err := e.program(info.OSType, info.Architecture)
	if err != nil {
		return nil, err
	}
	image, err := s.probeImage(ctx, program)
	if err != nil {
		return nil, unlessLate(ctx, &plainError{"the image of the probe could not be made", err})
	}
	s.sweep(ctx, e.leftover)
	printed, err := s.once(ctx, image, e.handedProxies(s), args)
	if err != nil {
		return nil, unlessLate(ctx, err)
	}
	return printed, nil
}

// unlessLate says that time ran out, where that is the reason for all else.
func unlessLate(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return &plainError{"it took too long", errors.Join(ctx.Err(), err)}
	}
	return err
}

// program returns the probe for an engine.
func (e *Engine) program(system, architecture string) ([]byte, error) {
	if system != "linux" {
		return nil, &plainError{"the engine runs containers of " + system + ", and the probe is for Linux", nil}
	}
	if e.probes == nil {
		return nil, &plainError{"this build has no probe", nil}
	}
	program, err := e.probes(goArchitecture(architecture))
	if err != nil {
		return nil, &plainError{"there is no probe for containers on " + architecture, err}
	}
	return program, nil
}

// goArchitecture returns an architecture as Go names it.
func goArchitecture(architecture string) string {
	switch architecture {
	case "x86_64":
		return "amd64"
	case "aarch64", "arm64v8":
		return "arm64"
	default:
		return architecture
	}
}

// handedProxies are the variables that the docker command hands to containers.
func (e *Engine) handedProxies(s *session) []string {
	var env []string
	for name, value := range e.env().configuration().ParseProxyConfig(s.address.Host, nil) {
		if value != nil {
			env = append(env, name+"="+*value)
		}
	}
	slices.Sort(env)
	return env
}

// once runs the image once, and returns what it printed.
func (s *session) once(ctx context.Context, image string, env, args []string) ([]byte, error) {
	name := "firstlight-probe-" + randomName()
	config := &container.Config{
		Image: image, Cmd: args, Env: env, User: "65534:65534",
		AttachStdout: true, AttachStderr: true,
		Labels: map[string]string{StartedLabel: "true", ProbeLabel: "true"},
	}
	host := &container.HostConfig{
		NetworkMode: "bridge", AutoRemove: true, ReadonlyRootfs: true,
		CapDrop: []string{"ALL"}, SecurityOpt: []string{"no-new-privileges"},
		LogConfig: container.LogConfig{Type: "none"},
	}
	// The engine may carry out what it was asked although the asker has gone.
	defer func() { s.discard(context.WithoutCancel(ctx), name, ctx.Err() != nil) }()
	made, err := s.api.ContainerCreate(ctx, config, host, nil, nil, name)
	if err != nil {
		return nil, &plainError{"the container could not be made", err}
	}
	said, err := s.api.ContainerAttach(ctx, made.ID, container.AttachOptions{Stream: true, Stdout: true, Stderr: true})
	if err != nil {
		return nil, &plainError{"the container could not be listened to", err}
	}
	defer said.Close()
	defer context.AfterFunc(ctx, said.Close)()
	ended, failed := s.api.ContainerWait(ctx, made.ID, container.WaitConditionRemoved)
	if err := s.api.ContainerStart(ctx, made.ID, container.StartOptions{}); err != nil {
		return nil, &plainError{"the container could not be started", err}
	}
	var printed, complained bytes.Buffer
	if _, err := stdcopy.StdCopy(&printed, &complained, io.LimitReader(said.Reader, sayLimit)); err != nil {
		return nil, &plainError{"what the container said could not be read", err}
	}
	select {
	case end := <-ended:
		if end.StatusCode != 0 {
			return nil, &plainError{"the probe failed in the container", fmt.Errorf("exit code %d: %s", end.StatusCode, complained.String())}
		}
	case err := <-failed:
		return nil, &plainError{"the end of the container could not be told", err}
	}
	return printed.Bytes(), nil
}

// discard makes sure that a container is gone. Where the question was given up
// early, the engine may still be making it, so that more than one look is due.
func (s *session) discard(ctx context.Context, name string, early bool) {
	ctx, cancel := context.WithTimeout(ctx, abandonLimit)
	defer cancel()
	looks := 1
	if early {
		looks = 4
	}
	for look := range looks {
		if look > 0 {
			select {
			case <-ctx.Done():
				return
			case <-time.After(settle):
			}
		}
		err := s.api.ContainerRemove(ctx, name, container.RemoveOptions{Force: true, RemoveVolumes: true})
		if err == nil || !errdefs.IsNotFound(err) && !errdefs.IsConflict(err) {
			return
		}
	}
}

// sweep removes containers of the probe that a program which was killed has
// left behind. Nothing depends on it, so that an error waits for the next time.
func (s *session) sweep(ctx context.Context, leftover time.Duration) {
	found, err := s.api.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", ProbeLabel+"=true"))})
	if err != nil {
		return
	}
	for _, c := range found {
		if c.Labels[StartedLabel] == "true" && time.Since(time.Unix(c.Created, 0)) > leftover && !strings.EqualFold(c.State, "running") {
			_ = s.api.ContainerRemove(ctx, c.ID, container.RemoveOptions{Force: true, RemoveVolumes: true})
		}
	}
}

package container

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/config/configfile"
	"github.com/docker/cli/cli/config/credentials"
	"github.com/docker/cli/cli/context/docker"
	"github.com/docker/cli/cli/context/store"
	"github.com/docker/cli/cli/streams"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/compose/v5/pkg/compose"
	mobyclient "github.com/moby/moby/client"
	"go.opentelemetry.io/otel/metric"
	metricnoop "go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/trace"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
)

// commandLine is the docker command as compose sees it: one session, one
// configuration, and streams that lead to an Output.
//
// The docker command's own implementation is not used: it ends the process when
// it cannot find the engine, writes to the standard streams and keeps its
// configuration folder in a package variable.
type commandLine struct {
	env     environment
	session *session
	config  *configfile.ConfigFile
	server  command.ServerInfo
	in      *streams.In
	out     *streams.Out
}

var _ command.Cli = (*commandLine)(nil)

// compose returns the compose library over a session, which may be nil where
// only files are read. What it prints goes to out, what it does to events.
func (e *Engine) compose(s *session, server command.ServerInfo, out io.Writer, options ...compose.Option) (api.Compose, error) {
	env := e.env()
	c := &commandLine{
		env:     env,
		session: s,
		config:  env.configuration(),
		server:  server,
		in:      streams.NewIn(io.NopCloser(strings.NewReader(""))),
		out:     streams.NewOut(out),
	}
	if !c.config.ContainsAuth() {
		c.config.CredentialsStore = credentials.DetectDefaultStore(c.config.CredentialsStore)
	}
	service, err := compose.NewComposeService(c, options...)
	if err != nil {
		return nil, fmt.Errorf("preparing compose: %w", err)
	}
	return service, nil
}

// Client returns the engine's client, nil without a session.
func (c *commandLine) Client() mobyclient.APIClient {
	if c.session == nil {
		return nil
	}
	return c.session.moby
}

// In returns an empty input: nobody sits at a terminal.
func (c *commandLine) In() *streams.In { return c.in }

// SetIn replaces the input.
func (c *commandLine) SetIn(in *streams.In) { c.in = in }

// Out returns the stream that leads to the Output.
func (c *commandLine) Out() *streams.Out { return c.out }

// Err returns the stream that leads to the Output.
func (c *commandLine) Err() *streams.Out { return c.out }

// ConfigFile returns the docker command's configuration.
func (c *commandLine) ConfigFile() *configfile.ConfigFile { return c.config }

// ServerInfo returns what the engine said of itself.
func (c *commandLine) ServerInfo() command.ServerInfo { return c.server }

// CurrentVersion returns the version of the engine's API that is spoken.
func (c *commandLine) CurrentVersion() string {
	if c.session == nil {
		return mobyclient.MaxAPIVersion
	}
	return c.session.moby.ClientVersion()
}

// BuildKitEnabled reports whether images are built by BuildKit, by the docker
// command's rules.
func (c *commandLine) BuildKitEnabled() (bool, error) {
	if v := c.env.get("DOCKER_BUILDKIT"); v != "" {
		enabled, err := strconv.ParseBool(v)
		if err != nil {
			return false, fmt.Errorf("DOCKER_BUILDKIT is %q, and should be 0 or 1", v)
		}
		return enabled, nil
	}
	if _, ok := c.config.Aliases["builder"]; ok {
		return true, nil
	}
	return c.server.OSType != "windows", nil
}

// ContextStore returns the docker contexts.
func (c *commandLine) ContextStore() store.Store {
	return store.New(c.env.contextsDir(), command.DefaultContextStoreConfig())
}

// CurrentContext returns the name of the docker context in use.
func (c *commandLine) CurrentContext() string {
	if c.session == nil {
		return command.DefaultContextName
	}
	return c.session.address.context
}

// DockerEndpoint returns where the engine is.
func (c *commandLine) DockerEndpoint() docker.Endpoint {
	if c.session == nil {
		return docker.Endpoint{}
	}
	return c.session.address.Endpoint
}

// Resource says nothing of this machine: nothing is measured here.
func (c *commandLine) Resource() *resource.Resource { return resource.Empty() }

// TracerProvider traces nothing.
func (c *commandLine) TracerProvider() trace.TracerProvider { return tracenoop.NewTracerProvider() }

// MeterProvider measures nothing.
func (c *commandLine) MeterProvider() metric.MeterProvider { return metricnoop.NewMeterProvider() }

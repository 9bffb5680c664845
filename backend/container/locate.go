package container

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/containerd/errdefs"
	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/config"
	"github.com/docker/cli/cli/config/configfile"
	dockercontext "github.com/docker/cli/cli/context"
	"github.com/docker/cli/cli/context/docker"
	"github.com/docker/cli/cli/context/store"
	"github.com/docker/cli/opts"
)

// environment are variables by name.
type environment map[string]string

func readEnvironment(env []string) environment {
	e := environment{}
	for _, v := range env {
		if name, value, ok := strings.Cut(v, "="); ok {
			e[variable(name)] = value
		}
	}
	return e
}

func (e environment) get(name string) string { return e[variable(name)] }

// list returns the variables as NAME=value.
func (e environment) list() []string {
	env := make([]string, 0, len(e))
	for name, value := range e {
		env = append(env, name+"="+value)
	}
	return env
}

// address is where the engine is expected, and who said so.
type address struct {
	docker.Endpoint
	// context is the docker context, "default" where none was chosen.
	context string
	// source is what decided: a variable, a file or the system's default.
	source string
}

// local returns the file of the engine's socket or pipe, when the engine is
// reached through one.
func (a address) local() (string, bool) {
	if path, ok := strings.CutPrefix(a.Host, "unix://"); ok {
		return path, true
	}
	if path, ok := strings.CutPrefix(a.Host, "npipe://"); ok {
		return path, true
	}
	return "", false
}

// addressError says that the place of the engine is given in a way that leads
// nowhere.
type addressError struct {
	at  address
	err error
}

func (e *addressError) Error() string {
	return fmt.Sprintf("finding Docker through %s: %v", e.at.source, e.err)
}

func (e *addressError) Unwrap() error { return e.err }

// dangling reports whether a context is chosen that is not there.
func (e *addressError) dangling() bool {
	return e.at.context != command.DefaultContextName && errdefs.IsNotFound(e.err)
}

// locate finds the engine as the docker command does: DOCKER_HOST, else
// DOCKER_CONTEXT, else the current context of the configuration, else the
// system's own socket.
func (e *Engine) locate() (address, error) {
	env := e.env()
	at := address{context: command.DefaultContextName, source: "the system's default"}
	switch name := env.get(command.EnvOverrideContext); {
	case env.get("DOCKER_HOST") != "":
		at.source = "DOCKER_HOST"
	case name != "":
		at.context, at.source = name, "DOCKER_CONTEXT"
	default:
		if name := env.configuration().CurrentContext; name != "" {
			at.context, at.source = name, filepath.Join(env.configDir(), config.ConfigFileName)
		}
	}
	endpoint := env.contextEndpoint
	if at.context == command.DefaultContextName {
		endpoint = env.defaultEndpoint
	}
	var err error
	if at.Endpoint, err = endpoint(at.context); err != nil {
		return address{}, &addressError{at: at, err: err}
	}
	return at, nil
}

// contexts returns the names of the docker contexts that there are, sorted.
func (e environment) contexts() []string {
	all, err := store.New(e.contextsDir(), command.DefaultContextStoreConfig()).List()
	if err != nil {
		return nil // What cannot be read is none that could be chosen.
	}
	names := make([]string, 0, len(all))
	for _, m := range all {
		names = append(names, m.Name)
	}
	slices.Sort(names)
	return names
}

// contextEndpoint reads the endpoint of a docker context.
func (e environment) contextEndpoint(name string) (docker.Endpoint, error) {
	contexts := store.New(e.contextsDir(), command.DefaultContextStoreConfig())
	meta, err := contexts.GetMetadata(name)
	if err != nil {
		return docker.Endpoint{}, err
	}
	endpoint, err := docker.EndpointFromContext(meta)
	if err != nil {
		return docker.Endpoint{}, err
	}
	return docker.WithTLSData(contexts, name, endpoint)
}

// defaultEndpoint reads the endpoint of DOCKER_HOST, or the system's own.
func (e environment) defaultEndpoint(string) (docker.Endpoint, error) {
	verify := e.get("DOCKER_TLS_VERIFY") != ""
	secure := verify || e.get("DOCKER_TLS") != ""
	host, err := opts.ParseHost(secure, e.get("DOCKER_HOST"))
	if err != nil {
		return docker.Endpoint{}, err
	}
	endpoint := docker.Endpoint{EndpointMeta: docker.EndpointMeta{Host: host}}
	if !secure {
		return endpoint, nil
	}
	dir := e.get("DOCKER_CERT_PATH")
	if dir == "" {
		dir = e.configDir()
	}
	endpoint.SkipTLSVerify = !verify
	endpoint.TLSData, err = dockercontext.TLSDataFromFiles(
		filepath.Join(dir, "ca.pem"), ifThere(filepath.Join(dir, "cert.pem")), ifThere(filepath.Join(dir, "key.pem")))
	return endpoint, err
}

func ifThere(path string) string {
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

func (e environment) configDir() string {
	if dir := e.get(config.EnvOverrideConfigDir); dir != "" {
		return dir
	}
	return filepath.Join(e.get(homeVariable), ".docker")
}

func (e environment) contextsDir() string { return filepath.Join(e.configDir(), "contexts") }

// configuration reads the docker command's configuration. What cannot be read
// of it is left out, as the docker command does after a warning.
func (e environment) configuration() *configfile.ConfigFile {
	file, _ := config.Load(e.configDir())
	return file
}

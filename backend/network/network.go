// Package network is the room of the network as a company has it: hosts are
// reached layer by layer from this machine, from git and from inside a
// container, and what programs are told of proxies fits together.
package network

import (
	"context"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// Runner starts programs and knows the environment that they start in.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
	Find(name string) (string, error)
	Env() []string
}

// Inside reaches hosts from inside a container and returns what the probe there
// printed. Its error says why there is no container to ask.
type Inside func(ctx context.Context, hosts []string) (answers []byte, err error)

// Daemon returns the proxies that the container engine itself goes through, as
// it tells them. Its error says that there is no engine to ask.
type Daemon func(ctx context.Context) (http, https, no string, err error)

// Config is what a Network works with.
type Config struct {
	// Runner starts programs.
	Runner Runner
	// Inside reaches hosts from a container; nil where that is not to be told.
	Inside Inside
	// Daemon tells the engine's proxies; nil where that is not to be told.
	Daemon Daemon
	// Chosen returns the proxy that the person chose in Firstlight's own settings, which
	// the environment of programs has then; nil or empty where she chose none.
	Chosen func() string
	// NameServer is the address, host:port, of the name server to ask; empty
	// means the system's way to look names up.
	NameServer string
}

// Network makes the checks of this room.
type Network struct {
	runner     Runner
	insideOf   Inside
	daemon     Daemon
	chosen     func() string
	nameServer string
	// limit bounds the way to one host; zero means the limits of each place.
	limit time.Duration
}

// New returns a Network over one environment of programs.
func New(cfg Config) *Network {
	return &Network{runner: cfg.Runner, insideOf: cfg.Inside, daemon: cfg.Daemon, chosen: cfg.Chosen, nameServer: cfg.NameServer}
}

// env returns the variables that programs start with now.
func (n *Network) env() environment { return readEnvironment(n.runner.Env()) }

// way returns the way that programs of this machine take.
func (n *Network) way() layer.Way {
	w := layer.Way{Limit: n.limit, Proxy: n.env().through(), Verify: n.env().authorities().verify}
	if n.nameServer != "" {
		w.Resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "udp", n.nameServer)
		}}
	}
	return w
}

// has reports whether there is a program of the name.
func (n *Network) has(program string) bool {
	file, err := n.runner.Find(program)
	return err == nil && !standIn(file)
}

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

// variable returns the form in which two names are the same variable.
func variable(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}

func (e environment) get(name string) string { return e[variable(name)] }

// first returns the first of the variables that is set, and its name.
func (e environment) first(names ...string) (name, value string) {
	for _, name := range names {
		if value := e.get(name); value != "" {
			return name, value
		}
	}
	return "", ""
}

// home returns the person's home folder.
func (e environment) home() string {
	_, folder := e.first("HOME", "USERPROFILE")
	return folder
}

// below returns a path below the home folder.
func (e environment) below(parts ...string) string {
	return filepath.Join(append([]string{e.home()}, parts...)...)
}

// short returns a path as a person would write it, with ~ for the home folder:
// people post what they see.
func (e environment) short(path string) string {
	home := e.home()
	if home == "" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
		return filepath.Join("~", rest)
	}
	return path
}

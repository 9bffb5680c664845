package network

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
)

const (
	// daemonFile holds the settings of the container engine.
	daemonFile = "/etc/docker/daemon.json"
	// upstreamFile names the servers behind a name server of this machine.
	upstreamFile = "/run/systemd/resolve/resolv.conf"
)

// openingContainers returns the ways to let containers reach what this machine
// reaches.
func (s sight) openingContainers(p problem) ([]check.Fix, []check.Evidence) {
	here := s.seen[p.hosts[0]]
	switch r := p.result; {
	case r.Via != "" && inLoopback(r.Via):
		return nil, todo("Inside a container " + r.Via + " is the container itself: give containers a proxy that they can reach, in " + s.env().short(s.dockerConfig()))
	case here.Via != "" && r.Via == "":
		return s.proxyForContainers(here)
	case r.Layer == layer.Name && r.Via == "":
		return namesForContainers(s.restarting())
	case r.Via != "":
		return nil, todo(proxyAdvice(r) + "; containers are told of it in " + s.env().short(s.dockerConfig()))
	}
	return nil, todo("Something keeps containers from the network that this machine has, often a firewall or a VPN: ask whoever looks after this machine")
}

// dockerConfig is the file with the settings of the docker command.
func (s sight) dockerConfig() string { return filepath.Join(s.env().dockerFolder(), "config.json") }

// inLoopback reports whether host:port is of one machine alone.
func inLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && isSelf(host)
}

// proxyForContainers tells containers of the proxy of the environment.
func (s sight) proxyForContainers(here layer.Result) ([]check.Fix, []check.Evidence) {
	file := s.dockerConfig()
	config := s.env().proxies()
	switch {
	case inLoopback(here.Via):
		return nil, todo("The proxy " + here.Via + " listens for this machine alone: give containers one that they can reach, in " + s.env().short(file))
	case secret(cmp.Or(config.HTTPSProxy, config.HTTPProxy)), runtime.GOOS == "windows":
		return nil, todo(`Tell containers of the proxy: "proxies" → "default" → "httpsProxy" in ` + s.env().short(file))
	}
	settings := map[string]string{}
	for name, value := range map[string]string{"httpProxy": config.HTTPProxy, "httpsProxy": config.HTTPSProxy, "noProxy": config.NoProxy} {
		if value != "" {
			settings[name] = value
		}
	}
	entry, err := json.Marshal(map[string]any{"default": settings})
	if err != nil {
		return nil, todo("Tell containers of the proxy in " + s.env().short(file))
	}
	plan, undo, ok := enter(file, `"proxies": `+string(entry))
	if !ok {
		return nil, todo(`Tell containers of the proxy: add "proxies": ` + string(entry) + " to " + s.env().short(file))
	}
	return []check.Fix{{
		ID: "container-proxy", Title: "Tell containers of the proxy",
		Effect:    "Containers that are started from now on, and builds, go through the proxy " + here.Via,
		Privilege: check.User, Undo: undo,
		Plan: func(check.Answers) []check.Command { return plan },
	}}, nil
}

// enter returns how an entry is added to a JSON file of one object, with all
// else in it left as it is; false where that cannot be told from its look.
func enter(file, entry string) (plan []check.Command, undo string, ok bool) {
	text, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return []check.Command{
			check.Run("mkdir", "-p", filepath.Dir(file)),
			check.Run("sh", "-c", `printf '%s\n' "$1" >"$0"`, file, "{ "+entry+" }"),
		}, check.Run("rm", file).String(), true
	}
	var object map[string]json.RawMessage
	if err != nil || json.Unmarshal(text, &object) != nil || len(object) == 0 || !strings.HasPrefix(string(text), "{") {
		return nil, "", false
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(entry, `"`), `"`)
	if _, there := object[name]; there || strings.ContainsAny(entry, "|&\\\n") {
		return nil, "", false
	}
	// The file may hold what is secret, so that it is altered where it stands.
	return []check.Command{check.Run("sed", "-i.before", "1s|^{|{ "+entry+",|", file)},
		check.Run("mv", file+".before", file).String(), true
}

// namesForContainers tells the container engine of the name servers behind the
// one that only this machine can reach.
func namesForContainers(restart check.Command, can bool) ([]check.Fix, []check.Evidence) {
	servers := slices.DeleteFunc(append(serversIn(upstreamFile), nameServers()...), func(s string) bool { return net.ParseIP(s).IsLoopback() })
	servers = slices.Compact(servers)
	advice := todo(fmt.Sprintf(`Tell the engine which name servers containers are to ask: "dns" in %s`, daemonFile))
	if _, err := os.Stat(daemonFile); !can || len(servers) == 0 || !os.IsNotExist(err) {
		return nil, advice
	}
	list, err := json.Marshal(map[string][]string{"dns": servers})
	if err != nil {
		return nil, advice
	}
	return []check.Fix{{
		ID: "container-names", Title: "Tell containers which name servers to ask",
		Effect:    "Containers ask " + listed(servers) + "; Docker starts anew, and with it every container that runs now",
		Privilege: check.Admin, Undo: check.Run("rm", daemonFile).String() + " && " + restart.String(),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{
				check.Run("mkdir", "-p", filepath.Dir(daemonFile)),
				check.Run("sh", "-c", `printf '%s\n' "$1" >"$0"`, daemonFile, string(list)),
				restart,
			}
		},
	}}, nil
}

package guide

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"firstlight/backend/network"
	"firstlight/backend/process"
)

// The names of the settings of how programs start.
const (
	settingShell   = "shell"
	settingManager = "package-manager"
	settingProxy   = "proxy"
	settingExcept  = "proxy.except"
)

// asItIs is the value of a setting that leaves something as it is without it.
const asItIs = "system"

// ValueError says that a text cannot be the value of a setting.
type ValueError struct {
	Name string
	// Why says what is wrong with it, Next what to do.
	Why, Next string
}

// Error says what is wrong with it.
func (e *ValueError) Error() string { return fmt.Sprintf("that cannot be the %s: %s", e.Name, e.Why) }

func shells(there []string) []Option {
	options := []Option{{asItIs, "as the system says"}}
	for _, shell := range there {
		options = append(options, Option{shell, shell})
	}
	return options
}

func (g *Guide) managers() []Option {
	options := []Option{{asItIs, "as the journey says"}}
	for _, name := range g.cfg.Rooms.Managers() {
		options = append(options, Option{name, name})
	}
	return options
}

// shellOf returns the shell that was chosen; empty means the person's own.
func shellOf(settings map[string]string) string {
	shell := settings[settingShell]
	if slices.Contains(process.Shells(), shell) {
		return shell
	}
	return ""
}

// proxyVariables returns the variables that lead programs through the proxy that was
// chosen, past which goes what goes past the one of the environment; none where none
// was chosen.
func proxyVariables(settings map[string]string, env []string) []string {
	proxy := settings[settingProxy]
	if proxy == "" {
		return nil
	}
	except := settings[settingExcept]
	if except == "" {
		except = network.ProxiesOf(env).No
	}
	if except == "" {
		except = "localhost,127.0.0.1,::1"
	}
	var variables []string
	for name, value := range map[string]string{"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "NO_PROXY": except} {
		variables = append(variables, name+"="+value, strings.ToLower(name)+"="+value)
	}
	slices.Sort(variables)
	return variables
}

// proxyAddress accepts the address of a proxy, or nothing.
func proxyAddress(text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	address, err := network.ProxyAddress(text)
	switch {
	case errors.Is(err, network.ErrSecretProxy):
		return "", &ValueError{
			Name: "address of a proxy", Why: "there is a name or a password in it, and those are not kept on the disk",
			Next: "Leave the setting empty, and set HTTPS_PROXY and HTTP_PROXY where your shell sets its environment; Firstlight goes by them.",
		}
	case err != nil:
		return "", &ValueError{Name: "address of a proxy", Why: err.Error(), Next: "Write it as http://proxy.example.com:3128."}
	}
	return address, nil
}

// exceptions accepts the hosts that go past the proxy, or nothing.
func exceptions(text string) (string, error) {
	var hosts []string
	for host := range strings.SplitSeq(text, ",") {
		host = strings.TrimSpace(host)
		switch {
		case host == "":
			continue
		case strings.ContainsAny(host, " \t\r\n\"'$@") || strings.Contains(host, "://"):
			return "", &ValueError{
				Name: "list of hosts past the proxy", Why: fmt.Sprintf("%q is no host", host),
				Next: "Write hosts with commas between them, such as localhost,.corp.example,10.0.0.0/8.",
			}
		}
		hosts = append(hosts, host)
	}
	return strings.Join(hosts, ","), nil
}

// proxyNow says which proxy the environment names, without what is secret in it.
func (g *Guide) proxyNow(context.Context) string {
	said := network.ProxiesOf(g.cfg.Bare())
	switch {
	case said.HTTPS == "" && said.HTTP == "":
		return ""
	case said.HTTPS == said.HTTP || said.HTTP == "":
		return said.HTTPS
	case said.HTTPS == "":
		return said.HTTP
	default:
		return said.HTTPS + ", and " + said.HTTP + " for what is not encrypted"
	}
}

func (g *Guide) exceptNow(context.Context) string { return network.ProxiesOf(g.cfg.Bare()).No }

func shellNow(ctx context.Context) string {
	shell, err := process.LoginShell(ctx)
	if err != nil {
		return ""
	}
	return shell
}

// chooseSurroundings has programs start in the environment that was chosen, and looks
// at the claims anew. Where they do already, it only waits for whoever sees to that.
func (g *Guide) chooseSurroundings(ctx context.Context) {
	if g.cfg.Surround == nil {
		return
	}
	// Whoever comes later has read what was set later, and must not be overtaken.
	if g.surrounding.Acquire(ctx, 1) != nil {
		return
	}
	defer g.surrounding.Release(1)
	g.mu.RLock()
	settings, open := g.heeded, g.open
	g.mu.RUnlock()
	if !slices.ContainsFunc(g.changed(g.surrounded, settings), func(r rule) bool { return r.surrounds }) {
		return
	}
	g.mu.Lock()
	g.cfg.StartFiles = process.StartFiles(shellOf(settings))
	g.mu.Unlock()
	err := g.cfg.Surround(ctx, settings)
	if ctx.Err() != nil {
		return // Whoever comes next sees to it.
	}
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "choosing what programs start in", "error", err)
	}
	g.surrounded = settings
	if open {
		g.tellAround()
		g.lookAnew()
	}
}

// chooseManager has the fixes of a package manager come first.
func (g *Guide) chooseManager(name string) {
	g.mu.Lock()
	g.cfg.Rooms.Prefer(managerOf(name))
	open := g.open
	g.mu.Unlock()
	if open {
		g.lookAnew()
	}
}

// managerOf returns the package manager that was chosen; empty where none was.
func managerOf(value string) string {
	if value == asItIs {
		return ""
	}
	return value
}

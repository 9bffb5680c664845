package container

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"

	"firstlight/backend/check"
	"firstlight/backend/whole"
)

// move is a service's way to another port of this machine.
type move struct {
	service string
	// index is which of the service's ports it is, and from where it is now.
	index, from int
	// free is a port that nothing holds.
	free int
	// variable is the variable of the compose file that says the port; empty where
	// it says it outright.
	variable string
}

// portVariable finds the variables in a port as it stands in a compose file.
var portVariable = regexp.MustCompile(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`)

// plan finds out how a service's port can be moved.
func (c *composeCheck) plan(ctx context.Context, project *types.Project, service string, index, from int) move {
	m := move{service: service, index: index, from: from, free: freeNear(ctx, from, publishedPorts(project))}
	if m.free == 0 || len(c.spec.EnvFiles) > 0 {
		return m
	}
	for _, name := range c.variables(ctx, service) {
		// The person's shell goes before the file.
		if _, set := os.LookupEnv(name); set || c.engine.env().get(name) != "" {
			continue
		}
		tried, err := c.engine.load(ctx, c.spec, cli.WithEnv([]string{name + "=" + strconv.Itoa(m.free)}))
		if err != nil {
			continue
		}
		if ports := tried.Services[service].Ports; index < len(ports) && ports[index].Published == strconv.Itoa(m.free) {
			m.variable = name
			break
		}
	}
	return m
}

// variables returns the names of the variables in a service's ports, as they
// stand in the compose files.
func (c *composeCheck) variables(ctx context.Context, service string) []string {
	options, err := cli.NewProjectOptions(c.spec.configs(), cli.WithEnv(c.engine.env().list()), cli.WithInterpolation(false))
	if err != nil {
		return nil
	}
	model, err := options.LoadModel(ctx)
	if err != nil {
		return nil // What cannot be read without its variables names none to change.
	}
	services, _ := model["services"].(map[string]any)
	written, _ := services[service].(map[string]any)
	var names []string
	for _, found := range portVariable.FindAllStringSubmatch(fmt.Sprint(written["ports"]), -1) {
		if !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	return names
}

// publishedPorts returns the ports of this machine that a project's services
// ask for.
func publishedPorts(project *types.Project) []int {
	var asked []int
	for _, service := range project.Services {
		for _, p := range service.Ports {
			if port, err := strconv.Atoi(p.Published); err == nil {
				asked = append(asked, port)
			}
		}
	}
	return asked
}

// freeNear returns the first port after the given one that nothing listens on
// and nothing else is to have; zero where there is none near.
func freeNear(ctx context.Context, port int, asked []int) int {
	const near = 100
	var config net.ListenConfig
	for next := port + 1; next <= min(port+near, 65535); next++ {
		if slices.Contains(asked, next) {
			continue
		}
		l, err := config.Listen(ctx, "tcp", net.JoinHostPort("", strconv.Itoa(next)))
		if err != nil {
			continue
		}
		// Nothing was accepted, so closing loses nothing.
		_ = l.Close()
		return next
	}
	return 0
}

// moveFix returns the way to have a service use another port: by the variable that
// the compose file reads it from, or else by a further compose file of our own.
func (c *composeCheck) moveFix(project *types.Project, m move) check.Fix {
	reaches := reaches(project)
	fix := check.Fix{
		ID: "move-port", Title: fmt.Sprintf("Have %s use another port of this machine", m.service),
		Privilege: check.User,
		Reaches:   reaches,
		Inputs: []check.Input{{
			Name: "port", Label: "Port", Hint: "A free port from 1024 to 65535.", Default: strconv.Itoa(m.free),
			Pattern: `102[4-9]|10[3-9]\d|1[1-9]\d\d|[2-9]\d{3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]`,
		}},
	}
	if m.variable != "" {
		dotenv := filepath.Join(filepath.Dir(c.spec.Files[0]), ".env")
		fix.Effect = fmt.Sprintf("%s is set in %s, which compose reads; what else uses port %d has to be told", m.variable, dotenv, m.from)
		fix.Undo = fmt.Sprintf("Take the line that starts with %s= out of %s", m.variable, dotenv)
		fix.Plan = func(a check.Answers) []check.Command {
			return append([]check.Command{{Shell: fmt.Sprintf("echo %s=%s >> .env", m.variable, a["port"]), Dir: filepath.Dir(dotenv)}}, c.spec.upCommand())
		}
		fix.Apply = func(ctx context.Context, a check.Answers, out check.Output) error {
			if err := setVariables(dotenv, map[string]string{m.variable: a["port"]}); err != nil {
				return err
			}
			out.Line(fmt.Sprintf("%s is %s in %s now.", m.variable, a["port"], dotenv))
			return c.up(ctx, out, agreement{reaches: reaches})
		}
		return fix
	}
	fix.Effect = fmt.Sprintf("A further compose file of Firstlight's own says so: %s. The project's files stay as they are; what else uses port %d has to be told", c.spec.Override, m.from)
	fix.Undo = "Delete " + c.spec.Override
	fix.Plan = func(a check.Answers) []check.Command { return []check.Command{c.spec.movedCommand(m, a["port"])} }
	fix.Apply = func(ctx context.Context, a check.Answers, out check.Output) error {
		if err := c.moveByFile(ctx, m, a["port"]); err != nil {
			return err
		}
		out.Line(fmt.Sprintf("%s uses port %s now, by %s.", m.service, a["port"], c.spec.Override))
		return c.up(ctx, out, agreement{reaches: reaches})
	}
	return fix
}

// movedCommand is what starts the services with one port moved.
func (spec ComposeSpec) movedCommand(m move, port string) check.Command {
	switch {
	case spec.single != nil:
		moved := *spec.single
		moved.Ports = slices.Clone(moved.Ports)
		if m.index < len(moved.Ports) {
			moved.Ports[m.index] = published(moved.Ports[m.index], port)
		}
		return moved.runCommand()
	case spec.dev == nil && !exists(spec.Override):
		spec.Files, spec.Override = append(slices.Clone(spec.authored()), spec.Override), ""
	}
	return spec.upCommand()
}

// published returns a port as a compose file has it with another one of this
// machine.
func published(written, port string) string {
	at := strings.LastIndex(written, ":")
	if at < 0 {
		return port + ":" + written
	}
	outside := written[:at]
	if host := strings.LastIndex(outside, ":"); host >= 0 {
		port = outside[:host+1] + port
	}
	return port + written[at:]
}

// moveByFile writes the compose file of Firstlight's own anew, with one port moved
// and those that had been moved before.
func (c *composeCheck) moveByFile(ctx context.Context, m move, port string) error {
	project, err := c.engine.load(ctx, c.spec)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.spec.name(), err)
	}
	authored, err := c.engine.loadFiles(ctx, c.spec, c.spec.authored(), c.spec.EnvFiles)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.spec.name(), err)
	}
	project.Services[m.service].Ports[m.index].Published = port
	var text strings.Builder
	text.WriteString("# Made by Firstlight, since ports of " + c.spec.name() + "\n# were taken on this machine. Without this file the services use those ports again.\nservices:\n")
	for _, name := range project.ServiceNames() {
		ports := written(project.Services[name].Ports)
		if slices.Equal(ports, written(authored.Services[name].Ports)) {
			continue
		}
		fmt.Fprintf(&text, "  %q:\n    ports: !override\n", name)
		for _, p := range ports {
			fmt.Fprintf(&text, "      - %q\n", p)
		}
	}
	if err := os.MkdirAll(filepath.Dir(c.spec.Override), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", c.spec.Override, err)
	}
	if err := whole.Write(c.spec.Override, []byte(text.String()), 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", c.spec.Override, err)
	}
	return nil
}

// written returns ports as a compose file has them.
func written(ports []types.ServicePortConfig) []string {
	var all []string
	for _, p := range ports {
		text := fmt.Sprintf("%d/%s", p.Target, p.Protocol)
		if p.Published != "" {
			text = p.Published + ":" + text
		}
		if p.HostIP != "" {
			if p.Published == "" {
				text = ":" + text
			}
			text = net.JoinHostPort(p.HostIP, text)
		}
		all = append(all, text)
	}
	return all
}

// unmove returns the way back to the ports of the project's own files.
func (c *composeCheck) unmove(project *types.Project) check.Fix {
	reaches := reaches(project)
	plain := c.spec
	plain.Override = ""
	return check.Fix{
		ID: "unmove-ports", Title: "Have the services use the ports that they are written with again",
		Effect:    "Firstlight's own compose file is deleted, and services whose ports it moved are made anew",
		Privilege: check.User, Undo: "Have a service use another port, when that is offered again", Back: true, Reaches: reaches,
		Plan: commands(check.Run("rm", c.spec.Override), plain.upCommand()),
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			if err := os.Remove(c.spec.Override); err != nil {
				return fmt.Errorf("deleting %s: %w", c.spec.Override, err)
			}
			return c.up(ctx, out, agreement{reaches: reaches})
		},
	}
}

// answers returns the address that must answer. Where the port of the address is
// one that a service had until it was moved, the one that it has now stands in its
// place.
func (c *composeCheck) answers(ctx context.Context, project *types.Project) string {
	address, err := url.Parse(c.spec.Answers)
	if err != nil {
		return c.spec.Answers
	}
	port, err := strconv.Atoi(address.Port())
	if err != nil || slices.Contains(publishedPorts(project), port) {
		return c.spec.Answers
	}
	// Without .env the variables have the values that the authors gave them.
	authored, err := c.engine.loadFiles(ctx, c.spec, c.spec.authored(), []string{os.DevNull})
	if err != nil {
		return c.spec.Answers
	}
	for name, service := range authored.Services {
		now := project.Services[name].Ports
		for i, p := range service.Ports {
			if p.Published == address.Port() && i < len(now) && now[i].Target == p.Target {
				address.Host = net.JoinHostPort(address.Hostname(), now[i].Published)
				return address.String()
			}
		}
	}
	return c.spec.Answers
}

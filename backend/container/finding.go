package container

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// finding says how the members fare together: as well as the worst of them.
func (s *session) finding(ctx context.Context, members []member) check.Finding {
	evidence := make([]check.Evidence, 0, len(members))
	for _, m := range members {
		evidence = append(evidence, check.Fact(m.service, m.facts()))
	}
	worst := slices.MaxFunc(members, func(a, b member) int { return int(a.state) - int(b.state) })
	f := check.Finding{Status: check.Failing, Evidence: evidence}
	switch worst.state {
	case healthy, running, finished:
		return check.Hold(list(members, healthy, running, finished), evidence...)
	case missing:
		f.Code, f.Pending = NotStarted, true
		f.Summary = fmt.Sprintf("%s not started yet", named(members, missing))
	case starting:
		f.Code, f.Pending = StillStarting, true
		f.Summary = fmt.Sprintf("%s starting", named(members, starting))
	case halted:
		f.Code = NotStarted
		f.Summary, f.Detail = worst.halt()
	case unhealthy:
		f.Code = Unhealthy
		f.Summary = fmt.Sprintf("%s runs, but its health check fails", worst.service)
		f.Detail = check.Tail(worst.ailment())
		if said, _, _ := strings.Cut(f.Detail, "\n"); said != "" {
			f.Evidence = append(f.Evidence, check.Literal("Health check says", said))
		}
	case exited:
		f.Code = Exited
		f.Summary = worst.end()
		f.Detail = check.Tail(s.lastLines(ctx, worst.container))
	}
	return f
}

// facts says of one member what a person would ask next.
func (m member) facts() string {
	facts := []string{m.words()}
	if ports := m.ports(); ports != "" {
		facts = append(facts, ports)
	}
	if m.container != nil && m.container.Config != nil {
		facts = append(facts, "image "+m.container.Config.Image)
	}
	return strings.Join(facts, ", ")
}

// halt says why a created container does not run.
func (m member) halt() (summary, detail string) {
	detail = m.container.State.Error
	switch {
	case m.container.State.Paused:
		return fmt.Sprintf("%s is paused", m.service), ""
	case strings.Contains(detail, "address already in use"), strings.Contains(detail, "port is already allocated"):
		return fmt.Sprintf("%s could not start: %s is taken by another program", m.service, m.wantedPorts()), detail
	}
	return fmt.Sprintf("%s could not start", m.service), detail
}

// wantedPorts names the ports of this machine that the member asked for.
func (m member) wantedPorts() string {
	var ports []string
	for _, bindings := range m.container.HostConfig.PortBindings {
		for _, b := range bindings {
			ports = append(ports, b.HostPort)
		}
	}
	slices.Sort(ports)
	if len(ports) == 0 {
		return "its port"
	}
	return "port " + strings.Join(ports, " or ")
}

// end says how a member ended.
func (m member) end() string {
	switch state := m.container.State; {
	case state.OOMKilled:
		return fmt.Sprintf("%s used more memory than it may, and was stopped", m.service)
	case state.Restarting:
		return fmt.Sprintf("%s stops again and again, last with exit code %d", m.service, state.ExitCode)
	default:
		return fmt.Sprintf("%s stopped with exit code %d", m.service, state.ExitCode)
	}
}

// ailment returns what the health check printed last.
func (m member) ailment() string {
	log := m.container.State.Health.Log
	if len(log) == 0 {
		return ""
	}
	return strings.TrimSpace(log[len(log)-1].Output)
}

// list says how those fare that are well, such as "db is healthy, web is
// running".
func list(members []member, states ...state) string {
	var parts []string
	for _, state := range states {
		if slices.ContainsFunc(members, func(m member) bool { return m.state == state }) {
			parts = append(parts, named(members, state)+" "+member{state: state}.words())
		}
	}
	return strings.Join(parts, ", ")
}

// named names the services in a state with the verb that fits, such as
// "db is" or "db and web are".
func named(members []member, s state) string {
	var names []string
	for _, m := range members {
		if m.state == s && !slices.Contains(names, m.service) {
			names = append(names, m.service)
		}
	}
	switch n := len(names); {
	case n == 1:
		return names[0] + " is"
	case n <= 3:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " are"
	default:
		return fmt.Sprintf("%d services are", n)
	}
}

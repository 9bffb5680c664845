package container

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/docker/go-units"

	"firstlight/backend/check"
)

// finding says how the members fare together: as well as the worst of them. Where
// several have failed, it is the one that the others wait for.
func (s *session) finding(ctx context.Context, members []member) check.Finding {
	evidence := make([]check.Evidence, 0, len(members))
	for _, m := range members {
		evidence = append(evidence, check.Fact(m.service, m.facts()))
	}
	worst := culprit(members)
	f := check.Finding{Status: check.Failing, Evidence: evidence}
	switch worst.state {
	case healthy, running, finished:
		return check.Hold(list(members, healthy, running, finished), evidence...)
	case missing:
		f.Code, f.Pending = NotStarted, true
		f.Summary = fmt.Sprintf("%s not started", named(members, missing))
	case rested:
		f.Code, f.Pending = NotStarted, true
		f.Summary = fmt.Sprintf("%s stopped: Firstlight did that, as you asked", named(members, rested))
		for _, m := range members {
			if m.state == rested {
				f.Evidence = append(f.Evidence, check.Literal("To start it again", "firstlight services start "+m.service))
			}
		}
	case idle:
		f.Code, f.Pending = NotStarted, true
		f.Summary = fmt.Sprintf("%s stopped: Docker was restarted since, or this machine was", named(members, idle))
	case starting:
		f.Code, f.Pending = StillStarting, true
		f.Summary = fmt.Sprintf("%s starting", named(members, starting))
	case halted:
		f.Code = NotStarted
		f.Summary, f.Detail = worst.halt()
	case unhealthy:
		f.Code = Unhealthy
		f.Summary = fmt.Sprintf("%s runs, but its health check fails", worst.service)
		said := worst.ailment()
		if first, _, _ := strings.Cut(said, "\n"); first != "" {
			f.Evidence = append(f.Evidence, check.Literal("Health check says", first))
		}
		f.Detail = check.Tail(joined(said, s.lastLines(ctx, worst.container)))
	case looping:
		f.Code = Looping
		f.Summary = fmt.Sprintf("%s stops again and again, %s", worst.service, s.lastEnd(ctx, worst))
		f.Detail = check.Tail(s.lastLines(ctx, worst.container))
	case exited:
		f.Code = Exited
		if worst.container.State.OOMKilled {
			f.Code = OutOfMemory
		}
		f.Summary = worst.end(func() bool { return s.toldToEnd(ctx, worst.container) > untold })
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

// end says how a member ended. told reports whether it was told to.
func (m member) end(told func() bool) string {
	switch state := m.container.State; {
	case state.OOMKilled:
		return m.service + " " + m.starved()
	case m.perhapsStarved(state.ExitCode) && !told():
		return fmt.Sprintf("%s was killed (exit code %d), %s", m.service, killed, m.perhaps())
	case state.ExitCode == killed && !told():
		return fmt.Sprintf("%s seems to have been killed (exit code %d)", m.service, killed)
	case state.ExitCode == killed:
		return fmt.Sprintf("%s was killed from outside (exit code %d)", m.service, killed)
	case told():
		return fmt.Sprintf("%s was stopped from outside (exit code %d)", m.service, state.ExitCode)
	default:
		return fmt.Sprintf("%s stopped with exit code %d", m.service, state.ExitCode)
	}
}

// killed is the exit code of what was ended by SIGKILL.
const killed = 128 + 9

// starved says that a member was ended for the memory that it took.
func (m member) starved() string {
	if limit := m.container.HostConfig.Memory; limit > 0 {
		return fmt.Sprintf("needed more than the %s of memory that it may have, and was stopped for it", units.BytesSize(float64(limit)))
	}
	return "was stopped because Docker ran out of memory"
}

// perhapsStarved reports whether a member that ended with an exit code may have been
// ended for the memory that it took: now and then the engine does not say so.
func (m member) perhapsStarved(code int) bool {
	return code == killed && m.container.HostConfig != nil && m.container.HostConfig.Memory > 0
}

// perhaps says what a member may have been ended for.
func (m member) perhaps() string {
	return perhapsFor(m.container.HostConfig.Memory)
}

// perhapsFor says that what was killed may have been so for the memory that it took.
func perhapsFor(limit int64) string {
	return fmt.Sprintf("perhaps for the %s of memory that it may have", units.BytesSize(float64(limit)))
}

// culprit returns the member that is the reason for how all fare: of those that
// have failed, the worst that waits for none of the others.
func culprit(members []member) member {
	byState := func(a, b member) int { return int(a.state) - int(b.state) }
	failed := func(m member) bool { return m.state >= halted }
	first := slices.DeleteFunc(slices.Clone(members), func(m member) bool {
		return !failed(m) || slices.ContainsFunc(members, func(other member) bool {
			return failed(other) && other.service != m.service && slices.Contains(m.needs, other.service)
		})
	})
	if len(first) == 0 {
		first = members
	}
	return slices.MaxFunc(first, byState)
}

// joined puts the end of a log under what a health check printed.
func joined(said, log string) string {
	if said == "" || log == "" {
		return said + log
	}
	return said + "\n\nIts log ends with:\n" + log
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

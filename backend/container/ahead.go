package container

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/docker/api/types/container"

	"firstlight/backend/check"
)

// PortTaken: a port of this machine that a service is to have is held already.
const PortTaken = "compose/port-taken"

// ahead says what will keep services from starting, before anybody tries; false
// where nothing is seen that would.
func (c *composeCheck) ahead(ctx context.Context, s *session, project *types.Project, members []member) (check.Finding, bool) {
	if c.spec.single != nil {
		if f, ok := c.nameTaken(ctx, s, project); ok {
			return f, true
		}
	}
	if f, ok := c.taken(ctx, s, project, members); ok {
		return f, true
	}
	return c.unfit(ctx, s, project, members)
}

// taken says which port a service cannot have.
func (c *composeCheck) taken(ctx context.Context, s *session, project *types.Project, members []member) (check.Finding, bool) {
	holders, err := s.publishers(ctx)
	if err != nil {
		return check.Finding{}, false // Starting the services will tell.
	}
	_, local := s.address.local()
	for _, m := range members {
		if m.state < missing || m.state == unhealthy || m.state == starting || m.state == looping {
			continue // It has its ports.
		}
		for i, p := range project.Services[m.service].Ports {
			port, err := strconv.Atoi(p.Published)
			if err != nil || p.Protocol != "tcp" {
				continue
			}
			if holder, ok := holders[port]; ok {
				if holder.Labels[api.ProjectLabel] != project.Name || holder.Labels[api.ServiceLabel] != m.service {
					return c.heldBy(ctx, project, m.service, i, port, holder), true
				}
				continue
			}
			if c.spec.Port == nil || !local {
				continue
			}
			claim := c.spec.Port(port)
			if f := claim.Observe(ctx, check.Silent{}); f.Status == check.Failing {
				return c.held(ctx, project, m.service, i, port, f, claim.Fixes), true
			}
		}
	}
	return check.Finding{}, false
}

// publishers returns the containers that publish TCP ports, by port.
func (s *session) publishers(ctx context.Context) (map[int]container.Summary, error) {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	all, err := s.api.ContainerList(ctx, container.ListOptions{})
	if err != nil {
		return nil, err
	}
	holders := map[int]container.Summary{}
	for _, c := range all {
		for _, p := range c.Ports {
			if p.PublicPort > 0 && p.Type == "tcp" {
				holders[int(p.PublicPort)] = c
			}
		}
	}
	return holders, nil
}

// heldBy says that a container has a port.
func (c *composeCheck) heldBy(ctx context.Context, project *types.Project, service string, index, port int, holder container.Summary) check.Finding {
	name := strings.TrimPrefix(strings.Join(holder.Names, " "), "/")
	facts := []check.Evidence{check.Literal("Container", name), check.Literal("Image", holder.Image)}
	if folder := holder.Labels[api.WorkingDirLabel]; folder != "" {
		facts = append(facts, check.Literal("Its project", folder))
	}
	facts = append(facts, check.Literal("To stop it", "docker stop "+name))
	return c.held(ctx, project, service, index, port, check.Fail(PortTaken, fmt.Sprintf("Port %d is taken by the container %s", port, name), facts...), nil)
}

// held says that a port is taken, as the claim about the port has found it, and
// keeps the ways out: another port for the service, and those of the claim.
func (c *composeCheck) held(ctx context.Context, project *types.Project, service string, index, port int, found check.Finding, further func(check.Finding) []check.Fix) check.Finding {
	f := found
	f.Code, f.Summary = PortTaken, fmt.Sprintf("%s, and %s is to have it", found.Summary, service)
	m := move{service: service, index: index, from: port, free: freeNear(ctx, port, publishedPorts(project))}
	if !c.spec.fileless() {
		m = c.plan(ctx, project, service, index, port)
	}
	var ways []check.Fix
	if m.free > 0 {
		f.Evidence = append(f.Evidence, check.Fact("Free instead", "port "+strconv.Itoa(m.free)))
		if m.variable != "" || c.spec.Override != "" {
			ways = append(ways, c.moveFix(project, m))
		}
	}
	if further != nil {
		ways = append(ways, further(found)...)
	}
	c.remember(ways...)
	return f
}

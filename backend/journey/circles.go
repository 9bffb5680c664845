package journey

import (
	"fmt"
	"slices"
	"strings"
)

// circles finds steps that need one another.
type circles struct {
	steps map[string]*draft
	// state is where the search stands with a step.
	state map[string]searched
	// trail are the steps that led to the present one.
	trail []string
	found func(circle []string)
}

// searched says how far a step has been followed.
type searched int

const (
	untouched searched = iota
	onTrail
	done
)

func (r *reader) checkCircles() {
	c := &circles{steps: map[string]*draft{}, state: map[string]searched{}}
	for _, d := range r.drafts {
		if c.steps[d.ID] == nil {
			c.steps[d.ID] = d
		}
	}
	c.found = func(circle []string) { r.reportCircle(c.steps, circle) }
	for _, d := range r.drafts {
		c.follow(d.ID)
	}
}

// follow goes from a step to all that it needs. It goes no deeper than there are
// steps.
func (c *circles) follow(id string) {
	d := c.steps[id]
	if d == nil || c.state[id] == done {
		return
	}
	if c.state[id] == onTrail {
		c.found(slices.Clone(c.trail[slices.Index(c.trail, id):]))
		return
	}
	c.state[id] = onTrail
	c.trail = append(c.trail, id)
	for _, need := range d.Needs {
		c.follow(need)
	}
	for _, need := range d.implied {
		c.follow(need.id)
	}
	c.trail = c.trail[:len(c.trail)-1]
	c.state[id] = done
}

// reportCircle says which steps need one another, at the first need that was
// written; what follows from a claim is never a circle by itself.
func (r *reader) reportCircle(steps map[string]*draft, circle []string) {
	var where *node
	var path string
	var reasons []string
	for i, id := range circle {
		d, next := steps[id], circle[(i+1)%len(circle)]
		written := slices.Index(d.Needs, next)
		if written < 0 {
			k := slices.IndexFunc(d.implied, func(n implied) bool { return n.id == next })
			reasons = append(reasons, fmt.Sprintf("%s needs %s because %s", id, next, d.implied[k].because))
		} else if where == nil {
			where, path = d.node.child("needs").items[written], fmt.Sprintf("%s.needs[%d]", d.path, written)
		}
	}
	if where == nil {
		return // Two steps have one id, which has been said.
	}
	problem := "steps need one another in a circle: " + strings.Join(append(circle, circle[0]), " → ")
	if len(reasons) > 0 {
		problem += " (" + strings.Join(reasons, "; ") + ")"
	}
	r.problems.add(where.at, path, problem, "needs that lead back to no step")
}

package journey

import (
	"fmt"
	"slices"
	"strings"
)

// step says what is wrong with a step: its kind, or what that kind does not have.
func (s *shape) step(p place, location []string) {
	if _, ok := p.node.value.(map[string]any); !ok {
		s.wrongType(p, definition("step"))
		return
	}
	kinds := kindsOf(p.node)
	switch len(kinds) {
	case 0:
		s.noKind(p)
	case 1:
		s.check(s.schema.kind(Kind(kinds[0].name)), p.node, location)
	default:
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = k.name
		}
		s.problems.add(kinds[1].at, p.path, "the step has more than one kind: "+strings.Join(names, " and "), "one kind; make a step of each")
	}
}

// kindsOf returns the keys of a step that say its kind.
func kindsOf(n *node) []entry {
	var kinds []entry
	for _, e := range n.keys {
		if slices.Contains(Kinds(), Kind(e.name)) {
			kinds = append(kinds, e)
		}
	}
	return kinds
}

// noKind says that a step has no kind. A key that no step has was meant to be it.
func (s *shape) noKind(p place) {
	names := make([]string, len(Kinds()))
	for i, k := range Kinds() {
		names[i] = string(k)
	}
	expected := "one of " + strings.Join(names, ", ")
	for _, e := range p.node.keys {
		if !slices.Contains(s.schema.common, e.name) && len(s.schema.owners(e.name)) == 0 {
			s.problems.suggest(e.at, join(p.path, e.name), fmt.Sprintf("%s is not a kind of step", quote(e.name)), expected, Closest(e.name, names))
			return
		}
	}
	s.problems.add(p.at, p.path, "the step does not say its kind", "one of the keys "+strings.TrimPrefix(expected, "one of "))
}

package progress

import (
	"slices"

	"firstlight/backend/check"
)

// Named are the people and the machines that findings named, each once, in the order
// in which they came up.
type Named struct{ Names, Hosts []string }

// NamedBy returns whom and what the findings of events named.
func NamedBy(events []Event) Named {
	var n Named
	for _, e := range events {
		if e.Finding != nil {
			n.add(*e.Finding)
		}
	}
	return n
}

func (n *Named) add(f check.Finding) {
	n.Names = once(n.Names, f.Names)
	n.Hosts = once(n.Hosts, f.Hosts)
}

func once(all, more []string) []string {
	for _, name := range more {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

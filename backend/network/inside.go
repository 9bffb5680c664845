package network

import (
	"context"
	"encoding/json"
	"fmt"

	"firstlight/backend/network/layer"
)

// fromInside reaches for the hosts from inside a container, save for those that
// are this machine: inside a container they are the container itself.
func (n *Network) fromInside(ctx context.Context, targets []layer.Target) report {
	rep := report{place: fromContainer, results: make([]*layer.Result, len(targets))}
	if n.insideOf == nil {
		rep.untold = "no container engine is used here"
		return rep
	}
	var hosts []string
	var indexes []int
	for i, t := range targets {
		if !isSelf(t.Host) {
			hosts, indexes = append(hosts, t.Text), append(indexes, i)
		}
	}
	if len(hosts) == 0 {
		return rep
	}
	answers, err := n.insideOf(ctx, hosts)
	if err != nil {
		rep.untold = err.Error()
		return rep
	}
	results, err := readAnswers(answers, hosts)
	if err != nil {
		rep.untold = err.Error()
		return rep
	}
	for at, i := range indexes {
		rep.results[i] = &results[at]
	}
	return rep
}

// readAnswers reads what the probe printed.
func readAnswers(answers []byte, hosts []string) ([]layer.Result, error) {
	var results []layer.Result
	if err := json.Unmarshal(answers, &results); err != nil {
		return nil, fmt.Errorf("what the container answered cannot be read: %w", err)
	}
	if len(results) != len(hosts) {
		return nil, fmt.Errorf("the container answered of %d hosts, and was asked of %d", len(results), len(hosts))
	}
	return results, nil
}

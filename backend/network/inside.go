package network

import (
	"context"
	"encoding/json"
	"fmt"

	"firstlight/backend/network/layer"
)

// fromInside reaches for the hosts from inside a container.
func (n *Network) fromInside(ctx context.Context, targets []layer.Target) report {
	rep := report{place: fromContainer, results: make([]*layer.Result, len(targets))}
	if n.insideOf == nil {
		rep.untold = "no container engine is used here"
		return rep
	}
	hosts := make([]string, len(targets))
	for i, t := range targets {
		hosts[i] = t.Text
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
	return told(fromContainer, results)
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

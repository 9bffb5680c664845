package network

import (
	"slices"
	"strings"

	"firstlight/backend/network/layer"
)

// place is where a host is reached from.
type place string

const (
	fromHost      place = "host"
	fromGit       place = "git"
	fromContainer place = "container"
	// fromNpm and fromPip are asked where a company opens what is encrypted:
	// each brings authorities of its own along.
	fromNpm place = "npm"
	fromPip place = "pip"
)

// who names the place as the one that does something.
func (p place) who() string {
	switch p {
	case fromHost:
		return "this machine"
	case fromContainer:
		return "a container"
	default:
		return string(p)
	}
}

// code is the code of a layer that was not passed from the place.
func (p place) code(l layer.Layer) string {
	if p == fromHost {
		return "network/" + string(l)
	}
	return "network/" + string(p) + "-" + string(l)
}

// report is what was found from one place: of each host a result, nil where it
// does not apply.
type report struct {
	place   place
	results []*layer.Result
	// untold is why nothing could be told from there; empty when something was.
	untold string
}

// told returns a report of results for every host.
func told(p place, results []layer.Result) report {
	r := report{place: p, results: make([]*layer.Result, len(results))}
	for i := range results {
		r.results[i] = &results[i]
	}
	return r
}

// problem is a layer that hosts fail at alike, from one place.
type problem struct {
	place place
	// hosts are the indexes of the hosts.
	hosts []int
	// result is that of the first of them.
	result layer.Result
}

// problems returns what is wrong, the deepest cause first: what fails from this
// machine before what fails from git, and an early layer before a late one.
func problems(reports []report) []problem {
	var found []problem
	for _, rep := range reports {
		for i, r := range rep.results {
			if r == nil || r.Reached() {
				continue
			}
			at := slices.IndexFunc(found, func(p problem) bool { return p.place == rep.place && alike(p.result, *r) })
			if at >= 0 {
				found[at].hosts = append(found[at].hosts, i)
				continue
			}
			found = append(found, problem{place: rep.place, hosts: []int{i}, result: *r})
		}
	}
	slices.SortStableFunc(found, func(a, b problem) int {
		if a.place != b.place {
			return a.place.rank() - b.place.rank()
		}
		return rank(a.result.Layer) - rank(b.result.Layer)
	})
	return found
}

func alike(a, b layer.Result) bool {
	return a.Layer == b.Layer && a.Reason == b.Reason && a.Via == b.Via && a.Issuer == b.Issuer && a.Status == b.Status
}

// rank orders places by how much rests on them.
func (p place) rank() int {
	return slices.Index([]place{fromHost, fromGit, fromNpm, fromPip, fromContainer}, p)
}

func rank(l layer.Layer) int {
	return slices.Index([]layer.Layer{layer.Name, layer.Connect, layer.Proxy, layer.Trust, layer.Answer}, l)
}

// names lists hosts as a sentence does: "a", "a and b", "a and 2 more".
func names(hosts []string) string {
	switch len(hosts) {
	case 0:
		return "nothing"
	case 1:
		return hosts[0]
	case 2:
		return hosts[0] + " and " + hosts[1]
	default:
		return hosts[0] + " and " + amount(len(hosts)-1, "more")
	}
}

// listed joins words as a sentence does: "a", "a and b", "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

package network

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
)

const (
	// reachLimit bounds one observation of a few hosts.
	reachLimit = 45 * time.Second
	// lookAgain is how often hosts are reached for without a sign of change.
	lookAgain = 5 * time.Minute
)

// The codes of what Reach cannot tell.
const (
	// UnreadableHost: a host is not written as one.
	UnreadableHost = "network/unreadable-host"
	// Untold: there was no way to ask from where it was asked.
	Untold = "network/untold"
)

// Spec says which hosts to reach.
type Spec struct {
	// Hosts are names, each perhaps with a port, or addresses such as
	// https://host/path. A host at port 22 speaks ssh.
	Hosts []string
	// From are the places to reach them from: "host", "git", "container".
	// Empty means from each that this machine has.
	From []string
}

// reach observes one claim that hosts are reached.
type reach struct {
	*Network
	spec Spec

	mu   sync.Mutex
	seen diagnosis
}

// diagnosis is what an observation learnt that its fixes need.
type diagnosis struct {
	code  string
	fixes []check.Fix
}

// Reach returns the check that hosts are reached, layer by layer, from this
// machine, from git and from inside a container.
func (n *Network) Reach(spec Spec) check.Check {
	r := &reach{Network: n, spec: spec}
	return check.Check{
		Observe: r.observe,
		Fixes:   r.fixes,
		Watch:   check.Watch{Paths: n.env().reachFiles(), Every: lookAgain},
		// What hangs for git hangs for as many hosts as it reaches for at a time.
		Limit: reachLimit + time.Duration(len(spec.Hosts)/gitsAtOnce)*gitLimit,
	}
}

// reachFiles are the files whose change could let a host be reached, or not.
func (e environment) reachFiles() []string {
	return append(append(e.gitFiles(), filepath.Join(e.dockerFolder(), "config.json"), resolverFile, hostsFile()), e.authorities()...)
}

func (r *reach) fixes(f check.Finding) []check.Fix {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f.Code == "" || f.Code != r.seen.code {
		return nil
	}
	return r.seen.fixes
}

func (r *reach) observe(ctx context.Context, _ check.Output) check.Finding {
	finding, fixes := r.look(ctx)
	finding.Hosts = append(finding.Hosts, r.spec.Hosts...)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = diagnosis{code: finding.Code, fixes: fixes}
	return finding
}

// look reaches for every host from every place, and returns what is found and
// the ways out.
func (r *reach) look(ctx context.Context) (check.Finding, []check.Fix) {
	targets := make([]layer.Target, len(r.spec.Hosts))
	for i, text := range r.spec.Hosts {
		t, err := layer.Parse(text)
		if err != nil {
			return check.CannotTell(UnreadableHost, fmt.Sprintf("%q is not a host that can be reached: %v", text, err)), nil
		}
		targets[i] = t
	}
	// What this machine sees also explains what the others only complain of.
	seen := r.way().TryAll(ctx, targets)
	if ctx.Err() != nil {
		return check.CannotTell("network/stopped", "The hosts were not reached before the time was over"), nil
	}
	if finding, gone := r.gone(seen); gone {
		return finding, nil
	}
	s := sight{reach: r, targets: targets, seen: seen, reports: r.reports(ctx, targets, seen)}
	if ctx.Err() != nil {
		return check.CannotTell("network/stopped", "The hosts were not reached from everywhere before the time was over"), nil
	}
	f, fixes := s.finding(ctx)
	f.Names, f.Hosts = s.authorities(), s.proxies()
	return f, fixes
}

// reports asks from every place at once.
func (r *reach) reports(ctx context.Context, targets []layer.Target, seen []layer.Result) []report {
	var git, container report
	var managers []report
	var asking sync.WaitGroup
	if r.asks(fromGit) {
		asking.Go(func() { git = r.fromGit(ctx, targets, seen) })
	}
	if r.asks(fromHost) {
		asking.Go(func() { managers = r.fromPackageManagers(ctx, targets, seen) })
	}
	if r.asks(fromContainer) {
		asking.Go(func() { container = r.fromInside(ctx, targets) })
	}
	asking.Wait()
	var reports []report
	if r.asks(fromHost) {
		reports = append(reports, told(fromHost, seen))
	}
	if r.asks(fromGit) {
		reports = append(reports, git)
	}
	reports = append(reports, managers...)
	if r.asks(fromContainer) {
		reports = append(reports, container)
	}
	return reports
}

// asks reports whether the hosts are to be reached from a place.
func (r *reach) asks(p place) bool {
	if len(r.spec.From) > 0 {
		return slices.Contains(r.spec.From, string(p))
	}
	return p != fromContainer || r.insideOf != nil
}

// insists reports whether a place was asked for by name.
func (r *reach) insists(p place) bool { return slices.Contains(r.spec.From, string(p)) }

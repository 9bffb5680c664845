package guide

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"firstlight/assets"
	"firstlight/backend/journey"
)

// withHealth returns a journey with the claims aside from its way that are made
// on every machine, and those that follow from where its code comes from.
func withHealth(j journey.Journey) (journey.Journey, error) {
	health, err := journey.ParseBuiltIn("health", assets.Health())
	if err != nil {
		return j, fmt.Errorf("reading the health claims: %w", err)
	}
	claims := slices.DeleteFunc(health.Steps(), func(claim journey.Step) bool {
		// A keyring is looked at only where something is to be kept in it.
		return claim.Kind == journey.Keyring && !slices.ContainsFunc(j.Steps(), func(s journey.Step) bool { return s.Rests(claim) })
	})
	for i := range claims {
		claims[i].Milestone = ""
	}
	return j.WithHealth(append(claims, reachOrigins(j)...)), nil
}

// reachOrigins returns the claims that the hosts which a journey clones from are
// reached, and that there is an ssh key where one is needed.
func reachOrigins(j journey.Journey) []journey.Step {
	var hosts []string
	overSSH := false
	for _, step := range j.Steps() {
		clone, ok := step.Claim.(journey.CloneClaim)
		if !ok {
			continue
		}
		host, ssh := originHost(clone.URL)
		if host != "" && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
		overSSH = overSSH || ssh
	}
	var claims []journey.Step
	if overSSH {
		claims = append(claims, journey.Step{
			ID: "ssh", Kind: journey.SSH, Title: "An ssh key is ready", Claim: journey.SSHClaim{},
			Why: "Code is cloned over ssh here, and your key is what lets you in.",
		})
	}
	if len(hosts) > 0 {
		claims = append(claims, journey.Step{
			ID: "network", Kind: journey.Network, Title: "The network reaches where your code comes from",
			Claim: journey.NetworkClaim{Hosts: hosts, From: []string{"host", "git"}},
			Why:   "Every clone and every push goes there.",
		})
	}
	return claims
}

// originHost returns the host of an origin, with its port where that is not
// https's own; it is empty for an origin on this machine.
func originHost(origin string) (host string, ssh bool) {
	if u, err := url.Parse(origin); err == nil && u.Host != "" {
		switch {
		case u.Scheme == "https":
			return u.Host, false
		case u.Scheme == "ssh" && u.Port() == "":
			return u.Hostname() + ":22", true
		case u.Scheme == "ssh":
			return u.Host, true
		default:
			return "", false
		}
	}
	before, _, ok := strings.Cut(origin, ":")
	_, name, user := strings.Cut(before, "@")
	if !ok || !user || strings.ContainsAny(before, "/") {
		return "", false
	}
	return name + ":22", true
}

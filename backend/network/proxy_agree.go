package network

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// rule returns the entry that the others are held against for some traffic:
// that of the environment, which most programs read, or else the first.
func (s settings) rule(traffic string) (entry, bool) {
	for _, e := range s.addresses() {
		if !e.only && e.who != inApt && e.covers(traffic) {
			return e, true
		}
	}
	return entry{}, false
}

// covers reports whether an entry is for some traffic.
func (e entry) covers(traffic string) bool { return e.traffic == "" || e.traffic == traffic }

// differing finds programs that are told of different proxies.
func (s settings) differing(context.Context) (check.Finding, []check.Fix, bool) {
	for _, traffic := range []string{"https", "http"} {
		rule, ok := s.rule(traffic)
		if !ok {
			continue
		}
		for _, e := range s.addresses() {
			if e.only || e.who == rule.who || !e.covers(traffic) || same(rule, e) || s.mayDiffer(rule, e) {
				continue
			}
			f := check.Fail(ProxyDiffers, fmt.Sprintf("%s goes through the proxy %s, but %s through %s",
				capital(string(rule.who)), rule.shown(), e.who, e.shown()), s.facts()...)
			fixes, advice := s.adopt(e, rule)
			f.Evidence = append(f.Evidence, advice...)
			return f, fixes, true
		}
	}
	return check.Finding{}, nil, false
}

// mayDiffer reports whether there is a good reason for an entry to be another.
func (s settings) mayDiffer(rule, e entry) bool {
	ours, err := rule.address()
	theirs, otherErr := e.address()
	if err != nil || otherErr != nil {
		return true
	}
	const aptCache = "3142"
	switch e.who {
	case inEngine, inContainers:
		// A helper that listens for this machine alone is no use to containers.
		return loopback(ours) || desktops(theirs) || e.who == inEngine && !s.ownEngine()
	case inApt:
		return theirs.Port() == aptCache
	}
	return false
}

// missing finds a container engine that is not told of the proxy: it does not
// read the environment of a person.
func (s settings) missing(context.Context) (check.Finding, []check.Fix, bool) {
	rule, ok := s.rule("https")
	if !ok || rule.who != inEnvironment || !s.engine || !s.ownEngine() {
		return check.Finding{}, nil, false
	}
	address, err := rule.address()
	told := slices.ContainsFunc(s.addresses(), func(e entry) bool { return e.who == inEngine })
	if err != nil || loopback(address) || told {
		return check.Finding{}, nil, false
	}
	f := check.Fail(ProxyMissing, fmt.Sprintf("Your environment goes through the proxy %s, but Docker's engine is not told of it, so that images are not pulled", rule.shown()), s.facts()...)
	fixes, advice := s.tellEngine(rule)
	f.Evidence = append(f.Evidence, advice...)
	return f, fixes, true
}

// exceptions finds lists of exceptions that most programs do not understand.
func (s settings) exceptions(context.Context) (check.Finding, []check.Fix, bool) {
	for _, e := range s.entries {
		if e.traffic != "no" {
			continue
		}
		ill := illExceptions(e.value)
		if len(ill) == 0 || e.who == inEngine {
			continue
		}
		f := check.Fail(ProxyExceptions, fmt.Sprintf("%s has what programs do not understand: %s", e.named(), listed(ill)), s.facts()...)
		f.Evidence = append(f.Evidence, todo("Write it as a list with commas between, without spaces and quotes: a domain with all below it as .acme.example, a host as host.acme.example, a network as 10.0.0.0/8")...)
		return f, nil, true
	}
	return check.Finding{}, nil, false
}

// illExceptions returns the parts of a list of exceptions that programs read
// differently, or not at all.
func illExceptions(list string) []string {
	var ill []string
	note := func(what string) {
		if !slices.Contains(ill, what) {
			ill = append(ill, what)
		}
	}
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		switch {
		case part == "" || part == "*":
		case strings.ContainsAny(part, "\"'"):
			note("quotes (" + part + ")")
		case strings.ContainsAny(part, ";|"):
			note("another separator than a comma (" + part + ")")
		case strings.ContainsAny(part, " \t"):
			note("spaces as separators (" + part + ")")
		case strings.Contains(part, "://"):
			note("a whole address (" + part + ")")
		case strings.Contains(part, "/"):
			if _, err := netip.ParsePrefix(part); err != nil {
				note("a path (" + part + ")")
			}
		case strings.Contains(part, "*"):
			note("a star (" + part + ")")
		}
	}
	return ill
}

// sameList reports whether two lists of exceptions name the same, in whatever
// order.
func sameList(a, b string) bool {
	return slices.Equal(exceptionsIn(a), exceptionsIn(b))
}

func exceptionsIn(list string) []string {
	var parts []string
	for part := range strings.SplitSeq(strings.ToLower(list), ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

package network

import (
	"context"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
)

// sight is all that one observation has seen.
type sight struct {
	*reach
	targets []layer.Target
	// seen is what this machine found, whether it was asked for or not.
	seen    []layer.Result
	reports []report
}

// finding judges what was seen, and returns the ways out with it.
func (s sight) finding(ctx context.Context) (check.Finding, []check.Fix) {
	s.excuse()
	found := problems(s.reports)
	if len(found) == 0 {
		return s.good(), nil
	}
	worst := found[0]
	f := check.Fail(worst.place.code(worst.result.Layer), worst.summary(s.spec.Hosts, s.reachedHere(worst)), s.facts()...)
	fixes, todo := s.remedy(ctx, worst)
	f.Evidence = append(f.Evidence, todo...)
	return f, fixes
}

// excuse lets pass what no setting of this machine could change: a container
// brings its own authorities along, so that one which does not know the
// company's is as it has to be. Where containers were asked for by name it is
// what was asked.
func (s sight) excuse() {
	if s.insists(fromContainer) {
		return
	}
	for _, rep := range s.reports {
		if rep.place != fromContainer {
			continue
		}
		for i, r := range rep.results {
			if r != nil && r.Layer == layer.Trust && r.Reason == layer.Untrusted && s.seen[i].Reached() && s.seen[i].Company {
				r.Layer, r.Reason, r.Said = "", "", excused
			}
		}
	}
}

// excused marks a result that passed though the certificate is not trusted.
const excused = "the certificate is the company's, which an image does not know by itself"

// reachedHere reports whether this machine reached the hosts of a problem.
func (s sight) reachedHere(p problem) bool {
	return !slices.ContainsFunc(p.hosts, func(i int) bool { return !s.seen[i].Reached() })
}

// good says that everything was reached.
func (s sight) good() check.Finding {
	var places []string
	untold := ""
	for _, rep := range s.reports {
		if rep.untold != "" {
			if s.insists(rep.place) {
				untold = rep.place.who()
			}
			continue
		}
		if rep.place == fromHost || rep.place == fromGit || rep.place == fromContainer {
			if slices.ContainsFunc(rep.results, func(r *layer.Result) bool { return r != nil }) {
				places = append(places, rep.place.who())
			}
		}
	}
	if untold != "" {
		return check.CannotTell(Untold, names(s.spec.Hosts)+" could not be tried from "+untold, s.facts()...)
	}
	if missed := s.missed(); len(missed) > 0 {
		return check.CannotTell(Untold, names(missed)+" cannot be tried from "+s.asked(), s.facts()...)
	}
	verb := " is"
	if len(s.spec.Hosts) > 1 {
		verb = " are"
	}
	summary := names(s.spec.Hosts) + verb + " reached"
	if len(places) > 0 {
		summary += " from " + listed(places)
	}
	return check.Hold(summary, s.facts()...)
}

// asked lists the places that were asked for.
func (s sight) asked() string {
	var places []string
	for _, rep := range s.reports {
		if s.insists(rep.place) {
			places = append(places, rep.place.who())
		}
	}
	return listed(places)
}

// missed returns the hosts that no place can be asked about: git goes over
// https and http alone, and a container is another machine.
func (s sight) missed() []string {
	var missed []string
	for i, host := range s.spec.Hosts {
		if !slices.ContainsFunc(s.reports, func(r report) bool { return r.results[i] != nil }) {
			missed = append(missed, host)
		}
	}
	return missed
}

// facts lists what each place found of each host, and what stands between.
func (s sight) facts() []check.Evidence {
	var facts []check.Evidence
	for i, host := range s.spec.Hosts {
		facts = append(facts, check.Fact(host, s.fate(i)))
	}
	var untold []string
	for _, rep := range s.reports {
		if rep.untold != "" {
			untold = append(untold, rep.place.who()+" ("+rep.untold+")")
		}
	}
	if len(untold) > 0 {
		facts = append(facts, check.Fact("Not tried from", listed(untold)))
	}
	if via := s.proxies(); len(via) > 0 {
		facts = append(facts, check.Literal("Through the proxy", strings.Join(via, ", ")))
	}
	company := s.collect(func(r layer.Result) string {
		if r.Company {
			return r.Issuer
		}
		return ""
	})
	if len(company) > 0 {
		facts = append(facts, check.Fact("Certificates", "signed by "+listed(company)+", which is trusted here but not everywhere: a company's own, as where it opens what is encrypted"))
	}
	return facts
}

// proxies are those on the way.
func (s sight) proxies() []string {
	return s.collect(func(r layer.Result) string { return r.Via })
}

// authorities are those that are not trusted everywhere.
func (s sight) authorities() []string {
	return s.collect(func(r layer.Result) string {
		if r.Company || r.Reason == layer.Untrusted {
			return r.Issuer
		}
		return ""
	})
}

// fate says how one host fared from each place.
func (s sight) fate(i int) string {
	var well, ill []string
	for _, rep := range s.reports {
		r := rep.results[i]
		switch {
		case rep.untold != "" || r == nil:
		case r.Reached() && r.Said != "":
			ill = append(ill, rep.place.who()+": reached; "+r.Said)
		case r.Reached():
			well = append(well, rep.place.who())
		default:
			ill = append(ill, rep.place.who()+": "+strings.TrimPrefix(problem{place: rep.place, result: *r}.cause(), rep.place.who()+" "))
		}
	}
	if len(well) > 0 {
		ill = append([]string{"reached from " + listed(well)}, ill...)
	}
	if at := s.seen[i].Address; at != "" {
		ill = append(ill, "the name leads to "+at+", which is this machine itself")
	}
	return strings.Join(ill, "; ")
}

// collect returns what a reading of this machine's results gives, each once.
func (s sight) collect(read func(layer.Result) string) []string {
	var all []string
	for _, r := range s.seen {
		if text := read(r); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

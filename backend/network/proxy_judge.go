package network

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// settings are all that is set, to be judged.
type settings struct {
	*Network
	entries []entry
	// engine says that the container engine told what it is set to.
	engine bool
}

// named says whose setting an entry is, such as "HTTPS_PROXY of your
// environment".
func (e entry) named() string {
	if e.chosen {
		return "the proxy in " + e.place()
	}
	return e.key + " of " + e.place()
}

// place is where an entry is set.
func (e entry) place() string {
	if e.chosen {
		return "Firstlight's settings"
	}
	return string(e.who)
}

// begins is named at the beginning of a sentence; a key stays as it is written.
func (e entry) begins() string {
	if e.chosen {
		return capital(e.named())
	}
	return e.named()
}

// facts lists what is set, without what is secret.
func (s settings) facts() []check.Evidence {
	var facts []check.Evidence
	for _, place := range s.places() {
		var told []string
		for _, e := range s.entries {
			switch said := e.key + " " + e.shown(); {
			case e.place() != place:
			case !e.chosen:
				told = append(told, said)
			case len(told) == 0: // It stands in each variable.
				told = append(told, e.shown())
			}
		}
		facts = append(facts, check.Literal(capital(place), strings.Join(told, ", ")))
	}
	return facts
}

// shown returns the value as it may be shown.
func (e entry) shown() string {
	if e.traffic == "no" {
		return e.value
	}
	address, err := e.address()
	if err != nil {
		return "(not shown, since it cannot be read)"
	}
	return shown(address)
}

// hosts are the machines that the settings name, but for this one.
func (s settings) hosts() []string {
	var hosts []string
	for _, e := range s.entries {
		if e.traffic == "no" {
			hosts = append(hosts, strings.FieldsFunc(e.value, func(r rune) bool { return r == ',' || r == ' ' || r == '|' })...)
		} else if address, err := e.address(); err == nil {
			hosts = append(hosts, address.Hostname())
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

// tellers are those who are told of a proxy, each once.
func (s settings) places() []string {
	var all []string
	for _, e := range s.entries {
		if !slices.Contains(all, e.place()) {
			all = append(all, e.place())
		}
	}
	return all
}

// addresses are the entries that name a proxy.
func (s settings) addresses() []entry {
	return slices.DeleteFunc(slices.Clone(s.entries), func(e entry) bool { return e.traffic == "no" })
}

// good says that all is in order.
func (s settings) good() check.Finding {
	var via []string
	who := map[string][]string{}
	for _, e := range s.addresses() {
		address, err := e.address()
		if err != nil {
			continue
		}
		at := layer.HostPort(address)
		if !slices.Contains(via, at) {
			via = append(via, at)
		}
		if !slices.Contains(who[at], string(e.who)) {
			who[at] = append(who[at], string(e.who))
		}
	}
	if len(via) == 0 {
		return check.Hold("No proxy is set, but only exceptions to one, so that programs go directly", s.facts()...)
	}
	verb := " goes"
	if len(who[via[0]]) > 1 {
		verb = " go"
	}
	summary := capital(listed(who[via[0]])) + verb + " through the proxy " + via[0] + ", which answers"
	if len(via) > 1 {
		summary = fmt.Sprintf("%d proxies are set, and all of them answer", len(via))
	}
	return check.Hold(summary, s.facts()...)
}

// unreadable finds a setting that is no address of a proxy.
func (s settings) unreadable(context.Context) (check.Finding, []check.Fix, bool) {
	for _, e := range s.addresses() {
		if _, err := e.address(); err != nil {
			f := check.Fail(ProxyUnreadable, fmt.Sprintf("%s is no address of a proxy: %v", e.begins(), err), s.facts()...)
			fixes, advice := s.amend(e)
			f.Evidence = append(f.Evidence, advice...)
			return f, fixes, true
		}
	}
	return check.Finding{}, nil, false
}

// cases finds a variable that says one thing, and another in capitals: which of
// them counts depends on the program.
func (s settings) cases(context.Context) (check.Finding, []check.Fix, bool) {
	for _, lower := range s.entries {
		for _, upper := range s.entries {
			if lower.who != inEnvironment || upper.who != inEnvironment || lower.key == upper.key || !strings.EqualFold(lower.key, upper.key) {
				continue
			}
			if lower.traffic == "no" && sameList(lower.value, upper.value) || lower.traffic != "no" && same(lower, upper) {
				continue
			}
			f := check.Fail(ProxyCase, fmt.Sprintf("%s and %s say different things, and it depends on the program which of them counts", lower.key, upper.key), s.facts()...)
			f.Evidence = append(f.Evidence, todo(fmt.Sprintf("Have both say the same in %s, or take one of them out, and log in again: curl and git read %s first, Go's programs %s", process.SetIn, lower.key, upper.key))...)
			return f, nil, true
		}
	}
	return check.Finding{}, nil, false
}

// answers finds a proxy that does not answer.
func (s settings) answers(ctx context.Context) (check.Finding, []check.Fix, bool) {
	entries := s.addresses()
	results := make([]layer.Result, len(entries))
	asked := map[string]int{}
	var knocking sync.WaitGroup
	for i, e := range entries {
		address, _ := e.address()
		at := shown(address)
		if _, known := asked[at]; known {
			continue
		}
		asked[at] = i
		knocking.Go(func() { results[i] = s.knock(ctx, address) })
	}
	knocking.Wait()
	for _, e := range entries {
		address, _ := e.address()
		r := results[asked[shown(address)]]
		if r.Reached() || e.who == inEngine && desktops(address) {
			continue
		}
		if ctx.Err() != nil {
			return check.CannotTell("proxy/stopped", "The proxies were not asked before the time was over"), nil, true
		}
		if !loopback(address) && !layer.Routed() {
			return check.CannotTell(ProxyOffline, "This machine has no network, so that no proxy can be asked", s.facts()...), nil, true
		}
		f := check.Fail(ProxyNoAnswer, e.begins()+" leads nowhere: "+wrong(r), s.facts()...)
		fixes, advice := s.amend(e)
		f.Evidence = append(f.Evidence, advice...)
		return f, fixes, true
	}
	return check.Finding{}, nil, false
}

// selves finds containers that are told of a proxy which, seen from inside, is
// the container itself.
func (s settings) selves(context.Context) (check.Finding, []check.Fix, bool) {
	for _, e := range s.addresses() {
		if address, err := e.address(); e.who == inContainers && err == nil && loopback(address) {
			f := check.Fail(ProxySelf, "Containers are told of the proxy "+e.shown()+", which inside a container is the container itself", s.facts()...)
			f.Evidence = append(f.Evidence, todo("Name a proxy in "+s.env().short(s.env().dockerFolder())+" that containers can reach, or take it out there")...)
			return f, nil, true
		}
	}
	return check.Finding{}, nil, false
}

// knock asks a proxy for nothing, to see whether it answers at all.
func (n *Network) knock(ctx context.Context, address *url.URL) layer.Result {
	way := n.way()
	way.Proxy = nil
	t, err := layer.Parse(layer.HostPort(address))
	if err != nil {
		return layer.Result{Layer: layer.Proxy, Reason: layer.Unreadable}
	}
	t.Protocol = layer.TCP
	if scheme := layer.Protocol(address.Scheme); scheme == layer.HTTP || scheme == layer.HTTPS {
		t.Protocol = scheme
	}
	r := way.Try(ctx, t)
	r.Via = layer.HostPort(address)
	switch {
	case r.Layer == layer.Answer && (r.Reason == layer.Ailing || r.Reason == layer.Cut):
		// It is asked for a page, which a proxy need not have.
		return layer.Result{Via: r.Via}
	case r.Layer == layer.Answer, r.Layer == layer.Trust:
		r.Layer = layer.Proxy
	}
	return r
}

// desktops reports whether a proxy is that of Docker Desktop, which only its
// own engine can reach.
func desktops(address *url.URL) bool {
	return strings.HasSuffix(address.Hostname(), ".docker.internal")
}

// capital returns the text with its first letter large.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

package journey

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"firstlight/backend/check"
)

// reader makes a journey of the values of a file. What lies in a step whose shape
// is wrong is left out; that it is wrong has been said.
type reader struct {
	problems  *problems
	broken    map[string]bool
	allowFile bool
	// known are the tools beside the journey's own; nil lets any pass.
	known  []string
	tracks []string
	drafts []*draft
	// lost are the ids of the steps that are left out; nameless says that one of
	// them does not say its id, which follows from what cannot be read.
	lost     []string
	nameless bool
}

// draft is a step that is being read.
type draft struct {
	Step
	node *node
	// path is where the step lies in the file, such as "stages[0].steps[1]".
	path string
	// implied are the needs that follow from the claim, each with the reason.
	implied []implied
	// aside says that the claim does not stand on the way.
	aside bool
}

// implied is a need that no author had to write.
type implied struct{ id, because string }

func (r *reader) journey(root *node) Journey {
	j := Journey{Name: root.string("name"), Description: root.string("description"), Tracks: texts(root.child("tracks"))}
	r.tracks = j.Tracks
	counts := []int{}
	for i, stage := range items(root.child("stages")) {
		before := len(r.drafts)
		for k, step := range items(stage.child("steps")) {
			r.step(step, fmt.Sprintf("stages[%d].steps[%d]", i, k), false)
		}
		j.Stages = append(j.Stages, Stage{Name: stage.string("name")})
		counts = append(counts, len(r.drafts)-before)
	}
	for i, claim := range items(root.child("health")) {
		r.step(claim, fmt.Sprintf("health[%d]", i), true)
	}
	j.Tools = r.tools(root.child("tools"))
	r.checkTools(j.Tools)
	j.Managers = texts(root.child("managers"))
	j.Failures = r.failures(root.child("failures"))
	j.Helper = helperOf(root.child("helper"))
	j.Baseline = r.baseline(root.child("baseline"))
	j.Telemetry = telemetry(root.child("telemetry"))
	r.name()
	r.connect()
	next := 0
	for i, n := range counts {
		for range n {
			j.Stages[i].Steps = append(j.Stages[i].Steps, r.drafts[next].finish())
			next++
		}
	}
	for _, d := range r.drafts[next:] {
		j.Health = append(j.Health, d.finish())
	}
	return j
}

func (r *reader) step(n *node, path string, aside bool) {
	kinds := kindsOf(n)
	if r.broken[path] || len(kinds) != 1 {
		r.broken[path] = true
		if id := n.string("id"); id != "" {
			r.lost = append(r.lost, id)
		} else {
			r.nameless = true
		}
		return
	}
	d := &draft{node: n, path: path, aside: aside}
	d.Kind, d.Position = Kind(kinds[0].name), n.at
	if aside && d.Kind != Run && !slices.Contains(MachineKinds(), d.Kind) {
		r.problems.add(kinds[0].at, path, fmt.Sprintf("a %s step cannot stand aside from the way", d.Kind), "a claim about the machine, or a run step; move it to a stage")
	}
	d.ID, d.Title, d.Why, d.How = n.string("id"), n.string("title"), n.string("why"), n.string("how")
	d.Needs, d.For, d.Rehearse = texts(n.child("needs")), texts(n.child("for")), n.string("rehearse")
	d.Timeout = read(r, d, "timeout", parseDuration)
	d.Retries = whole(n.string("retries"))
	for _, fix := range items(n.child("fixes")) {
		d.Fixes = append(d.Fixes, AuthoredFix{
			Title: fix.string("title"), Run: fix.string("run"), Undo: fix.string("undo"), Admin: fix.string("admin") == "true",
		})
	}
	d.Claim = r.claim(d)
	r.checkTracks(d)
	r.drafts = append(r.drafts, d)
}

func (r *reader) checkTracks(d *draft) {
	for i, track := range items(d.node.child("for")) {
		if slices.Contains(r.tracks, track.text) {
			continue
		}
		expected := "one of " + strings.Join(r.tracks, ", ")
		if len(r.tracks) == 0 {
			expected = fmt.Sprintf("tracks: [%s] beside the journey's name", track.text)
		}
		r.problems.suggest(track.at, fmt.Sprintf("%s.for[%d]", d.path, i), "there is no track "+quote(track.text), expected, Closest(track.text, r.tracks))
	}
}

// finish returns the step with what its author left out.
func (d *draft) finish() Step {
	s := d.Step
	if s.Title == "" {
		s.Title = d.defaultTitle()
	}
	if !d.aside {
		s.Milestone = milestone(s)
	}
	for _, need := range d.implied {
		if !slices.Contains(s.Needs, need.id) {
			s.Needs = append(s.Needs, need.id)
		}
	}
	return s
}

// tools returns the author's own entries for the catalogue of tools.
func (r *reader) tools(list *node) []ToolEntry {
	var entries []ToolEntry
	for i, entry := range items(list) {
		e := ToolEntry{Name: entry.string("name")}
		path := fmt.Sprintf("tools[%d]", i)
		if slices.ContainsFunc(entries, func(other ToolEntry) bool { return other.Name == e.Name }) {
			r.problems.add(entry.at, path, "the tool "+quote(e.Name)+" stands here twice", "each tool once")
			continue
		}
		// What is not of the right shape has been refused already.
		e.JSON, _ = json.Marshal(entry.value)
		if version := entry.child("version"); version != nil {
			r.versionPattern(version.child("pattern"), path+".version.pattern")
			if commands := texts(entry.child("commands")); len(commands) > 0 {
				question := check.Command{Args: append(commands[:1:1], texts(version.child("args"))...)}
				if env := version.child("env"); env != nil {
					for _, variable := range env.keys {
						question.Env = append(question.Env, variable.name+"="+variable.value.text)
					}
				}
				e.Asks = question.String() + packagesText(entry.child("install"))
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// checkTools refuses steps that ask for a tool which nobody describes: whether it is
// there could never be told.
func (r *reader) checkTools(own []ToolEntry) {
	if r.known == nil {
		return
	}
	known := slices.Clone(r.known)
	for _, entry := range own {
		known = append(known, entry.Name)
	}
	for _, d := range r.drafts {
		c, ok := d.Claim.(ToolClaim)
		if !ok || slices.Contains(known, c.Name) {
			continue
		}
		r.problems.suggest(d.node.child("tool").at, join(d.path, "tool"), "Firstlight does not know a tool called "+quote(c.Name),
			"one of its catalogue, or one that tools, at the end of the journey, describes", Closest(c.Name, known))
	}
}

// packagesText names the packages that a tool is installed from, since those are
// the author's choice as well.
func packagesText(install *node) string {
	if install == nil {
		return ""
	}
	managers := make([]string, 0, len(install.keys))
	for _, manager := range install.keys {
		names := texts(manager.value)
		if len(names) == 0 {
			names = []string{manager.value.text}
		}
		managers = append(managers, manager.name+" "+strings.Join(names, " "))
	}
	return "\n(from " + strings.Join(managers, ", ") + ")"
}

func (r *reader) versionPattern(pattern *node, path string) {
	if pattern == nil {
		return
	}
	if compiled, err := regexp.Compile(pattern.text); err != nil || compiled.NumSubexp() != 1 {
		r.problems.add(pattern.at, path, "pattern cannot be "+quote(pattern.text),
			"a regular expression in RE2 syntax with one group, such as acme (\\S+)")
	}
}

// failures returns the author's known failures as JSON.
func (r *reader) failures(list *node) json.RawMessage {
	if list == nil {
		return nil
	}
	for i, failure := range items(list) {
		pattern := failure.child("pattern")
		if pattern == nil {
			continue
		}
		if _, err := regexp.Compile(pattern.text); err != nil {
			r.problems.add(pattern.at, fmt.Sprintf("failures[%d].pattern", i),
				"pattern cannot be "+quote(pattern.text)+": it is not a regular expression", "one in RE2 syntax, such as no route to .*acme")
		}
	}
	// The shape of the list has been checked, and such values always encode.
	body, _ := json.Marshal(list.value)
	return body
}

// telemetry returns where onboardings may be sent; nil without the key.
func telemetry(n *node) *Telemetry {
	if n == nil {
		return nil
	}
	t := &Telemetry{Endpoint: n.string("endpoint")}
	if attributes := n.child("attributes"); attributes != nil {
		for _, a := range attributes.keys {
			t.Attributes = append(t.Attributes, Attribute{Name: a.name, Value: a.value.text})
		}
	}
	return t
}

// read returns what parse makes of the text at a key of the step, and says so
// where it makes nothing of it. Without the key it returns the zero value.
func read[T any](r *reader, d *draft, key string, parse func(string) (T, *refusal)) T {
	var zero T
	n := d.node.child(key)
	if n == nil {
		return zero
	}
	value, no := parse(n.text)
	if no != nil {
		r.problems.add(n.at, join(d.path, key), no.sentence(key, n.text), no.expected)
		return zero
	}
	return value
}

// accept returns a check as a parse function that keeps the text.
func accept(check func(string) *refusal) func(string) (string, *refusal) {
	return func(text string) (string, *refusal) { return text, check(text) }
}

// items returns the entries of a list; nil is an empty one.
func items(n *node) []*node {
	if n == nil {
		return nil
	}
	return n.items
}

// texts returns the texts of a list.
func texts(n *node) []string {
	var list []string
	for _, item := range items(n) {
		list = append(list, item.text)
	}
	return list
}

// whole reads a number whose shape has been checked.
func whole(text string) int {
	// Without the key the text is empty, and zero is meant.
	n, _ := strconv.Atoi(text)
	return n
}

// stepAfter returns the step that follows the first n of a file whose shape has
// not been checked; nil where there are no more.
func stepAfter(root *node, n int) *node {
	for _, stage := range items(root.child("stages")) {
		steps := items(stage.child("steps"))
		if n < len(steps) {
			return steps[n]
		}
		n -= len(steps)
	}
	if claims := items(root.child("health")); n < len(claims) {
		return claims[n]
	}
	return nil
}

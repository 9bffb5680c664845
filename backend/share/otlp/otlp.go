// Package otlp turns an onboarding into what an OpenTelemetry collector takes in:
// the onboarding becomes a trace, each passage of a step a span, and milestones
// and friction become metrics. docs/telemetry.md names every one of them.
//
// It makes the protocol's own messages and not spans of the OpenTelemetry SDK:
// that makes spans as they happen, under ids of chance, and keeps what is not sent
// in memory. Here they lie in the past, their ids must follow from the onboarding,
// so that one sent twice is known again, and they wait on the disk.
//
// The package is pure: it performs no I/O and reads no clock.
package otlp

import (
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

// Allowance is something that may leave the machine beyond what always does.
type Allowance string

// The allowances, each of which a person gives by its name.
const (
	// Titles are the names of the journey, its stages and its fixes, and the titles
	// and IDs of its steps.
	Titles Allowance = "titles"
	// Said is the last line that a failed fix or check printed.
	Said Allowance = "said"
	// Notes are what the person said of steps, and her thanks.
	Notes Allowance = "notes"
)

// Allowances lists every allowance.
func Allowances() []Allowance { return []Allowance{Titles, Said, Notes} }

// Attribute is a name and a value of a resource.
type Attribute struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Resource says what the figures are of.
type Resource struct {
	// Service is the name of the service; empty means "firstlight".
	Service string
	// Version is which Firstlight this is.
	Version string
	// System is the kind of operating system, such as "linux".
	System string
	// Attributes are those that were configured; they go before our own.
	Attributes []Attribute
}

// Source is what telemetry is made of.
type Source struct {
	// Onboarding is redacted; its words leave only as far as they are allowed.
	Onboarding share.Onboarding
	Resource   Resource
	Allowed    []Allowance
	// Personal reports whether a name that an author gave a step tells of the
	// person; nil means that none does.
	Personal func(name string) bool
}

// Telemetry is what an onboarding amounts to for a collector.
type Telemetry struct {
	source Source
	ids    ids
	state  *progress.State
	spans  []span
	counts counts
	// version is the hash of the journey that the onboarding began with.
	version string
	events  int
	// over is the number of the event with which the onboarding finished; 0 where
	// it has not.
	over int
}

// Read folds the events of an onboarding.
func Read(s Source) *Telemetry {
	f := newFollower(s)
	for _, e := range s.Onboarding.Events {
		f.follow(e)
	}
	t := &Telemetry{source: s, ids: f.ids, state: f.state, spans: f.spans, counts: f.counts, events: len(s.Onboarding.Events), over: f.over}
	if len(s.Onboarding.Events) > 0 && s.Onboarding.Events[0].Plan != nil {
		t.version = shortHash(s.Onboarding.Events[0].Plan.Hash)
	}
	return t
}

// Events returns how many events were read.
func (t *Telemetry) Events() int { return t.events }

// Finished reports whether the onboarding has finished.
func (t *Telemetry) Finished() bool { return t.over > 0 }

// Over reports whether there is nothing to tell after so many events: the
// onboarding had finished by then.
func (t *Telemetry) Over(told int) bool { return t.over > 0 && t.over <= told }

// Step tells which step a name stands for.
type Step struct {
	// Name is what the collector is told.
	Name string `json:"name"`
	// ID and Title are what the journey calls it; neither leaves unless Titles do.
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Steps returns which steps of the way the names stand for.
func (t *Telemetry) Steps() []Step {
	steps := make([]Step, 0, t.state.Way)
	for _, s := range t.state.Steps[:t.state.Way] {
		steps = append(steps, Step{Name: t.source.name(s.PlanStep), ID: s.ID, Title: s.Title})
	}
	return steps
}

func shortHash(hash string) string { return hash[:min(len(hash), 12)] }

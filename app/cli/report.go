package main

import (
	"cmp"
	"firstlight/app"
	"firstlight/backend/check"
	"firstlight/backend/journey"
)

// reportVersion is the version of the JSON documents, which docs/json.md
// describes. It goes up when something is renamed, removed or means something
// else, not when something is added.
const reportVersion = 1

// failure is the document of a command that did not work.
type failure struct {
	Version int        `json:"version"`
	Error   *app.Error `json:"error"`
}

// standing is where an onboarding stands.
type standing struct {
	Version    int               `json:"version"`
	Journey    journeyReport     `json:"journey"`
	Onboarding onboardingReport  `json:"onboarding"`
	Steps      []stepReport      `json:"steps"`
	Milestones []milestoneReport `json:"milestones"`
}

type journeyReport struct {
	Name   string `json:"name"`
	Source string `json:"source"`
	Hash   string `json:"hash"`
}

type onboardingReport struct {
	ID        string `json:"id"`
	StartedAt string `json:"started_at"`
}

type stepReport struct {
	ID    string       `json:"id"`
	Stage string       `json:"stage"`
	Kind  journey.Kind `json:"kind"`
	Title string       `json:"title"`
	// Status is null until the claim was first looked at.
	Status   *check.Status `json:"status"`
	Summary  string        `json:"summary"`
	Attempts int           `json:"attempts"`
	Spent    app.Spent     `json:"spent"`
}

type milestoneReport struct {
	Name journey.Milestone `json:"name"`
	// At is null until the milestone is reached; the times are zero until then.
	At        *string   `json:"at"`
	ElapsedMS int64     `json:"elapsed_ms"`
	Spent     app.Spent `json:"spent"`
	// Earlier says that it is from before the onboarding.
	Earlier bool `json:"earlier,omitempty"`
}

// outcome is the document of a whole run: where it stands, and what it left.
type outcome struct {
	standing
	Left []leftReport `json:"left"`
}

// leftReport is a step that does not hold and so is left for the person.
type leftReport struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Status  *check.Status `json:"status"`
	Summary string        `json:"summary"`
	// Reason is why the last fix did not work; empty when none was tried.
	Reason string `json:"reason"`
	// Fixes are the IDs of the fixes that there are.
	Fixes []string `json:"fixes"`
}

func standingOf(s app.State) standing {
	r := standing{
		Version:    reportVersion,
		Journey:    journeyReport{Name: s.Journey.Name, Source: s.Journey.Source, Hash: s.Journey.Hash},
		Onboarding: onboardingReport{ID: s.Onboarding.ID, StartedAt: s.Onboarding.StartedAt},
		Steps:      []stepReport{},
		Milestones: []milestoneReport{},
	}
	for _, step := range steps(s) {
		report := stepReport{
			ID: step.ID, Stage: step.Stage, Kind: step.Kind, Title: step.Title, Status: statusOf(step),
			Summary: step.Summary, Attempts: step.Attempts, Spent: step.Spent,
		}
		r.Steps = append(r.Steps, report)
	}
	for _, m := range s.Milestones {
		report := milestoneReport{Name: m.Name, ElapsedMS: m.ElapsedMS, Spent: m.Spent, Earlier: m.Earlier}
		if m.At != "" {
			report.At = &m.At
		}
		r.Milestones = append(r.Milestones, report)
	}
	return r
}

func outcomeOf(s app.State) outcome {
	o := outcome{standing: standingOf(s), Left: []leftReport{}}
	for _, step := range steps(s) {
		if holds(step) {
			continue
		}
		left := leftReport{ID: step.ID, Title: step.Title, Status: statusOf(step), Summary: step.Summary, Fixes: []string{}}
		if run := cmp.Or(trouble(step), step.Run); run != nil {
			left.Reason = run.Reason
		}
		for _, fix := range step.Fixes {
			left.Fixes = append(left.Fixes, fix.ID)
		}
		o.Left = append(o.Left, left)
	}
	return o
}

// statusOf returns the status of a step; nil until its claim was first looked at.
func statusOf(step app.Step) *check.Status {
	if step.Status == "" {
		return nil
	}
	return &step.Status
}

// steps returns every step in order.
func steps(s app.State) []app.Step {
	var all []app.Step
	for _, stage := range s.Stages {
		all = append(all, stage.Steps...)
	}
	return all
}

// claims returns every step in order, and after them the claims aside.
func claims(s app.State) []app.Step { return append(steps(s), s.Health...) }

func stepOf(s app.State, id string) (app.Step, bool) {
	for _, step := range claims(s) {
		if step.ID == id {
			return step, true
		}
	}
	return app.Step{}, false
}

func holds(step app.Step) bool { return step.Status == check.OK || step.Status == check.Muted }

// verdict is nil when every step holds.
func verdict(s app.State) error {
	for _, step := range steps(s) {
		if !holds(step) {
			return errDoesNotHold
		}
	}
	return nil
}

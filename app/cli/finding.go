package main

import (
	"firstlight/app"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// healthReport is the document of doctor.
type healthReport struct {
	Version int `json:"version"`
	// TookMS is how long everything took, from the first look to the last.
	TookMS   int64           `json:"took_ms"`
	Findings []findingReport `json:"findings"`
}

type findingReport struct {
	ID   string       `json:"id"`
	Kind journey.Kind `json:"kind"`
	Name string       `json:"name"`
	// Status is null until the claim was first looked at.
	Status   *check.Status    `json:"status"`
	Code     string           `json:"code"`
	Summary  string           `json:"summary"`
	Evidence []check.Evidence `json:"evidence"`
	TookMS   int64            `json:"took_ms"`
	// Aside says that nothing of the journey waits for the claim.
	Aside bool `json:"aside"`
	// Mute, Drift and Known are left out where there is none.
	Mute  *app.Mute           `json:"mute,omitempty"`
	Drift *app.Drift          `json:"drift,omitempty"`
	Known *check.KnownFailure `json:"known,omitempty"`
	Fixes []fixReport         `json:"fixes"`
}

type fixReport struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Command is what to type to run the fix.
	Command string `json:"command"`
	// Commands are what the fix itself runs.
	Commands  []string        `json:"commands"`
	Privilege check.Privilege `json:"privilege"`
	Undo      string          `json:"undo"`
}

func findingOf(step app.Step, o guide.Options) findingReport {
	f := findingReport{
		ID: step.ID, Kind: step.Kind, Name: step.Title, Status: statusOf(step), Code: step.Code, Summary: step.Summary,
		Evidence: append([]check.Evidence{}, step.Evidence...), TookMS: step.TookMS, Aside: step.Stage == "",
		Mute: step.Mute, Drift: step.Drift, Known: step.Known, Fixes: []fixReport{},
	}
	for _, fix := range step.Fixes {
		f.Fixes = append(f.Fixes, fixReport{
			ID: fix.ID, Title: fix.Title, Command: fixCommandLine(step, fix.ID, o), Commands: fix.Commands,
			Privilege: fix.Privilege, Undo: fix.Undo,
		})
	}
	return f
}

// fixCommandLine returns what to type to run a fix.
func fixCommandLine(step app.Step, fix string, o guide.Options) string {
	args := []string{"firstlight", "fix", step.ID}
	if len(step.Fixes) > 1 {
		args = append(args, "--fix", fix)
	}
	if o.Source != "" {
		args = append(args, "--journey", o.Source)
	}
	if o.Track != "" {
		args = append(args, "--track", o.Track)
	}
	return check.Run(args...).String()
}

// Package journey is the authored file: stages of steps, each step one claim
// with its words. It turns the file's bytes into a Journey, or into errors that
// say file, line, column and what was expected.
//
// The package is pure: it reads no file; it is handed bytes.
package journey

import (
	"slices"
	"time"
)

// Journey is one authored way from a bare machine to a first merged commit.
type Journey struct {
	// Name is what people call the journey.
	Name string
	// Description says in a sentence or two who it is for.
	Description string
	// Tracks are the groups of people that steps can be for.
	Tracks []string
	// Stages are the parts of the way, in order.
	Stages []Stage
	// Source says where the file came from: a path, or "demo".
	Source string
	// Hash is the SHA-256 of the file's bytes, in hexadecimal.
	Hash string
}

// Stage is a named run of steps.
type Stage struct {
	Name  string
	Steps []Step
}

// Step is one claim with its words.
type Step struct {
	// ID names the step within its journey; authored, or made from kind and
	// subject, such as "tool-go".
	ID string
	// Kind is the key that the author wrote: the kind of claim.
	Kind Kind
	// Title is what the step is called; authored, or made from the claim.
	Title string
	// Why says why the step matters to the person.
	Why string
	// How says what a person does by hand, where no command can say it.
	How string
	// Needs are the IDs of the steps that must hold before this one can be
	// observed: those authored and those that follow from the claim itself.
	Needs []string
	// Timeout bounds one observation; zero means the default of the kind.
	Timeout time.Duration
	// Retries is how often a failing observation is repeated before it counts.
	Retries int
	// For are the tracks that the step is for; empty means everyone.
	For []string
	// Rehearse is a shell text that stands in for the person when the journey
	// is run unattended.
	Rehearse string
	// Fixes are the author's own ways to make the claim hold.
	Fixes []AuthoredFix
	// Milestone is the milestone that the step belongs to; may be empty.
	Milestone Milestone
	// Claim is what the step claims; its type follows Kind.
	Claim Claim
	// Position is where the step stands in the file.
	Position Position
}

// AuthoredFix is a way to make a claim hold that the journey's author wrote.
type AuthoredFix struct {
	Title string
	// Run is a text for the shell, as the author wrote it.
	Run string
	// Undo says how to take it back.
	Undo string
	// Admin says that it needs the machine's administrator.
	Admin bool
}

// Position is a place in a journey file; lines and columns count from 1.
type Position struct {
	Line, Column int
}

// Kind is the kind of a step's claim.
type Kind string

// The kinds of step.
const (
	Tool     Kind = "tool"
	Port     Kind = "port"
	Disk     Kind = "disk"
	Identity Kind = "identity"
	Docker   Kind = "docker"
	Clone    Kind = "clone"
	Run      Kind = "run"
	Compose  Kind = "compose"
	Hook     Kind = "hook"
	Commit   Kind = "commit"
	Push     Kind = "push"
	Ask      Kind = "ask"
)

// Kinds lists every kind of step in the order that docs give them.
func Kinds() []Kind {
	return []Kind{Tool, Port, Disk, Identity, Docker, Clone, Run, Compose, Hook, Commit, Push, Ask}
}

// Milestone is a point on the way that is measured.
type Milestone string

// The milestones, in the order that people reach them.
const (
	MachineReady    Milestone = "machine-ready"
	CodeCloned      Milestone = "code-cloned"
	TestsPass       Milestone = "tests-pass"
	ServicesHealthy Milestone = "services-healthy"
	FirstCommit     Milestone = "first-commit"
	FirstPush       Milestone = "first-push"
)

// Milestones lists every milestone in the order that people reach them.
func Milestones() []Milestone {
	return []Milestone{MachineReady, CodeCloned, TestsPass, ServicesHealthy, FirstCommit, FirstPush}
}

// Claim is what a step claims: one of the claim types of this package.
type Claim interface{ kind() Kind }

// ToolClaim claims that a tool of the catalogue is there in a version.
type ToolClaim struct {
	// Name is the tool's name in the catalogue.
	Name string
	// Version is a constraint in the syntax of Masterminds/semver; empty means
	// any version.
	Version string
}

// PortClaim claims that a TCP port of this machine is free, or ours.
type PortClaim struct{ Number int }

// DiskClaim claims that so many bytes are free where the workspace is.
type DiskClaim struct{ Bytes int64 }

// IdentityClaim claims that git knows who the commits are by.
type IdentityClaim struct {
	// Email is a regular expression in RE2 syntax that the address must match
	// whole; empty means any address.
	Email string
}

// DockerClaim claims that a container engine answers.
type DockerClaim struct{}

// CloneClaim claims that a repository is cloned from an origin.
type CloneClaim struct {
	// URL is the origin: https, ssh or embedded:NAME for a repository that
	// ships with Firstlight.
	URL string
	// Into is the folder below the workspace, with forward slashes.
	Into string
}

// RunClaim claims that a command succeeds.
type RunClaim struct {
	// Command is a text for the shell, as the author wrote it.
	Command string
	// In is the folder below the workspace to run it in.
	In string
	// Env are further variables.
	Env map[string]string
	// Creates is a file below In; where it is given the claim is that the file
	// exists, and the command is the way to make it.
	Creates string
}

// ComposeClaim claims that the services of a compose file are up and healthy.
type ComposeClaim struct {
	// File is the compose file below the workspace.
	File string
	// HealthyWithin bounds the start of the services; zero means the default.
	HealthyWithin time.Duration
	// Answers is an http address on this machine that must answer with a
	// status below 400; may be empty.
	Answers string
}

// HookClaim claims that the hooks which a repository carries are installed.
type HookClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Path is the folder of hooks inside the repository, such as ".githooks".
	Path string
}

// CommitClaim claims that a commit by this person exists on a branch of hers.
type CommitClaim struct {
	// In is the repository's folder below the workspace.
	In string
	// Branch is the name proposed for the branch.
	Branch string
}

// PushClaim claims that her commit is on a branch of the origin.
type PushClaim struct {
	// In is the repository's folder below the workspace.
	In string
}

// AskClaim claims what only a person can vouch for.
type AskClaim struct {
	// Text is what is asked of her.
	Text string
}

func (ToolClaim) kind() Kind     { return Tool }
func (PortClaim) kind() Kind     { return Port }
func (DiskClaim) kind() Kind     { return Disk }
func (IdentityClaim) kind() Kind { return Identity }
func (DockerClaim) kind() Kind   { return Docker }
func (CloneClaim) kind() Kind    { return Clone }
func (RunClaim) kind() Kind      { return Run }
func (ComposeClaim) kind() Kind  { return Compose }
func (HookClaim) kind() Kind     { return Hook }
func (CommitClaim) kind() Kind   { return Commit }
func (PushClaim) kind() Kind     { return Push }
func (AskClaim) kind() Kind      { return Ask }

// For returns the journey with the steps that are for the given track and those
// for everyone; an empty track keeps every step. Stages left without a step are
// dropped, and so are needs of steps that were dropped.
func (j Journey) For(track string) Journey {
	if track == "" {
		return j
	}
	kept := map[string]bool{}
	stages := make([]Stage, 0, len(j.Stages))
	for _, stage := range j.Stages {
		steps := make([]Step, 0, len(stage.Steps))
		for _, step := range stage.Steps {
			if len(step.For) == 0 || slices.Contains(step.For, track) {
				kept[step.ID] = true
				steps = append(steps, step)
			}
		}
		if len(steps) > 0 {
			stages = append(stages, Stage{Name: stage.Name, Steps: steps})
		}
	}
	for _, stage := range stages {
		for i, step := range stage.Steps {
			stage.Steps[i].Needs = slices.DeleteFunc(slices.Clone(step.Needs), func(id string) bool { return !kept[id] })
		}
	}
	j.Stages = stages
	return j
}

// Steps returns every step in order.
func (j Journey) Steps() []Step {
	var steps []Step
	for _, stage := range j.Stages {
		steps = append(steps, stage.Steps...)
	}
	return steps
}

// Folder returns the folder below the workspace in which the author's own
// commands for the step run; empty means the workspace itself.
func (s Step) Folder() string {
	switch c := s.Claim.(type) {
	case RunClaim:
		return c.In
	case HookClaim:
		return c.In
	case CommitClaim:
		return c.In
	case PushClaim:
		return c.In
	default:
		return ""
	}
}

// Step returns the step with the given ID.
func (j Journey) Step(id string) (Step, bool) {
	for _, stage := range j.Stages {
		for _, step := range stage.Steps {
			if step.ID == id {
				return step, true
			}
		}
	}
	return Step{}, false
}

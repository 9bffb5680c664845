// Package journey is the authored file: stages of steps, each step one claim
// with its words. It turns the file's bytes into a Journey, or into errors that
// say file, line, column and what was expected.
//
// The package is pure: it reads no file; it is handed bytes.
package journey

import (
	"encoding/json"
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
	// Health are claims about the machine that are looked at aside from the
	// way: they hold nobody up.
	Health []Step
	// Tools are the author's own entries for the catalogue of tools.
	Tools []ToolEntry
	// Managers are the package managers to propose first, in order.
	Managers []string
	// Failures are the author's known failures, as a JSON list in the form of
	// the built-in ones; empty where there are none.
	Failures json.RawMessage
	// Helper is who helps a person that is stuck; without a name there is nobody.
	Helper Helper `json:",omitzero"`
	// Baseline is how long it took until milestones before there was the journey,
	// nights and weekends included; empty where its author does not say.
	Baseline map[Milestone]time.Duration `json:",omitempty"`
	// Telemetry says where onboardings may be sent, by consent; nil where the
	// author named no place.
	Telemetry *Telemetry `json:",omitempty"`
	// Source says where the file came from: a path, or "demo".
	Source string
	// Workspace is the absolute folder that the folders of steps lie below; empty
	// means the person's own. No author can set it.
	Workspace string
	// Hash is the SHA-256 of the file's bytes, in hexadecimal.
	Hash string
	// Drafted says that nobody wrote it: it was made of what the files of a repository
	// state.
	Drafted bool `json:",omitempty"`
}

// Helper is who helps a person that is stuck, and gets what she says of steps. Each
// way to them may be missing.
type Helper struct {
	// Name is what people call them.
	Name string
	// Host and Repository are where an issue reaches them, such as "github.com" and
	// "acme/onboarding".
	Host, Repository string
	// Mail is their address.
	Mail string
	// How says where to paste a copied text.
	How string
}

// ToolEntry is an author's own entry for the catalogue of tools.
type ToolEntry struct {
	// Name is what tool steps call it.
	Name string
	// Asks is what is run to ask it for its version, as one would type it, and
	// which packages it is installed from.
	Asks string
	// JSON is the whole entry in the form of the catalogue.
	JSON json.RawMessage
}

// Telemetry says where onboardings may be sent.
type Telemetry struct {
	// Endpoint is the address of a collector, by https or on this machine, with
	// nothing secret in it.
	Endpoint string
	// Attributes are what every span and figure is told to be of, in order.
	Attributes []Attribute
}

// Attribute is a name and a value.
type Attribute struct{ Name, Value string }

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
	Tool         Kind = "tool"
	Port         Kind = "port"
	Disk         Kind = "disk"
	Memory       Kind = "memory"
	Identity     Kind = "identity"
	Path         Kind = "path"
	Locale       Kind = "locale"
	Clock        Kind = "clock"
	Limits       Kind = "limits"
	Platform     Kind = "platform"
	Keyring      Kind = "keyring"
	SSH          Kind = "ssh"
	Signing      Kind = "signing"
	Network      Kind = "network"
	Proxy        Kind = "proxy"
	Docker       Kind = "docker"
	SignIn       Kind = "sign-in"
	Clone        Kind = "clone"
	Detect       Kind = "detect"
	Run          Kind = "run"
	Compose      Kind = "compose"
	Container    Kind = "container"
	Devcontainer Kind = "devcontainer"
	Image        Kind = "image"
	Hook         Kind = "hook"
	Pick         Kind = "pick"
	Commit       Kind = "commit"
	Guardrail    Kind = "guardrail"
	Push         Kind = "push"
	Pull         Kind = "pull-request"
	Checks       Kind = "checks"
	Review       Kind = "review"
	Merge        Kind = "merge"
	Ask          Kind = "ask"
)

// Kinds lists every kind of step in the order that docs give them.
func Kinds() []Kind {
	return append(MachineKinds(), SignIn, Clone, Detect, Run, Compose, Container, Devcontainer, Image, Hook, Pick, Commit, Guardrail, Push, Pull, Checks, Review, Merge, Ask)
}

// MachineKinds lists the kinds of step that are about the machine itself.
func MachineKinds() []Kind {
	return []Kind{
		Tool, Port, Disk, Memory, Identity, Path, Locale, Clock, Limits, Platform, Keyring, SSH, Signing, Network, Proxy, Docker,
	}
}

// ByHand reports whether a claim of the kind is a person's own doing, in whatever program
// she likes.
func (k Kind) ByHand() bool {
	switch k {
	case Clone, Hook, Commit, Push, Pull:
		return true
	default:
		return false
	}
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
	FirstPull       Milestone = "first-pull-request"
	FirstReview     Milestone = "first-review"
	FirstMerge      Milestone = "first-merge"
)

// The milestones from outside the journey: they are told, and not observed.
const (
	// StartDate is the first day at the company.
	StartDate Milestone = "start-date"
	// TenthMerge is when the tenth pull request was merged.
	TenthMerge Milestone = "tenth-merge"
)

// Milestones lists every milestone of a journey in the order that people reach them.
func Milestones() []Milestone {
	return []Milestone{MachineReady, CodeCloned, TestsPass, ServicesHealthy, FirstCommit, FirstPush, FirstPull, FirstReview, FirstMerge}
}

// For returns the journey with the steps that are for the given track and those
// for everyone; an empty track keeps every step. Stages left without a step are
// dropped, and so are needs of steps that were dropped.
func (j Journey) For(track string) Journey {
	if track == "" {
		return j
	}
	kept := map[string]bool{}
	keep := func(steps []Step) []Step {
		var left []Step
		for _, step := range steps {
			if len(step.For) == 0 || slices.Contains(step.For, track) {
				kept[step.ID] = true
				left = append(left, step)
			}
		}
		return left
	}
	stages := make([]Stage, 0, len(j.Stages))
	for _, stage := range j.Stages {
		if steps := keep(stage.Steps); len(steps) > 0 {
			stages = append(stages, Stage{Name: stage.Name, Steps: steps})
		}
	}
	j.Stages, j.Health = stages, keep(j.Health)
	lists := [][]Step{j.Health}
	for _, stage := range j.Stages {
		lists = append(lists, stage.Steps)
	}
	for _, steps := range lists {
		for i, step := range steps {
			steps[i].Needs = slices.DeleteFunc(slices.Clone(step.Needs), func(id string) bool { return !kept[id] })
		}
	}
	return j
}

// WithHealth returns the journey with further claims aside from the way. A claim
// of a kind that the journey makes already, on the way or aside, is left out, and
// so is one whose ID is taken.
func (j Journey) WithHealth(further []Step) Journey {
	made := j.Claims()
	for _, step := range further {
		if !slices.ContainsFunc(made, func(s Step) bool { return s.Kind == step.Kind || s.ID == step.ID }) {
			j.Health = append(slices.Clip(j.Health), step)
		}
	}
	return j
}

// Claims returns every step of the way in order, and after them the claims aside
// from it.
func (j Journey) Claims() []Step { return append(j.Steps(), j.Health...) }

// Steps returns every step of the way in order.
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
	case DetectClaim:
		return c.In
	case DevcontainerClaim:
		return c.In
	case RunClaim:
		return c.In
	case HookClaim:
		return c.In
	case PickClaim:
		return c.In
	case CommitClaim:
		return c.In
	case GuardrailClaim:
		return c.In
	case PushClaim:
		return c.In
	case PullClaim:
		return c.In
	case ChecksClaim:
		return c.In
	case ReviewClaim:
		return c.In
	case MergeClaim:
		return c.In
	default:
		return ""
	}
}

// Step returns the step or the claim aside from the way with the given ID.
func (j Journey) Step(id string) (Step, bool) {
	for _, stage := range j.Stages {
		if i := indexOf(stage.Steps, id); i >= 0 {
			return stage.Steps[i], true
		}
	}
	if i := indexOf(j.Health, id); i >= 0 {
		return j.Health[i], true
	}
	return Step{}, false
}

func indexOf(steps []Step, id string) int {
	return slices.IndexFunc(steps, func(s Step) bool { return s.ID == id })
}

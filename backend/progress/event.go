// Package progress folds the recorded events of an onboarding into where the
// person stands and where her time went. Every face shows this fold and nothing
// else, so a crash, a second window, a restart or a replay shows the same.
//
// The package is pure: it performs no I/O and reads no clock; the present
// moment is handed in.
package progress

import (
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
)

// Event is one recorded fact of an onboarding. It is appended, never changed.
type Event struct {
	// Seq numbers the events of a store; it is given by the store.
	Seq int64 `json:"-"`
	// At is when it was recorded, in UTC, whole milliseconds, and never before
	// the event ahead of it but for ClockSet, which may lie before it by as much as
	// the clock was put back; it is given by the store.
	At time.Time `json:"-"`
	// Kind says which of the fields below are set.
	Kind Kind `json:"-"`
	// Session is the face that recorded it.
	Session string `json:"session,omitempty"`
	// Step is the ID of the step that it is about.
	Step string `json:"step,omitempty"`
	// Plan is set by Adopted.
	Plan *Plan `json:"plan,omitempty"`
	// Approval is set by Approved.
	Approval *journey.Approval `json:"approval,omitempty"`
	// Finding is set by Observed.
	Finding *check.Finding `json:"finding,omitempty"`
	// Work is set by WorkBegan and WorkEnded; Asked and Answered name its run, and
	// Answered says with Cancelled that nobody answered.
	Work *Work `json:"work,omitempty"`
	// Since is in UTC. Left and Asleep set it to the last sign of life, Observed
	// to when the finding before was last confirmed, where that is known. Entered
	// sets it where the face was open all the time, to when it was last known to be.
	Since time.Time `json:"since,omitzero"`
	// Shift is set by ClockSet: by how much the clock was put forward, or back
	// where it is negative. In whole milliseconds.
	Shift time.Duration `json:"shift,omitempty"`
	// Until is set by Muted, in UTC: when the claim is to be told of again; zero
	// means never.
	Until time.Time `json:"until,omitzero"`
	// Of is set by Withdrawn: the Seq of the note.
	Of int64 `json:"of,omitempty"`
	// Milestone is set by Dated, which also sets Since, and by Pulsed.
	Milestone journey.Milestone `json:"milestone,omitempty"`
	// Note is set by Attested, Muted, Noted, Thanked and Pulsed: what the person said.
	// Only Attested and Pulsed events may be without. It has MostNote characters at most.
	Note string `json:"note,omitempty"`
	// Score is set by Pulsed: how well the way went, from 1 to MostScore; 0 says that
	// the person would rather not say.
	Score int `json:"score,omitempty"`
	// Rehearsed is set by Attested when no person was asked, since the journey
	// was run unattended.
	Rehearsed bool `json:"rehearsed,omitempty"`
}

// word returns the finding that an Attested event makes.
func (e Event) word() check.Finding {
	said := "You said so"
	if e.Rehearsed {
		said = "Rehearsed; no person was asked"
	}
	return check.Finding{Status: check.OK, Summary: said, Attested: true}
}

// Kind is what an event records.
type Kind string

// The kinds of event.
const (
	// Adopted: the journey was read for the first time, or it changed.
	Adopted Kind = "adopted"
	// Entered: a face was opened.
	Entered Kind = "entered"
	// Left: a face was closed, or found to have ended at Since.
	Left Kind = "left"
	// Active: the person did something, looking at Step.
	Active Kind = "active"
	// Asleep: the machine slept, or the program was stopped, from Since until now.
	Asleep Kind = "asleep"
	// ClockSet: the machine's clock was put forward or back by Shift. The events
	// before it bear the time of the clock as it was.
	ClockSet Kind = "clock-set"
	// Approved: the person agreed to the journey's commands.
	Approved Kind = "approved"
	// Observed: a claim was looked at and the answer was new.
	Observed Kind = "observed"
	// WorkBegan: a fix or a costly observation was started.
	WorkBegan Kind = "work-began"
	// WorkEnded: it ended; Work says how.
	WorkEnded Kind = "work-ended"
	// Asked: work waits for the person to answer a question.
	Asked Kind = "asked"
	// Answered: she did, or the question was taken back.
	Answered Kind = "answered"
	// Attested: the person vouched for a claim.
	Attested Kind = "attested"
	// Muted: the person chose not to be told of a claim for a while.
	Muted Kind = "muted"
	// Noted: the person said in a line what of the step, or of the journey where
	// none is named, hurt.
	Noted Kind = "noted"
	// Thanked: she thanked whoever made the step, or the journey.
	Thanked Kind = "thanked"
	// Withdrawn: she took back one of either. The words stay in the record, and no
	// face shows them from then on.
	Withdrawn Kind = "withdrawn"
	// Pulsed: the person said how the way to a milestone went, or would rather not.
	Pulsed Kind = "pulsed"
	// Stuck: the person asked for help at a step.
	Stuck Kind = "stuck"
	// Unstuck: she goes on by herself.
	Unstuck Kind = "unstuck"
	// Dated: a milestone from outside the journey is known to have been at Since.
	Dated Kind = "dated"
	// Unmuted: the person is told of the claim again, or the while is over.
	Unmuted Kind = "unmuted"
)

// Opinion reports whether it is what the person thinks, which she may keep to
// herself.
func (k Kind) Opinion() bool { return k == Noted || k == Thanked || k == Pulsed }

// Plan is what an onboarding must remember of its journey.
type Plan struct {
	Name   string `json:"name"`
	Source string `json:"source"`
	Hash   string `json:"hash"`
	Track  string `json:"track,omitempty"`
	// Baseline is how long its author says that it took until milestones before.
	Baseline map[journey.Milestone]time.Duration `json:"baseline,omitempty"`
	// Asks says that it brings commands, which the person is to approve before they run.
	Asks bool `json:"asks,omitempty"`
	// Steps are those of the way in order, and after them the claims aside.
	Steps []PlanStep `json:"steps"`
}

// PlanStep is what an onboarding must remember of a step.
type PlanStep struct {
	ID        string            `json:"id"`
	Stage     string            `json:"stage"`
	Kind      journey.Kind      `json:"kind"`
	Title     string            `json:"title"`
	Milestone journey.Milestone `json:"milestone,omitempty"`
	// Aside says that the claim does not stand on the way: nothing waits for it,
	// and the onboarding can finish without it.
	Aside bool `json:"aside,omitempty"`
}

// PlanOf returns what to remember of a journey that was opened for a track.
func PlanOf(j journey.Journey, track string) Plan {
	plan := Plan{Name: j.Name, Source: j.Source, Hash: j.Hash, Track: track, Baseline: j.Baseline, Asks: len(j.Approval().Commands) > 0, Steps: []PlanStep{}}
	for _, stage := range j.Stages {
		for _, step := range stage.Steps {
			plan.Steps = append(plan.Steps, PlanStep{
				ID: step.ID, Stage: stage.Name, Kind: step.Kind, Title: step.Title, Milestone: step.Milestone,
			})
		}
	}
	for _, claim := range j.Health {
		plan.Steps = append(plan.Steps, PlanStep{ID: claim.ID, Kind: claim.Kind, Title: claim.Title, Aside: true})
	}
	return plan
}

// Work is a fix, an act on a service or a costly observation: time that the
// machine spends.
type Work struct {
	// Run names the work; its output is kept under this name.
	Run string `json:"run"`
	// Use says what kind of work it is.
	Use Use `json:"use,omitempty"`
	// Fix is the ID of the fix, for UseFix and UseTend.
	Fix string `json:"fix,omitempty"`
	// Service is what is done something with, for UseTend.
	Service string `json:"service,omitempty"`
	// Title is what the person was shown that it does.
	Title string `json:"title,omitempty"`
	// Outcome is set when the work ended.
	Outcome Outcome `json:"outcome,omitempty"`
	// Reason says why it ended as it did, for a person; empty when it is done.
	Reason string `json:"reason,omitempty"`
	// Known is the known failure that its output matched, if any.
	Known *check.KnownFailure `json:"known,omitempty"`
}

// Use is what kind of work the machine does.
type Use string

// The uses of the machine's time.
const (
	UseFix     Use = "fix"
	UseObserve Use = "observe"
	// UseTend is an act on a service that the person asked for: no attempt to make
	// the claim hold, and no failure of it.
	UseTend Use = "tend"
)

// Outcome is how a piece of work ended.
type Outcome string

// The outcomes of work. None of them says that the claim holds: only the
// observation that follows does.
const (
	Done      Outcome = "done"
	Failed    Outcome = "failed"
	Cancelled Outcome = "cancelled"
	// Lost work ended with the program that ran it: killed or crashed.
	Lost Outcome = "lost"
)

package progress

import (
	"maps"
	"slices"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
)

// State is where an onboarding stands: the fold over its events. The zero State
// is an onboarding without events.
type State struct {
	// Plan is the journey as last adopted.
	Plan Plan
	// StartedAt is when the journey was first adopted.
	StartedAt time.Time
	// FinishedAt is when the last step first held; zero until then. The clock
	// of the onboarding stops there.
	FinishedAt time.Time
	// Steps are the steps of the plan, in order: the first Way of them those of
	// the way, the others aside from it.
	Steps []Step
	// Way is how many steps the way has.
	Way int
	// Milestones are those that the plan can reach, in the order of
	// journey.Milestones.
	Milestones []Milestone
	// Spent is the whole time until the last event.
	Spent Split
	// Approval is what the person last agreed to.
	Approval journey.Approval
	// Current is the index of the step that is next; Way when all hold.
	Current int
	// Running is the work under way, oldest first.
	Running []Running
	// Notes are what the person said of steps and whom she thanked, in order.
	Notes []Note
	// Pulses are what the person answered at milestones, in order.
	Pulses []Pulse
	// Dated are when milestones from outside the journey were, where that is known.
	Dated map[journey.Milestone]time.Time
	// Named are the people and the machines that anything found ever named.
	Named Named
	// Seq is the number of the last event folded.
	Seq int64

	// whole divides the time until the last event, finished or not.
	whole    Split
	until    time.Time
	active   time.Time
	focus    string
	sessions map[string]bool
	index    map[string]int
	approved map[string]bool
	// commands are the sums of the commands that the person agreed to.
	commands map[string]bool
	reaches  map[reach]bool
	// shift is by how much the clock was set in all.
	shift time.Duration
	// gone are the steps that the journey no longer has, and what went into no
	// step at all, as into reading what there is to approve, is stray.
	gone  map[claimed]Step
	stray Split
	// took are how long the latest runs took, by what they did.
	took map[Effort][]time.Duration
	// stuck are the steps at which the person asked for help and waits for it, in the
	// order in which she asked.
	stuck []claimed
	// trace keeps when the time was that is counted; nil where nobody asks.
	trace *trace
}

// claimed tells a step from one of another kind that came to bear its ID.
type claimed struct {
	id   string
	kind journey.Kind
}

// reach is what the services of a step reach of this machine.
type reach struct{ step, text string }

// Step is where one step stands.
type Step struct {
	PlanStep
	// Finding is what the person is shown: what was last observed or, while the
	// claim is muted, that it is. Its Status is empty until then.
	Finding check.Finding
	// Observed is what was last observed; its Status is empty until then.
	Observed check.Finding
	// Since is when Observed was first seen, By the session that saw it.
	Since time.Time
	By    string
	// Mute is the person's wish not to be told of the claim; nil without one.
	Mute *Mute
	// Drift says that the claim held once and no longer does; nil otherwise.
	Drift *Drift
	// HeldAt is when the claim first held; zero until then.
	HeldAt time.Time
	// Attempts counts the fixes and costly observations that were started.
	Attempts int
	// Retries counts those that were started after one of the same use by which the
	// claim had not come to hold. To look again at what held, or whether a fix has
	// worked, is none.
	Retries int
	// Failures counts those that did not end well.
	Failures int
	// LastWork is how the last piece of work ended, and LastBeganAt when it began.
	LastWork    *Work
	LastBeganAt time.Time
	// LastFix is how the last fix ended, whatever was looked at since; nil once
	// the claim has held and no longer does, which is another trouble.
	LastFix *Work
	// Tended are the last acts on each of the step's services, the latest last.
	Tended []Tended
	// Note is what the person said when she vouched for the claim.
	Note string
	// Vouched is the finding that she made so; its Status is empty until then.
	// It stands however often the claim is blocked meanwhile.
	Vouched check.Finding
	// Spent is the time that went into this step.
	Spent Split
	// StuckAt is when the person asked for help that she waits for; zero where she
	// does not.
	StuckAt time.Time

	workedAt time.Time
	// fixed and looked say that a fix and a costly look were tried since the claim held.
	fixed, looked bool
	// earlier says that the claim is known to have come to hold before the onboarding.
	earlier bool
	// told is the status of the last finding that told whether the claim holds.
	told check.Status
	// held is the last finding with which the claim held, and heldUntil when
	// that is last known to have been so.
	held      check.Finding
	heldUntil time.Time
	// seen is when the finding was new, and failed when the claim was last known to fail
	// for a reason of its own, as time passed since the start.
	seen, failed time.Duration
}

// Tended is an act on a service that has ended, and when it was carried out.
type Tended struct {
	Work
	// Session is the face that recorded its end.
	Session          string
	BeganAt, EndedAt time.Time
}

// Milestone is a measured point on the way.
type Milestone struct {
	Name journey.Milestone
	// At is when it was reached; zero until then.
	At time.Time
	// Elapsed is the time from the start of the onboarding until At.
	Elapsed time.Duration
	// Spent divides Elapsed.
	Spent Split
	// Earlier says that what it stands for is known to be from before the onboarding,
	// such as a commit of another day: nothing led to it here.
	Earlier bool
}

// Running is work under way.
type Running struct {
	Work
	Step    string
	Session string
	BeganAt time.Time
	// Asks says that it waits for the person to answer a question.
	Asks bool
	// interrupted says that its time tells nothing of how long it takes.
	interrupted bool
}

// working returns the work that goes on by itself and began first, or nil.
func (s *State) working() *Running {
	if i := slices.IndexFunc(s.Running, func(r Running) bool { return !r.Asks }); i >= 0 {
		return &s.Running[i]
	}
	return nil
}

// asking returns the work that waits for the person and began first, or nil.
func (s *State) asking() *Running {
	if i := slices.IndexFunc(s.Running, func(r Running) bool { return r.Asks }); i >= 0 {
		return &s.Running[i]
	}
	return nil
}

// Step returns where the step with the given ID stands.
func (s *State) Step(id string) (Step, bool) {
	if i, ok := s.index[id]; ok {
		return s.Steps[i], true
	}
	return Step{}, false
}

// Holds reports whether the step with the given ID held when last observed.
func (s *State) Holds(id string) bool {
	step, ok := s.Step(id)
	return ok && step.Finding.Holds()
}

// Carries reports whether what needs the step with the given ID can be looked at:
// it holds or, while it cannot be told, it held when it last could be. That nothing
// can be told of a sign-in for a minute says nothing against a commit. A guardrail
// carries only while it holds.
func (s *State) Carries(id string) bool {
	step, ok := s.Step(id)
	if !ok || step.Finding.Holds() {
		return ok
	}
	return step.Kind != journey.Guardrail && step.Observed.Status == check.Unknown && step.told == check.OK
}

// Left counts the steps of the way that do not hold and have to for a milestone: those
// of the milestone, and all that lie before the last of them, as they are in the way as
// well. Stage is the one in which they all stand where the milestone begins in another;
// else it is empty.
func (s *State) Left(name journey.Milestone) (left int, stage string) {
	var open []Step
	begins := ""
	for _, step := range s.Steps[:s.Way] {
		if step.Milestone == name && begins == "" {
			begins = step.Stage
		}
		if step.Finding.Holds() {
			continue
		}
		open = append(open, step)
		if step.Milestone == name {
			left = len(open)
		}
	}
	for _, step := range open[:left] {
		if step.Stage == begins || step.Stage != open[0].Stage {
			return left, ""
		}
		stage = step.Stage
	}
	return left, stage
}

// Approves reports whether the person agreed to exactly these commands, now or
// at any earlier time.
func (s *State) Approves(a journey.Approval) bool {
	return len(a.Commands) == 0 || s.approved[a.Hash]
}

// ApprovesEach reports whether the person agreed to each of these commands, now or at
// any earlier time and whatever else she agreed to with it.
func (s *State) ApprovesEach(commands []journey.ApprovedCommand) bool {
	return !slices.ContainsFunc(commands, func(c journey.ApprovedCommand) bool { return !s.commands[c.Sum] })
}

// ApprovesReach reports whether the person agreed, now or at any earlier time, that
// the services of a step reach what the text says of this machine.
func (s *State) ApprovesReach(step, text string) bool { return s.reaches[reach{step, text}] }

// Present reports whether the session is open.
func (s *State) Present(session string) bool { return s.sessions[session] }

// Clone returns a copy that shares nothing that either would change.
func (s *State) Clone() *State {
	c := *s
	c.Steps = slices.Clone(s.Steps)
	c.Milestones = slices.Clone(s.Milestones)
	c.Running = slices.Clone(s.Running)
	c.sessions = maps.Clone(s.sessions)
	c.approved, c.commands = maps.Clone(s.approved), maps.Clone(s.commands)
	c.reaches = maps.Clone(s.reaches)
	c.gone = maps.Clone(s.gone)
	c.Dated = maps.Clone(s.Dated)
	c.Notes = slices.Clip(s.Notes)
	c.Pulses = slices.Clip(s.Pulses)
	c.Named = Named{slices.Clip(s.Named.Names), slices.Clip(s.Named.Hosts)}
	c.took = maps.Clone(s.took)
	return &c
}

// At returns the state as it stands at a moment after the last event: the same
// facts, with the time since then counted.
func (s *State) At(now time.Time) *State {
	c := s.Clone()
	c.pass(now.UTC().Truncate(time.Millisecond))
	c.unmuteDue(now)
	return c
}

// Mode is what time counts as.
type Mode string

// The modes of time; ModeStopped is the clock of a finished onboarding.
const (
	ModeHandsOn Mode = "hands_on"
	ModeMachine Mode = "machine"
	ModeWaiting Mode = "waiting"
	ModeAway    Mode = "away"
	ModeStopped Mode = ""
)

// Mode returns what the moment now counts as.
func (s *State) Mode(now time.Time) Mode {
	switch {
	case !s.FinishedAt.IsZero() || s.StartedAt.IsZero():
		return ModeStopped
	case s.working() != nil:
		return ModeMachine
	case s.waits() && s.asking() == nil && !s.elsewhere():
		return ModeWaiting
	case len(s.sessions) > 0 && !s.active.IsZero() && now.Before(s.active.Add(IdleLimit)):
		return ModeHandsOn
	case s.waits():
		return ModeWaiting
	default:
		return ModeAway
	}
}

// Elapsed returns the time from the start until the last event, or until the
// onboarding finished.
func (s *State) Elapsed() time.Duration { return s.Spent.Total() }

// SameWord reports whether an Attested event would say nothing that has not been
// said of its step.
func (s *State) SameWord(e Event) bool {
	step, ok := s.Step(e.Step)
	return ok && step.Vouched.Same(e.word()) && step.Note == e.Note
}

// SameSign reports whether a sign of the person at now, looking at step, would
// say nothing that the last one, at most within ago, has not said.
func (s *State) SameSign(now time.Time, step string, within time.Duration) bool {
	return s.focus == step && !s.active.IsZero() && now.Sub(s.active) < within
}

package app

import (
	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/share"
)

// State is everything that a face shows: where the onboarding stands, translated
// from the guide's view. Times are RFC 3339 in UTC with milliseconds, empty
// where there is none; durations are whole milliseconds.
type State struct {
	// Choosing says that the person is yet to choose her first journey, and that
	// there is nothing else to show.
	Choosing bool `json:"choosing"`
	// Seq is the number of the last event in this state.
	Seq        int64      `json:"seq"`
	Journey    Journey    `json:"journey"`
	Onboarding Onboarding `json:"onboarding"`
	Stages     []Stage    `json:"stages"`
	// Health are the claims aside from the way.
	Health     []Step      `json:"health"`
	Milestones []Milestone `json:"milestones"`
	Clock      Clock       `json:"clock"`
	Approval   Approval    `json:"approval"`
	// Current is the ID of the step that is next; empty when all hold.
	Current string `json:"current"`
	// Urgent are the IDs of the claims that need the person, the one to begin with
	// first.
	Urgent []string `json:"urgent"`
	// Waits is what holds up the claims that are blocked.
	Waits Waits `json:"waits"`
	// Workspace is the folder that code is cloned into, with ~ for home.
	Workspace string `json:"workspace"`
	// Theme is how Firstlight is to look: "system", "light" or "dark".
	Theme string `json:"theme"`
	// Chooses says that the face can show the system's own dialog for a folder.
	Chooses bool `json:"chooses"`
	// Notices are sentences that a person should know, such as that folders
	// are polled because watches ran out.
	Notices []string `json:"notices"`
}

// Waits is what holds up the claims that are blocked: how many wait for the person's
// approval, how many for other claims, and the titles of those.
type Waits struct {
	Approval int      `json:"approval"`
	Steps    int      `json:"steps"`
	Titles   []string `json:"titles"`
}

// Journey names the journey that is open.
type Journey struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Source      string   `json:"source"`
	Hash        string   `json:"hash"`
	Track       string   `json:"track"`
	Tracks      []string `json:"tracks"`
	// Drafted says that nobody wrote it: it was made of what a repository's files
	// state.
	Drafted bool `json:"drafted,omitempty"`
}

// Onboarding names the passage through the journey.
type Onboarding struct {
	ID         string `json:"id"`
	StartedAt  string `json:"started_at"`
	FinishedAt string `json:"finished_at"`
}

// Stage is a named run of steps and how many of them hold.
type Stage struct {
	Name  string `json:"name"`
	Held  int    `json:"held"`
	Steps []Step `json:"steps"`
}

// Step is one claim with its words, what was found and what can be done.
type Step struct {
	ID    string       `json:"id"`
	Stage string       `json:"stage"`
	Kind  journey.Kind `json:"kind"`
	Title string       `json:"title"`
	Why   string       `json:"why"`
	How   string       `json:"how"`
	// Status is empty until the claim was first observed.
	Status  check.Status `json:"status"`
	Pending bool         `json:"pending"`
	// Waiting says that the next move is another person's.
	Waiting  bool `json:"waiting"`
	Attested bool `json:"attested"`
	// InWay says that the claim stands in the way of the journey: it is one of its
	// steps, or the step that is next rests on it.
	InWay    bool             `json:"-"`
	Code     string           `json:"code"`
	Summary  string           `json:"summary"`
	Evidence []check.Evidence `json:"evidence"`
	Detail   string           `json:"detail"`
	// Known is the known failure that the detail tells of; nil without one.
	Known *check.KnownFailure `json:"known"`
	// Since is when this finding was first seen, SeenAt when it was last
	// confirmed.
	Since  string `json:"since"`
	SeenAt string `json:"seen_at"`
	HeldAt string `json:"held_at"`
	// Observing says that the claim is being looked at now.
	Observing bool `json:"observing"`
	// TookMS is how long the last look of this program was; 0 before there was
	// one.
	TookMS int64 `json:"took_ms"`
	// Skipped says that this program was told not to look at the claim.
	Skipped bool `json:"skipped"`
	// Mute is the person's wish not to be told of the claim; nil without one.
	Mute *Mute `json:"mute"`
	// Drift says that the claim held once and no longer does; nil otherwise.
	Drift *Drift `json:"drift"`
	Needs []Need `json:"needs"`
	Fixes []Fix  `json:"fixes"`
	// Attempts counts fixes and costly observations, Failures those that did
	// not end well.
	Attempts int   `json:"attempts"`
	Failures int   `json:"failures"`
	Spent    Spent `json:"spent"`
	// Run is the work under way, or else the last; nil when there was none.
	Run *Run `json:"run"`
	// LastFix is the fix that ended before Run, where Run is a check; nil where
	// there was none, or none since the claim last held.
	LastFix *Run `json:"last_fix"`
	// Note is what the person said when she vouched for the claim.
	Note string `json:"note"`
	// StuckAt is when the person asked for help that she waits for; empty where she
	// does not.
	StuckAt string `json:"stuck_at,omitempty"`
	// Milestone is the milestone that the step belongs to; may be empty.
	Milestone journey.Milestone `json:"milestone"`
	// ByHand says that it is a person's own doing, in whatever program she likes.
	ByHand bool `json:"by_hand"`
	// WaitsApproval says that something which would run for it waits for the person to
	// agree to it.
	WaitsApproval bool `json:"waits_approval"`
}

// Mute is a person's wish not to be told of a claim for a while.
type Mute struct {
	Reason string `json:"reason"`
	Since  string `json:"since"`
	// Until is when she is to be told again; empty means never.
	Until string `json:"until"`
}

// Drift says of a claim that it held once and no longer does.
type Drift struct {
	// HeldUntil is the last moment at which it is known to have held.
	HeldUntil string `json:"held_until"`
	// Changes are the facts that differ between then and now.
	Changes []check.Change `json:"changes"`
}

// Need is a step that must hold first.
type Need struct {
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	Status check.Status `json:"status"`
}

// Fix is a way to make a claim hold, as it is shown before it runs.
type Fix struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Effect string `json:"effect"`
	// Commands are the exact commands for the default answers.
	Commands []string `json:"commands"`
	// Dir is the folder that they run in, with ~ for home; empty where it does
	// not matter.
	Dir         string          `json:"dir"`
	Privilege   check.Privilege `json:"privilege"`
	Undo        string          `json:"undo"`
	Recommended string          `json:"recommended"`
	Inputs      []check.Input   `json:"inputs"`
	// Destroys are the things that are gone for good afterwards.
	Destroys []string `json:"destroys"`
	// Usual is how long it takes; nil where it has not run yet.
	Usual *Usual `json:"usual"`
}

// Usual is how long work takes, from earlier runs of it.
type Usual struct {
	TookMS int64 `json:"took_ms"`
	// Runs is how many earlier runs that is from.
	Runs int `json:"runs"`
	// Own is how many of them are this person's; the others are of other people.
	Own int `json:"own,omitempty"`
}

// Run is a fix or a costly observation.
type Run struct {
	ID      string `json:"id"`
	Use     string `json:"use"`
	Fix     string `json:"fix"`
	Title   string `json:"title"`
	BeganAt string `json:"began_at"`
	// EndedAt is told of an act on a service; empty while it runs.
	EndedAt string `json:"ended_at,omitempty"`
	// Outcome is empty while it runs.
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	// Known is the known failure that the output tells of; nil without one.
	Known *check.KnownFailure `json:"known"`
	// Mine says that this program runs it, so that it can be cancelled here.
	Mine     bool            `json:"mine"`
	Progress *check.Progress `json:"progress"`
	// Question is what the work asks of the person; nil while it asks nothing.
	Question *Question `json:"question"`
	// Usual is how long such work takes while it runs; nil where that is not known.
	Usual *Usual `json:"usual"`
}

// Question is something that work under way asks of the person.
type Question struct {
	// ID names the question when it is answered.
	ID string `json:"id"`
	check.Question
}

// Spent is time divided by what it went into; the parts add up to the whole.
type Spent struct {
	HandsOnMS int64 `json:"hands_on_ms"`
	MachineMS int64 `json:"machine_ms"`
	WaitingMS int64 `json:"waiting_ms"`
	AwayMS    int64 `json:"away_ms"`
}

// Milestone is a measured point on the way.
type Milestone struct {
	Name journey.Milestone `json:"name"`
	// Title is the milestone's name in words.
	Title     string `json:"title"`
	At        string `json:"at"`
	ElapsedMS int64  `json:"elapsed_ms"`
	Spent     Spent  `json:"spent"`
	// Earlier says that it is from before the onboarding, such as a commit of another
	// day.
	Earlier bool `json:"earlier,omitempty"`
}

// Clock is the time of the whole onboarding so far.
type Clock struct {
	// Now is the moment that the figures are for.
	Now       string `json:"now"`
	ElapsedMS int64  `json:"elapsed_ms"`
	Spent     Spent  `json:"spent"`
	// Mode is what the present moment counts as: "hands_on", "machine",
	// "waiting", "away", or empty when the clock has stopped.
	Mode string `json:"mode"`
	// Next is the milestone that comes next; nil when all are reached.
	Next *NextMilestone `json:"next"`
}

// NextMilestone is the milestone that comes next and how many steps still lie
// before it.
type NextMilestone struct {
	Name  journey.Milestone `json:"name"`
	Title string            `json:"title"`
	Left  int               `json:"left"`
	// Stage is where they all stand, where the milestone begins in another; else empty.
	Stage string `json:"stage"`
}

// Approval is what the person must agree to before authored commands run.
type Approval struct {
	Needed bool `json:"needed"`
	// First says that nothing was approved before, so there is no difference
	// to show.
	First   bool             `json:"first"`
	Hash    string           `json:"hash"`
	Changes []journey.Change `json:"changes"`
}

// Report is what helps whoever looks into a fault, as it is shown before it is
// written.
type Report struct {
	Files []share.File `json:"files"`
	// Text is every file under its name.
	Text string `json:"text"`
}

// Output is a stretch of the output of a run.
type Output struct {
	Run   string   `json:"run"`
	From  int      `json:"from"`
	Lines []string `json:"lines"`
	// Next is the number of the line after the last one here.
	Next int `json:"next"`
}

// Changed tells a face that there is a newer state to ask for.
type Changed struct {
	Seq int64 `json:"seq"`
}

// Advanced tells a face how far a run has come.
type Advanced struct {
	Run      string         `json:"run"`
	Step     string         `json:"step"`
	Progress check.Progress `json:"progress"`
}

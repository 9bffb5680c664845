package guide

import (
	"errors"
	"fmt"
	"strings"

	"firstlight/backend/github"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// The errors that a face may want to tell apart.
var (
	// ErrNotOpen says that no journey is open.
	ErrNotOpen = errors.New("no journey is open")
	// ErrReadOnly says that the journey was opened only to be read.
	ErrReadOnly = errors.New("this journey is open only to be read")
	// ErrNotStarted says that nobody has begun the journey on this machine.
	ErrNotStarted = errors.New("this journey has not been started on this machine")
	// ErrNeedsApproval says that the journey's own commands have not been
	// approved yet.
	ErrNeedsApproval = errors.New("this journey's commands have not been approved yet")
	// ErrApprovalChanged says that the commands are no longer those that the
	// person was shown.
	ErrApprovalChanged = errors.New("the journey's commands changed while you were reading them")
	// ErrBusy says that work on the step is already under way.
	ErrBusy = errors.New("this step is being worked on already")
	// ErrNotAsk says that a step cannot be vouched for, since it is observed.
	ErrNotAsk = errors.New("this step is observed, so nobody can vouch for it")
	// ErrLongNote says that what the person says is longer than what is kept, or no text.
	ErrLongNote = fmt.Errorf("what you say has at most %d characters", progress.MostNote)
	// ErrNoReason says that a mute needs a reason.
	ErrNoReason = errors.New("a mute needs a reason, for the day on which you wonder about it")
	// ErrNoNote says that a note says nothing.
	ErrNoNote = errors.New("a note says something")
	// ErrPastDate says that a mute would have ended already.
	ErrPastDate = errors.New("a mute ends on a day that is still to come")
	// ErrElsewhere says that the work runs in another face.
	ErrElsewhere = errors.New("this runs in another window or terminal, and can be cancelled there")
	// ErrNotAsked says that a question has been answered or taken back already.
	ErrNotAsked = errors.New("this is not asked any more")
	// ErrNeedsNobody says that a fix needs no administrator to ask.
	ErrNeedsNobody = errors.New("this needs no administrator: you may run it yourself")
	// ErrHolds says that a step holds, so that nobody can be stuck at it.
	ErrHolds = errors.New("this step holds, so there is nothing to ask for")
	// ErrLetterChanged says that a letter is no longer the one that the person was
	// shown.
	ErrLetterChanged = errors.New("what would be sent has changed since you were shown it")
	// ErrNoFirstDay says that a day cannot have been the first at the company.
	ErrNoFirstDay = errors.New("that day cannot be the first one at the company")
	// ErrNoMerge says that the journey has no step at which something is merged.
	ErrNoMerge = errors.New("this journey has no merge step, so there is no repository to ask about")
	// ErrNoScore says that an answer is none of those that there are.
	ErrNoScore = errors.New("how it went is a number from 1 to 5, or 0 not to say")
	// ErrNoTalk says that no issue and no pull request was named to comment on.
	ErrNoTalk = errors.New("this names no issue and no pull request")
	// ErrNotRunning says that the work has ended already.
	ErrNotRunning = errors.New("this has ended already")
)

// HubError says that GitHub did not do what it was to.
type HubError struct {
	// What happened, Why, and what to do Next: a plain sentence each, without a full
	// stop. Link is where; empty where there is no such page.
	What, Why, Next, Link string
	// Err is the failure itself.
	Err error
}

// Error says what happened and why.
func (e *HubError) Error() string { return e.What + ". " + e.Why }

// Unwrap returns the reason.
func (e *HubError) Unwrap() error { return e.Err }

// ofHub returns what GitHub says itself for a person, after a few words; any other
// error stays as it is.
func ofHub(words string, err error) error {
	var known *github.Error
	if !errors.As(err, &known) {
		return err
	}
	return &HubError{What: words + known.What, Why: known.Why, Next: known.Next, Link: known.Link, Err: err}
}

// BlockedError says that a step cannot be vouched for yet.
type BlockedError struct {
	// Why says what it waits for.
	Why string
}

// Error says what the step waits for.
func (e *BlockedError) Error() string { return "nobody can vouch for this step yet. " + e.Why }

// NotFoundError says that the journey has no such step, or the step no such fix.
type NotFoundError struct {
	// What is "step", "fix" or "run".
	What string
	// Name is what was asked for.
	Name string
	// Known are the names there are.
	Known []string
}

// Error names what there is.
func (e *NotFoundError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("there is no %s %q", e.What, e.Name)
	}
	return fmt.Sprintf("there is no %s %q; there is %s", e.What, e.Name, strings.Join(e.Known, ", "))
}

// StepError says that the journey which is to be opened has no such step.
type StepError struct {
	Step  string
	Known []journey.Step
}

// Error says that there is none.
func (e *StepError) Error() string { return fmt.Sprintf("this journey has no step %q", e.Step) }

// TrackError says that the journey has no such track.
type TrackError struct {
	Track string
	Known []string
}

// Error names the tracks there are.
func (e *TrackError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("this journey has no tracks, so there is no %q", e.Track)
	}
	return fmt.Sprintf("this journey has no track %q; it has %s", e.Track, strings.Join(e.Known, ", "))
}

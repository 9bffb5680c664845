package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/share"
	"firstlight/backend/share/telemetry"
	"firstlight/backend/store"
)

// Error is what a person is told when something did not work: what happened and
// why, and what to do next.
type Error struct {
	// Code is a stable name for the reason.
	Code string `json:"code"`
	// Message says what happened and why.
	Message string `json:"message"`
	// Hint says what to do next.
	Hint string `json:"hint"`
	// Input names the input of a fix that has no usable answer.
	Input string `json:"input,omitempty"`
	// Problems are the places in a journey file that are not valid.
	Problems []journey.Error `json:"problems,omitempty"`

	cause error
}

// The codes of errors.
const (
	CodeInvalid       = "invalid"
	CodeNotFound      = "not_found"
	CodeAnswer        = "answer"
	CodeNeedsApproval = "needs_approval"
	CodeConflict      = "conflict"
	CodeBusy          = "busy"
	CodeNotOpen       = "not_open"
	CodeNotStarted    = "not_started"
	CodeNewer         = "newer"
	CodeCancelled     = "cancelled"
	CodeInternal      = "internal"
)

// Error returns the message and the hint.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + ". " + e.Hint
}

// Unwrap returns what the error was made of.
func (e *Error) Unwrap() error { return e.cause }

// Explain returns the error as a person is told it; nil stays nil.
func Explain(err error) *Error {
	if err == nil {
		return nil
	}
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	e := classify(err)
	e.cause = err
	if e.Message == "" {
		e.Message = sentence(err.Error())
	}
	return e
}

// explain is Explain for callers that return an error: a nil *Error in an error
// would not be nil.
func explain(err error) error {
	if err == nil {
		return nil
	}
	return Explain(err)
}

func classify(err error) *Error {
	var (
		invalid   journey.Errors
		answer    *check.AnswerError
		notFound  *guide.NotFoundError
		track     *guide.TrackError
		missing   *guide.SourceError
		address   *guide.AddressError
		blocked   *guide.BlockedError
		imports   *guide.ImportError
		absent    *guide.MissingError
		stopped   *guide.StoppedError
		file      *share.FileError
		hub       *guide.HubError
		assumed   *insight.AssumptionError
		setting   *telemetry.SettingError
		allowance *guide.AllowanceError
		show      *guide.ShowError
		value     *guide.ValueError
		place     *guide.PlaceError
	)
	if errors.As(err, &stopped) {
		why := Explain(stopped.Err)
		return &Error{
			Code: why.Code, Message: fmt.Sprintf("The import ended after %d of %d onboardings: %s", stopped.Taken, stopped.Files, why.Message),
			Hint: strings.TrimSpace(why.Hint + " What was taken in is there, each onboarding whole. Import the same again, and it goes on from there."),
		}
	}
	if e := ofStore(err); e != nil {
		return e
	}
	switch {
	case errors.As(err, &invalid):
		return &Error{
			Code: CodeInvalid, Message: "The journey file is not valid, so nothing was recorded or run",
			Hint: "Correct the lines named here, or ask whoever wrote the journey.", Problems: invalid,
		}
	case errors.As(err, &imports):
		return &Error{
			Code: CodeInvalid, Message: "Nothing was imported, since not every file is an onboarding that can be used",
			Hint: "Take out the files named, or ask whoever sent them to export them again.", Problems: problemsOf(imports.Problems...),
		}
	case errors.As(err, &absent):
		return &Error{Code: CodeNotFound, Hint: "Nothing was read. See whether it is spelt as on the disk, or name another."}
	case errors.As(err, &file):
		return &Error{
			Code: CodeInvalid, Message: "The file is not an onboarding that can be shown",
			Hint: "Name one that firstlight export wrote, or ask whoever sent it to export it again.", Problems: problemsOf(*file),
		}
	case errors.As(err, &assumed):
		return &Error{Code: CodeAnswer, Hint: assumed.Next}
	case errors.As(err, &answer):
		return &Error{Code: CodeAnswer, Hint: "Nothing was changed. Correct the answer and run it again.", Input: answer.Input.Name}
	case errors.As(err, &address):
		return &Error{Code: CodeNotFound, Hint: address.Next + "."}
	case errors.As(err, &missing):
		return &Error{Code: CodeNotFound, Hint: "Name a journey file, the folder or the address of a repository, or demo."}
	case errors.As(err, &track) && len(track.Known) == 0:
		// What was last opened may have had tracks then.
		return &Error{Code: CodeNotFound, Hint: "Leave --track away, and name the journey."}
	case errors.As(err, &notFound) && len(notFound.Known) == 0:
		return &Error{Code: CodeNotFound, Hint: "Look again at what there is."}
	case errors.As(err, &notFound), errors.As(err, &track):
		return &Error{Code: CodeNotFound, Hint: "Choose one of those."}
	case errors.As(err, &blocked):
		return &Error{Code: CodeConflict, Hint: "See to that first."}
	case errors.As(err, &hub):
		return &Error{Code: CodeConflict, Hint: strings.TrimSpace(hub.Next + ". " + hub.Link)}
	case errors.Is(err, guide.ErrNoFirstDay):
		return &Error{Code: CodeAnswer, Hint: "Name one that is at most a year ahead."}
	case errors.Is(err, guide.ErrNoMerge):
		return &Error{Code: CodeConflict, Hint: "Ask its author for one, if you want it counted."}
	case errors.Is(err, guide.ErrHolds):
		return &Error{Code: CodeConflict, Hint: "Look at it again if you think that it does not."}
	case errors.Is(err, guide.ErrLetterChanged):
		return &Error{Code: CodeConflict, Hint: "Nothing was sent. Read it again first."}
	case errors.Is(err, guide.ErrNoTalk):
		return &Error{Code: CodeAnswer, Hint: "Nothing was sent. Name its page, or write it as acme/payments#12."}
	case errors.Is(err, guide.ErrNoScore):
		return &Error{Code: CodeAnswer, Hint: "1 is badly, 5 is well."}
	case errors.Is(err, guide.ErrLongNote):
		return &Error{Code: CodeAnswer, Hint: "Nothing was kept. Make it shorter and try again."}
	case errors.Is(err, guide.ErrNoReason), errors.Is(err, guide.ErrNoNote):
		return &Error{Code: CodeAnswer, Hint: "Say it in a few words and try again."}
	case errors.Is(err, guide.ErrPastDate):
		return &Error{Code: CodeAnswer, Hint: "Name a later day, or none to mute it for good."}
	case errors.Is(err, guide.ErrNeedsApproval):
		return &Error{Code: CodeNeedsApproval, Hint: "Read what the journey would run, and approve it first."}
	case errors.Is(err, guide.ErrApprovalChanged):
		return &Error{Code: CodeConflict, Hint: "Read what changed, and approve again."}
	case errors.Is(err, guide.ErrPreviewChanged):
		return &Error{Code: CodeConflict, Hint: "Look at it again, and say yes to that."}
	case errors.Is(err, guide.ErrNoConsent):
		return &Error{Code: CodeConflict, Hint: "See what would be sent, and say yes, with: firstlight telemetry on"}
	case errors.Is(err, guide.ErrNowhere):
		return &Error{Code: CodeConflict, Hint: "Set OTEL_EXPORTER_OTLP_ENDPOINT, and see that OTEL_SDK_DISABLED is not true."}
	case errors.As(err, &setting):
		return &Error{Code: CodeConflict, Hint: "Mend or unset that variable; nothing is sent until then."}
	case errors.As(err, &value):
		return &Error{Code: CodeAnswer, Hint: value.Next}
	case errors.As(err, &place):
		return &Error{Code: CodeAnswer, Hint: place.Next}
	case errors.As(err, &show):
		return &Error{Code: CodeConflict, Hint: "Open it yourself: " + tilde(show.Folder)}
	case errors.As(err, &allowance):
		return &Error{Code: CodeAnswer, Hint: "Choose one of those."}
	case errors.Is(err, guide.ErrElsewhereOpen):
		return &Error{Code: CodeConflict, Hint: "Close it there, and try again. Nothing was forgotten."}
	case errors.Is(err, guide.ErrOwnFolder):
		return &Error{Code: CodeAnswer, Hint: "Nothing was written. Choose another folder."}
	case errors.Is(err, guide.ErrNothingToExport):
		return &Error{Code: CodeConflict, Hint: "There is one once you have opened a journey."}
	case errors.Is(err, guide.ErrForgetting):
		return &Error{Code: CodeConflict, Hint: "Wait until it has ended, and start again."}
	case errors.Is(err, guide.ErrWorking):
		return &Error{Code: CodeBusy, Hint: "Wait until that has ended, or cancel it. Nothing was forgotten."}
	case errors.Is(err, guide.ErrBusy):
		return &Error{Code: CodeBusy, Hint: "Wait until that has ended, or cancel it."}
	case errors.Is(err, guide.ErrNeedsNobody):
		return &Error{Code: CodeConflict, Hint: "Run the fix itself."}
	case errors.Is(err, guide.ErrElsewhere), errors.Is(err, guide.ErrNotRunning), errors.Is(err, guide.ErrNotAsked), errors.Is(err, guide.ErrNotAsk):
		return &Error{Code: CodeConflict}
	case errors.Is(err, guide.ErrNotStarted):
		return &Error{Code: CodeNotStarted, Hint: "Start it with: firstlight run"}
	case errors.Is(err, guide.ErrReadOnly):
		return &Error{Code: CodeConflict, Hint: "Open it to work on it."}
	case errors.Is(err, guide.ErrNotOpen):
		return &Error{Code: CodeNotOpen, Hint: "Open a journey first."}
	case errors.Is(err, context.Canceled):
		return &Error{Code: CodeCancelled, Message: "It was stopped before it had finished"}
	default:
		return &Error{Code: CodeInternal, Hint: "Nothing more is known. Try again; if it stays, tell the people who gave you Firstlight."}
	}
}

// problemsOf returns the places in files that are no onboardings.
func problemsOf(wrong ...share.FileError) []journey.Error {
	problems := make([]journey.Error, 0, len(wrong))
	for _, p := range wrong {
		problems = append(problems, journey.Error{File: p.File, Line: p.Line, Problem: p.Problem})
	}
	return problems
}

// ofStore returns what an error of the store says itself for a person: what
// happened in its first sentence, then what to do next. It is nil where the
// error is none of the store's.
func ofStore(err error) *Error {
	var (
		newer   *store.NewerError
		foreign *store.ForeignError
		damaged *store.DamagedError
		access  *store.AccessError
		full    *store.FullError
		busy    *store.BusyError
	)
	code, text := CodeInternal, ""
	switch {
	case errors.As(err, &newer):
		code, text = CodeNewer, newer.Error()
	case errors.As(err, &foreign):
		text = foreign.Error()
	case errors.As(err, &damaged):
		text = damaged.Error()
	case errors.As(err, &access):
		text = access.Error()
	case errors.As(err, &full):
		text = full.Error()
	case errors.As(err, &busy):
		text = busy.Error()
	default:
		return nil
	}
	happened, next, _ := strings.Cut(text, ". ")
	return &Error{Code: code, Message: happened, Hint: next}
}

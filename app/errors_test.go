package app_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"firstlight/app"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/store"
)

// What a person is told of the record is what the store says of it, however
// deep the error comes from, in two parts: what happened, and what to do next.
func TestAnErrorOfTheRecordIsToldInItsOwnWords(t *testing.T) {
	for _, test := range []struct {
		err           error
		code          string
		message, hint string
	}{
		{
			&store.FullError{Path: "/data/firstlight.db", Err: errors.New("database or disk is full")}, app.CodeInternal,
			"The disk that holds /data/firstlight.db is full, so nothing more can be recorded",
			"Free some space and try again.",
		},
		{
			&store.ForeignError{Path: "/data/firstlight.db"}, app.CodeInternal,
			"/data/firstlight.db is not a Firstlight data file, so it was left as it is",
			"Move it somewhere else and open Firstlight again.",
		},
		{
			&store.DamagedError{Path: "/data/firstlight.db", Err: errors.New("malformed")}, app.CodeInternal,
			"Your data in /data/firstlight.db is damaged and cannot be read (malformed)",
			"Put a copy of the file from a backup in its place, or move it somewhere else to start anew.",
		},
		{
			&store.AccessError{Path: "/data/firstlight.db", Err: errors.New("read-only file system")}, app.CodeInternal,
			"Firstlight keeps your data in /data/firstlight.db and may not read and write there (read-only file system)",
			"Give yourself that right, or set FIRSTLIGHT_HOME to a folder of your own.",
		},
		{
			&store.BusyError{Path: "/data/firstlight.db", Waited: 5 * time.Second}, app.CodeInternal,
			"Another program has kept /data/firstlight.db to itself for 5s",
			"Look for a Firstlight that hangs, end it, and try again.",
		},
		{
			&store.NewerError{Path: "/data/firstlight.db", Found: 9, Known: 3}, app.CodeNewer,
			"Your data in /data/firstlight.db was written by a newer Firstlight (its version is 9, this program knows up to 3)",
			"Nothing was changed. Install the newest Firstlight and open it again.",
		},
	} {
		got := app.Explain(fmt.Errorf("opening the record: %w", fmt.Errorf("open the store: %w", test.err)))
		if got.Code != test.code || got.Message != test.message || got.Hint != test.hint {
			t.Errorf("%T: got %s %q %q", test.err, got.Code, got.Message, got.Hint)
		}
		if !errors.Is(got, test.err) {
			t.Errorf("%T is not kept as the cause", test.err)
		}
	}
}

func TestNobodyIsToChooseOfNothing(t *testing.T) {
	for want, errs := range map[string][]error{
		"Choose one of those.":                      {&guide.TrackError{Track: "web", Known: []string{"api"}}, &guide.NotFoundError{What: "fix", Name: "a", Known: []string{"b"}}},
		"Leave --track away, and name the journey.": {&guide.TrackError{Track: "web"}},
		"Look again at what there is.":              {&guide.NotFoundError{What: "note", Name: "7"}},
	} {
		for _, err := range errs {
			if got := app.Explain(err); got.Code != app.CodeNotFound || got.Hint != want {
				t.Errorf("%v: got %s %q, want %q", err, got.Code, got.Hint, want)
			}
		}
	}
}

func TestAnErrorOfAnAnswerNamesItsInput(t *testing.T) {
	fix := check.Fix{Inputs: []check.Input{{Name: "name", Label: "Your name"}, {Name: "email", Label: "Your e-mail", Hint: "As colleagues know you."}}}
	_, err := fix.Answer(check.Answers{"name": "Ada"})
	got := app.Explain(fmt.Errorf("running the fix: %w", err))
	if got.Code != app.CodeAnswer || got.Input != "email" {
		t.Errorf("told as %+v, want the input email", got)
	}
}

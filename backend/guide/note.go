package guide

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"firstlight/backend/process"
	"firstlight/backend/progress"
)

// oneLine returns what the person says as the one line that it is kept as: nothing
// secret is.
func oneLine(text string) string {
	return strings.Join(strings.Fields(process.RedactTyped(text)), " ")
}

// fits reports whether what the person says is short enough to be kept.
func fits(text string) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= progress.MostNote
}

// Note records a line that the person says of a step, or of the journey where none
// is named: what hurt or, with thanks, that she thanks whoever made it.
func (g *Guide) Note(ctx context.Context, step, text string, thanks bool) error {
	text = oneLine(text)
	switch {
	case text == "":
		return ErrNoNote
	case !fits(text):
		return ErrLongNote
	}
	g.mu.RLock()
	err := g.closedTo()
	_, known := g.journey.Step(step)
	g.mu.RUnlock()
	switch {
	case err != nil:
		return err
	case step != "" && !known:
		return g.noStep(step)
	}
	e := progress.Event{Kind: progress.Noted, Session: g.session, Step: step, Note: text}
	if thanks {
		e.Kind = progress.Thanked
	}
	return g.record(ctx, func(*progress.State) []progress.Event { return []progress.Event{e} })
}

// TakeBack records that the person takes back a note, by the number that it was
// recorded with: nobody is shown it from then on, and nothing that leaves has it in it.
func (g *Guide) TakeBack(ctx context.Context, seq int64) error {
	g.mu.RLock()
	err, onboarding := g.closedTo(), g.onboarding.ID
	g.mu.RUnlock()
	if err != nil {
		return err
	}
	there := false
	err = g.record(ctx, func(s *progress.State) []progress.Event {
		if _, there = s.Said(seq); !there {
			return nil
		}
		return []progress.Event{{Kind: progress.Withdrawn, Session: g.session, Of: seq}}
	})
	switch {
	case err != nil:
		return err
	case !there:
		return noNote(seq)
	}
	// What waits for a collector may have its words, too.
	if err := g.cfg.Store.RetellTelemetry(ctx, onboarding); err != nil {
		return fmt.Errorf("taking the note out of what is to be sent: %w", err)
	}
	return nil
}

// noNote says that there is no note of that number, or no longer.
func noNote(seq int64) error {
	return &NotFoundError{What: "note", Name: strconv.FormatInt(seq, 10)}
}

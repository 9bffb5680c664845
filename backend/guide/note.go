package guide

import (
	"context"
	"strings"
	"unicode/utf8"

	"firstlight/backend/progress"
)

// Note records a line that the person says of a step, or of the journey where none
// is named: what hurt or, with thanks, that she thanks whoever made it.
func (g *Guide) Note(ctx context.Context, step, text string, thanks bool) error {
	text = strings.Join(strings.Fields(text), " ")
	switch {
	case text == "":
		return ErrNoNote
	case len(text) > noteLimit || !utf8.ValidString(text):
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

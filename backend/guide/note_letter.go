package guide

import (
	"context"
	"fmt"
)

// NoteLetter returns what whoever made a step would be told of a note, by the number
// that it was recorded with: the person's own words, and of which step they are.
func (g *Guide) NoteLetter(ctx context.Context, seq int64) (Letter, error) {
	g.mu.RLock()
	if !g.open {
		g.mu.RUnlock()
		return Letter{}, ErrNotOpen
	}
	note, said := g.state.Said(seq)
	if !said {
		g.mu.RUnlock()
		return Letter{}, noNote(seq)
	}
	name, hash := g.journey.Name, g.journey.Hash
	of := "“" + name + "”"
	if step, ok := g.journey.Step(note.Step); ok {
		of = fmt.Sprintf("“%s” of %s", step.Title, of)
	}
	g.mu.RUnlock()
	title, closing := "What hurt at "+of, "Said of"
	if note.Thanks {
		title, closing = "Thank you for "+of, "Thanks for"
	}
	text := fmt.Sprintf("%s\n\n%s %s, version %.12s, with Firstlight.\n", note.Text, closing, of, hash)
	return g.letter(ctx, title, text, ByIssue, ByComment, ByMail, ByText), nil
}

// SendNote sends the letter of NoteLetter that the person was shown, the one with
// that hash. on names what to comment on, for ByComment.
func (g *Guide) SendNote(ctx context.Context, seq int64, by Channel, on, hash string) (Sent, error) {
	l, err := g.NoteLetter(ctx, seq)
	if err != nil {
		return Sent{}, err
	}
	return g.send(ctx, l, by, on, hash)
}

package guide

import (
	"context"
	"slices"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// Pulse records how well the way to a milestone went, from 1 to progress.MostScore,
// and what would have made it better, which may be empty. A score of 0 says that the
// person would rather not say, so that she is not asked again.
func (g *Guide) Pulse(ctx context.Context, of journey.Milestone, score int, text string) error {
	text = oneLine(text)
	switch {
	case score < 0 || score > progress.MostScore:
		return ErrNoScore
	case !fits(text):
		return ErrLongNote
	}
	g.mu.RLock()
	err := g.closedTo()
	var reached []string
	if err == nil {
		for _, m := range g.state.Milestones {
			if !m.At.IsZero() {
				reached = append(reached, string(m.Name))
			}
		}
	}
	g.mu.RUnlock()
	switch {
	case err != nil:
		return err
	case !slices.Contains(reached, string(of)):
		return &NotFoundError{What: "milestone that you have reached", Name: string(of), Known: reached}
	}
	e := progress.Event{Kind: progress.Pulsed, Session: g.session, Milestone: of, Score: score, Note: text}
	return g.record(ctx, func(*progress.State) []progress.Event { return []progress.Event{e} })
}

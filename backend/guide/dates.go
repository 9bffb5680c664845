package guide

import (
	"context"
	"slices"
	"time"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// FirstDayVariable names the variable of the environment that says which day was the
// person's first at the company, such as 2026-03-02. Whoever sets up machines can
// set it for her.
const FirstDayVariable = "FIRSTLIGHT_START_DATE"

// firstDay returns the day that the environment names; the zero moment where it names
// none, or none that is a day.
func firstDay(getenv func(string) string) time.Time {
	at, err := ParseDay(getenv(FirstDayVariable))
	if err != nil {
		return time.Time{}
	}
	return at
}

// ParseDay returns the beginning, where the person is, of a day such as 2026-03-02.
func ParseDay(text string) (time.Time, error) {
	at, err := time.ParseInLocation(time.DateOnly, text, time.Local)
	return at.UTC(), err
}

// SetFirstDay records which day was the person's first at the company.
func (g *Guide) SetFirstDay(ctx context.Context, at time.Time) error {
	const most = 366 * 24 * time.Hour
	if at.Year() < 1970 || at.Sub(g.cfg.Now()) > most {
		return ErrNoFirstDay
	}
	return g.date(ctx, journey.StartDate, at)
}

// date records when a milestone from outside the journey was, unless that is known.
func (g *Guide) date(ctx context.Context, milestone journey.Milestone, at time.Time) error {
	g.mu.RLock()
	err := g.closedTo()
	g.mu.RUnlock()
	if err != nil {
		return err
	}
	at = at.UTC().Truncate(time.Millisecond)
	return g.record(ctx, func(s *progress.State) []progress.Event {
		if s.Dated[milestone].Equal(at) {
			return nil
		}
		return []progress.Event{{Kind: progress.Dated, Session: g.session, Milestone: milestone, Since: at}}
	})
}

// tenth is which merge is a milestone.
const tenth = 10

// AskMerges asks GitHub how many pull requests of the person were merged into the
// repositories of the journey's merge steps, and records when the tenth was.
func (g *Guide) AskMerges(ctx context.Context) (merged int, err error) {
	g.mu.RLock()
	err = g.closedTo()
	steps := g.journey.Steps()
	g.mu.RUnlock()
	if err != nil {
		return 0, err
	}
	var all []time.Time
	asked := map[string]bool{}
	for _, step := range steps {
		claim, ok := step.Claim.(journey.MergeClaim)
		if !ok || asked[claim.In] {
			continue
		}
		asked[claim.In] = true
		at, err := g.cfg.Rooms.Merges(ctx, step)
		if err != nil {
			return 0, ofHub("", err)
		}
		all = append(all, at...)
	}
	if len(asked) == 0 {
		return 0, ErrNoMerge
	}
	slices.SortFunc(all, time.Time.Compare)
	if len(all) >= tenth {
		err = g.date(ctx, journey.TenthMerge, all[tenth-1])
	}
	return len(all), err
}

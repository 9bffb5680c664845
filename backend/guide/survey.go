package guide

import (
	"context"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
)

// Surveyed is what a survey found of one claim.
type Surveyed struct {
	Step    journey.Step
	Finding check.Finding
	// Fixes are the ways to make the claim hold.
	Fixes []check.Fix
	// Took is how long the look was.
	Took time.Duration
}

// Survey looks at claims that belong to no journey, all at once, and records
// nothing. Claims that need others are looked at all the same. What it returns
// is in the order of the claims.
func (g *Guide) Survey(ctx context.Context, claims []journey.Step) []Surveyed {
	found := make([]Surveyed, len(claims))
	var all sync.WaitGroup
	for i, claim := range claims {
		all.Go(func() {
			c := g.checkOf(claim)
			began := time.Now()
			f := g.attempt(ctx, claim, c, check.Silent{})
			found[i] = Surveyed{Step: claim, Finding: f, Took: time.Since(began)}
			if f.Holds() {
				return
			}
			fixes, err := fixesOf(c, f)
			if err != nil {
				g.cfg.Log.WarnContext(ctx, "surveying", "step", claim.ID, "error", err)
			}
			found[i].Fixes = showable(fixes)
		})
	}
	all.Wait()
	return found
}

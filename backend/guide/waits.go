package guide

import (
	"slices"

	"firstlight/backend/check"
)

// Waits is what holds up the claims that are blocked.
type Waits struct {
	// Approval counts the claims that wait for the person to approve the journey's
	// commands, Steps those that wait for other claims.
	Approval, Steps int
	// For are the titles of those other claims, in the order of the way. What is
	// blocked itself is not among them: there is nothing to do about it.
	For []string
}

// Waits returns what holds up the claims that are blocked.
func (v View) Waits() Waits {
	w := Waits{For: []string{}}
	awaited := map[string]bool{}
	for _, step := range v.Journey.Claims() {
		now, _ := v.State.Step(step.ID)
		if now.Finding.Status != check.Blocked {
			continue
		}
		if now.Finding.Code == CodeNeedsApproval {
			w.Approval++
			continue
		}
		w.Steps++
		for _, need := range step.Needs {
			awaited[need] = true
		}
	}
	for _, step := range v.Journey.Claims() {
		now, _ := v.State.Step(step.ID)
		if awaited[step.ID] && !now.Finding.Holds() && now.Finding.Status != check.Blocked && !slices.Contains(w.For, step.Title) {
			w.For = append(w.For, step.Title)
		}
	}
	return w
}

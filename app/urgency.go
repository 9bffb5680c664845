package app

import "firstlight/backend/progress"

// claim is what of the step decides how much it needs the person.
func (s Step) claim() progress.Claim {
	c := progress.Claim{
		ID: s.ID, Status: s.Status, Pending: s.Pending, Drifted: s.Drift != nil, InWay: s.InWay, Fixable: len(s.Fixes) > 0,
	}
	for _, need := range s.Needs {
		c.Needs = append(c.Needs, need.ID)
	}
	return c
}

// Urgent reports whether the claim needs the person.
func (s Step) Urgent() bool { return s.claim().Urgent() }

// WorstFirst orders steps by how much they need the person.
func WorstFirst(all []Step) []Step { return progress.WorstFirst(all, Step.claim) }

// urgent returns the IDs of the claims that need the person, the one to begin
// with first.
func urgent(s State) []string {
	var all []Step
	for _, stage := range s.Stages {
		all = append(all, stage.Steps...)
	}
	ids := []string{}
	for _, step := range WorstFirst(append(all, s.Health...)) {
		if step.Urgent() {
			ids = append(ids, step.ID)
		}
	}
	return ids
}

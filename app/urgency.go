package app

import (
	"cmp"
	"slices"

	"firstlight/backend/check"
)

// Urgent reports whether the claim needs the person: it fails, or it could not
// be told, and not only because its work is still to come. What has held before
// is not something still to come.
func (s Step) Urgent() bool {
	switch s.Status {
	case check.Failing:
		return !s.Pending || s.Drift != nil
	case check.Unknown:
		return true
	default:
		return false
	}
}

// WorstFirst orders steps by how much they need the person: what others wait
// for, what stands in the way of the journey, what fails, what could not be told, what
// is yet to be done, what waits for those, what holds; of those that need her alike,
// the ones that there is a way to fix come first.
func WorstFirst(all []Step) []Step {
	awaited := map[string]bool{}
	for _, s := range all {
		for _, need := range s.Needs {
			awaited[need.ID] = awaited[need.ID] || s.Status == check.Blocked
		}
	}
	rank := func(s Step) int {
		r := 4 * s.Status.Severity()
		if s.Status == check.Failing && !s.Urgent() {
			r = 4*check.Blocked.Severity() + 2
		}
		if len(s.Fixes) > 0 && s.Urgent() {
			r++
		}
		const more = 4 * 8 // More than any severity.
		if s.InWay && s.Urgent() {
			r += more
		}
		if awaited[s.ID] && s.Urgent() {
			r += 2 * more
		}
		return r
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b Step) int { return cmp.Compare(rank(b), rank(a)) })
}

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

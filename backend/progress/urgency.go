package progress

import (
	"cmp"
	"slices"

	"firstlight/backend/check"
)

// Claim is what of a claim decides how much it needs the person.
type Claim struct {
	ID      string
	Status  check.Status
	Pending bool
	// Drifted says that it held once, InWay that the step that is next waits for it, and
	// Fixable that there is a way to have it hold.
	Drifted, InWay, Fixable bool
	// Needs are the IDs of the claims that it waits for.
	Needs []string
}

// Urgent reports whether the claim needs the person: it fails, or it could not
// be told, and not only because its work is still to come. What has held before
// is not something still to come.
func (c Claim) Urgent() bool {
	switch c.Status {
	case check.Failing:
		return !c.Pending || c.Drifted
	case check.Unknown:
		return true
	default:
		return false
	}
}

// WorstFirst orders what stands for claims by how much each needs the person: what
// others wait for, what stands in the way of the journey, what fails, what could not be
// told, what is yet to be done, what waits for those, what holds; of those that need
// her alike, the ones that there is a way to fix come first.
func WorstFirst[T any](all []T, claimOf func(T) Claim) []T {
	awaited := map[string]bool{}
	for _, each := range all {
		c := claimOf(each)
		for _, need := range c.Needs {
			awaited[need] = awaited[need] || c.Status == check.Blocked
		}
	}
	rank := func(each T) int {
		c := claimOf(each)
		urgent := c.Urgent()
		r := 4 * c.Status.Severity()
		if c.Status == check.Failing && !urgent {
			r = 4*check.Blocked.Severity() + 2
		}
		if c.Fixable && urgent {
			r++
		}
		const more = 4 * 8 // More than any severity.
		if c.InWay && urgent {
			r += more
		}
		if awaited[c.ID] && urgent {
			r += 2 * more
		}
		return r
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b T) int { return cmp.Compare(rank(b), rank(a)) })
}

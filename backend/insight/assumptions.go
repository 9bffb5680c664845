package insight

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"firstlight/backend/journey"
)

// AssumptionError says why no figure can rest on what is assumed.
type AssumptionError struct {
	// Problem says it in a clause, and Next what would do.
	Problem, Next string
}

// Error says it in a clause.
func (e *AssumptionError) Error() string { return e.Problem }

// What can be assumed at the most.
const (
	weekHours    = 168
	mostHourly   = 1e6
	mostBaseline = 10 * 366 * 24 * time.Hour
)

// Check returns what is wrong with what is assumed; nil where a figure can rest on
// it.
func (a Assumptions) Check() error {
	switch {
	case !(a.HoursPerWeek > 0 && a.HoursPerWeek <= weekHours):
		return &AssumptionError{fmt.Sprintf("nobody works %g hours a week", a.HoursPerWeek), "Name more than 0 and at most 168."}
	case !(a.Hourly >= 0 && a.Hourly <= mostHourly):
		return &AssumptionError{fmt.Sprintf("an hour does not cost %g", a.Hourly), "Name 0 or more."}
	case !slices.Contains(journey.Milestones(), a.Until):
		return noMilestone(a.Until)
	}
	for name, took := range a.Baseline {
		if !slices.Contains(journey.Milestones(), name) {
			return noMilestone(name)
		}
		if took <= 0 || took > mostBaseline {
			return &AssumptionError{fmt.Sprintf("it did not take %s before", took), "Name more than no time, and at most ten years."}
		}
	}
	return nil
}

func noMilestone(name journey.Milestone) error {
	known := make([]string, 0, len(journey.Milestones()))
	for _, m := range journey.Milestones() {
		known = append(known, string(m))
	}
	return &AssumptionError{fmt.Sprintf("there is no milestone %q", name), "There is " + strings.Join(known, ", ") + "."}
}

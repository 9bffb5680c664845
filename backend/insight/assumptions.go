package insight

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"firstlight/backend/journey"
)

// AssumptionError says why no figure can rest on one thing that is assumed.
type AssumptionError struct {
	// Of is what is assumed, as it is named in JSON: "until", "hours_per_week" or
	// "hourly", or else the milestone whose baseline it is.
	Of string
	// Problem says it in a clause, and Next what would do.
	Problem, Next string
}

// Error says it in a clause.
func (e *AssumptionError) Error() string { return e.Problem }

// What can be assumed at the most.
const (
	weekHours  = 168
	mostHourly = 1e6
)

// Days returns how long so many days are; what is longer than any duration is the
// longest one.
func Days(n float64) time.Duration {
	const day = float64(24 * time.Hour)
	switch most := float64(math.MaxInt64); {
	case n*day >= most:
		return math.MaxInt64
	case n*day <= -most:
		return -math.MaxInt64
	default:
		return time.Duration(math.Round(n * day))
	}
}

// Check returns what is wrong with what is assumed; nil where a figure can rest on
// it.
func (a Assumptions) Check() error {
	if _, wrong := a.Over(a); len(wrong) > 0 {
		return wrong[0]
	}
	return nil
}

// Over judges each thing that is assumed by itself. It returns the assumptions with
// that on which nothing can rest as in others, and why nothing can.
func (a Assumptions) Over(others Assumptions) (Assumptions, []*AssumptionError) {
	var wrong []*AssumptionError
	if err := checkWeek(a.HoursPerWeek); err != nil {
		wrong, a.HoursPerWeek = append(wrong, err), others.HoursPerWeek
	}
	if err := checkHourly(a.Hourly); err != nil {
		wrong, a.Hourly = append(wrong, err), others.Hourly
	}
	if !slices.Contains(journey.Milestones(), a.Until) {
		wrong, a.Until = append(wrong, noMilestone("until", a.Until)), others.Until
	}
	told := maps.Clone(a.Baseline)
	for _, name := range slices.Sorted(maps.Keys(a.Baseline)) {
		err := checkBaseline(name, a.Baseline[name])
		if err == nil {
			continue
		}
		wrong = append(wrong, err)
		delete(told, name)
		if took, ok := others.Baseline[name]; ok {
			told[name] = took
		}
	}
	a.Baseline = told
	return a, wrong
}

func checkWeek(hours float64) *AssumptionError {
	problem := ""
	switch {
	case hours > weekHours:
		problem = fmt.Sprintf("a week has no more than %d hours", weekHours)
	case !(hours > 0):
		problem = "people work some hours in a week"
	default:
		return nil
	}
	return &AssumptionError{"hours_per_week", problem, fmt.Sprintf("Name more than 0 and at most %d.", weekHours)}
}

func checkHourly(costs float64) *AssumptionError {
	problem := ""
	switch {
	case costs > mostHourly:
		problem = "an hour does not cost that much"
	case !(costs >= 0):
		problem = "an hour does not cost less than nothing"
	default:
		return nil
	}
	return &AssumptionError{"hourly", problem, "Name 0 or more, and at most a million."}
}

func checkBaseline(name journey.Milestone, took time.Duration) *AssumptionError {
	problem := ""
	switch {
	case !slices.Contains(journey.Milestones(), name):
		return noMilestone(string(name), name)
	case took > journey.MostSpan:
		problem = "it did not take that long before"
	case took <= 0:
		problem = "it took longer than that before"
	default:
		return nil
	}
	return &AssumptionError{string(name), problem, fmt.Sprintf("Name more than 0 and at most %.0f days.", journey.MostSpan.Hours()/24)}
}

func noMilestone(of string, name journey.Milestone) *AssumptionError {
	known := make([]string, 0, len(journey.Milestones()))
	for _, m := range journey.Milestones() {
		known = append(known, string(m))
	}
	return &AssumptionError{of, fmt.Sprintf("there is no milestone %q", name), "There is " + strings.Join(known, ", ") + "."}
}

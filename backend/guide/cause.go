package guide

import (
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// CodeSameCause is the code of a finding whose reason another claim already
// tells of.
const CodeSameCause = "blocked/cause"

// toldOnce returns what is recorded of a claim: f itself, or, where its reason
// is the machine's and another claim already fails of it, that it waits for that
// one. One cause is one thing to do, however many claims meet it.
func toldOnce(s *progress.State, id string, f check.Finding) check.Finding {
	if !f.Shared || f.Status != check.Failing {
		return f
	}
	i := slices.IndexFunc(s.Steps, func(other progress.Step) bool { return other.ID != id && tells(other.Finding, f) })
	if i < 0 {
		return f
	}
	return check.Finding{
		Status: check.Blocked, Code: CodeSameCause, Summary: "Waits for: " + s.Steps[i].Title,
		Evidence: []check.Evidence{check.Fact("The same cause", f.Summary)},
	}
}

// tells reports whether a person who sees the finding is told of the cause of f.
func tells(shown, f check.Finding) bool {
	return shown.Status == check.Failing && shown.Shared && shown.Code == f.Code
}

// untold reports whether a claim that stood for the cause of others as well no
// longer does, so that those have to speak for themselves.
func untold(before, after *progress.State) bool {
	return slices.ContainsFunc(before.Steps, func(was progress.Step) bool {
		if !was.Finding.Shared || was.Finding.Status != check.Failing {
			return false
		}
		is, ok := after.Step(was.ID)
		return !ok || !tells(is.Finding, was.Finding)
	})
}

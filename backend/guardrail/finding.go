package guardrail

import (
	"strings"

	"firstlight/backend/check"
)

// finding returns what the guards found together: the first trouble in full, and
// that there are others.
func finding(spec Spec, last sight, found []trouble) check.Finding {
	out := last.out
	if len(found) == 0 {
		facts := []check.Evidence{check.Literal("Branch", out.Branch), check.Fact("Commits", counted(len(out.Commits), "commit", "commits")), check.Fact("Looked at", words(spec.Guards))}
		facts = append(facts, allowedFacts(last)...)
		if out.Cut {
			facts = append(facts, check.Fact("Not looked at", "older commits of a very long branch"))
		}
		return check.Hold("Nothing keeps your commits from being pushed", facts...)
	}
	facts := found[0].facts
	for _, t := range found[1:] {
		facts = append(facts, check.Fact("Then", t.summary))
	}
	return check.Fail(found[0].code, found[0].summary, facts...)
}

// words returns the guards as they stand in a sentence.
func words(guards []Guard) string {
	names := map[Guard]string{
		Secrets: "secrets", Branch: "the branch", Identity: "who the commits are by", Size: "the size of files", Signed: "signatures",
	}
	var list []string
	for _, g := range inOrder(guards) {
		list = append(list, names[g])
	}
	return strings.Join(list, ", ")
}

// allowedFacts returns what looked like a secret and was let through, and why.
func allowedFacts(last sight) []check.Evidence {
	var facts []check.Evidence
	for _, l := range last.leaks {
		if l.allowed != "" && len(facts) < mostShown {
			facts = append(facts, check.Fact("Let through", l.Place()+": "+l.allowed))
		}
	}
	return facts
}

package machine

import (
	"time"

	"firstlight/backend/check"
)

// Platform returns the check that nothing between this system and the machine
// below it gets in the way: Windows below Linux, or a Mac that translates
// programs made for another one.
func (m *Machine) Platform() check.Check {
	// What is mounted, and what comes first on the PATH, shows in no file.
	const lookAgain = 10 * time.Minute
	return observed(m.observePlatform, check.Watch{Paths: m.platformFiles(), Every: lookAgain})
}

// trouble is one thing about the platform that bites.
type trouble struct {
	code, summary string
	facts         []check.Evidence
	fixes         []check.Fix
}

// judgePlatform returns the finding of the first trouble, with the others
// mentioned, or that there is none.
func judgePlatform(system string, troubles []trouble) (check.Finding, []check.Fix) {
	facts := []check.Evidence{check.Fact("System", system)}
	if len(troubles) == 0 {
		return check.Hold("This is "+system+", and nothing about it gets in your way", facts...), nil
	}
	first := troubles[0]
	facts = append(facts, first.facts...)
	for _, other := range troubles[1:] {
		facts = append(facts, check.Fact("Also", other.summary))
	}
	return check.Fail(first.code, first.summary, facts...), first.fixes
}

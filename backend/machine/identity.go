package machine

import (
	"context"
	"errors"
	"regexp"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// anyEmail is what an address looks like where the journey does not say.
const anyEmail = `[^@\s<>-][^@\s<>]*@[^@\s<>]+`

// Identity returns the check that git knows the person's name and address, the
// address matching the pattern whole; an empty pattern is any address. It asks
// for what holds everywhere, not in one repository.
func (m *Machine) Identity(emailPattern string) check.Check {
	asked := emailPattern
	if emailPattern == "" {
		emailPattern = anyEmail
	}
	pattern, err := regexp.Compile(`^(?:` + emailPattern + `)$`)
	if err != nil {
		return check.Always(check.CannotTell("identity/unreadable-pattern", "What is asked of your address cannot be understood: "+err.Error()))
	}
	return observed(func(ctx context.Context) (check.Finding, []check.Fix) {
		return m.observeIdentity(ctx, asked, emailPattern, pattern)
	}, check.Watch{Paths: m.gitConfigs()})
}

func (m *Machine) observeIdentity(ctx context.Context, asked, emailPattern string, pattern *regexp.Regexp) (check.Finding, []check.Fix) {
	git, err := m.gitSettings(ctx, `^user\.(name|email)$`)
	if err != nil {
		return noGit("identity", err), nil
	}
	name, email := git["user.name"], git["user.email"]
	facts := []check.Evidence{name.fact("Name"), email.fact("E-mail address")}
	if asked != "" {
		facts = append(facts, check.Literal("Asked for", asked))
	}
	for _, s := range []setting{name, email} {
		if s.origin != "" {
			facts = append(facts, check.Literal("Set in", process.Short(s.origin)))
			break
		}
	}
	fixes := identityFixes(emailPattern, pattern, name, email)
	switch {
	case name.value == "" && email.value == "":
		return check.NotYet("identity/missing", "Git does not know who you are", facts...), fixes
	case name.value == "":
		return check.NotYet("identity/missing", "Git does not know your name", facts...), fixes
	case email.value == "":
		return check.NotYet("identity/missing", "Git does not know your e-mail address", facts...), fixes
	case !pattern.MatchString(email.value):
		return check.Fail("identity/wrong-email", email.value+" is not the kind of address that is asked for", facts...), fixes
	default:
		return check.Hold("You are "+name.value+" <"+email.value+">", facts...), nil
	}
}

// Names returns what git calls the person, in whatever folder; nothing where it
// cannot be asked.
func (m *Machine) Names(ctx context.Context) []string {
	// What git does not tell stands in none of its findings either.
	git, _ := m.gitSettings(ctx, `^(user|author|committer)\.name$`)
	var names []string
	for _, s := range git {
		names = append(names, s.value)
	}
	slices.Sort(names)
	return names
}

// noGit returns the finding that git could not be asked about a claim.
func noGit(claim string, err error) check.Finding {
	if errors.Is(err, process.ErrNotFound) {
		return check.CannotTell(claim+"/no-git", "Git is not there to be asked", check.Fact("What to do", "Install git first"))
	}
	return check.CannotTell(claim+"/no-answer", "Git did not answer: "+err.Error())
}

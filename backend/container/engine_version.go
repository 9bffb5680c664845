package container

import (
	"fmt"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/version"
)

const (
	// TooOld: the engine's version is before those that were asked for.
	TooOld = "docker/too-old"
	// WrongVersion: the engine's version is none of those that were asked for.
	WrongVersion = "docker/wrong-version"
	// NotDocker: something answers in Docker's place, and a version of Docker
	// was asked for.
	NotDocker = "docker/not-docker"
	// UnreadableVersion: what is asked for, or what the engine says, is no
	// version.
	UnreadableVersion = "docker/unreadable-version"
)

// misfit says that an engine is not of the version that was asked for; false
// when it is.
func misfit(asked string, k kind, said string) (check.Finding, bool) {
	want, err := version.ParseConstraint(asked)
	if err != nil {
		return check.CannotTell(UnreadableVersion, "What is asked of Docker's version cannot be understood: "+err.Error()), true
	}
	if want.Any() {
		return check.Finding{}, false
	}
	request := check.Literal("Asked for", "Docker "+strings.TrimSpace(asked))
	if k.name != "Docker" {
		return check.Fail(NotDocker, fmt.Sprintf("%s answers in Docker's place, and Docker %s is asked for", k.name, strings.TrimSpace(asked)), request,
			check.Fact("What to do", "Ask your platform team whether "+k.name+" will do; otherwise install Docker")), true
	}
	have, err := version.Parse(plainVersion(said))
	switch {
	case err != nil:
		return check.CannotTell(UnreadableVersion, fmt.Sprintf("Docker calls its version %q, which cannot be compared", said), request), true
	case want.Allows(have):
		return check.Finding{}, false
	case want.After(have):
		return check.Fail(TooOld, fmt.Sprintf("Docker %s is too old", plainVersion(said)), request), true
	default:
		return check.Fail(WrongVersion, fmt.Sprintf("Docker %s is not the version that is asked for", plainVersion(said)), request), true
	}
}

// plainVersion returns a version without what a distribution adds, such as
// 20.10.24 of 20.10.24+dfsg1.
func plainVersion(said string) string {
	plain, _, _ := strings.Cut(said, "+")
	return plain
}

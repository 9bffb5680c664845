package github

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
)

// MayPush reports whether the person may push to the origin of the clone in a folder.
// Where that is not what pull requests lead to, it is her fork.
func (g *GitHub) MayPush(ctx context.Context, dir string) (bool, error) {
	at, err := g.placeOf(ctx, dir)
	if err != nil {
		return false, err
	}
	return at.push || at.remote() == upstreamName, nil
}

// The time between two looks at whether a fork is there, and how often is looked.
const (
	forkPause = 2 * time.Second
	forkTries = 30
)

// Fork makes a fork in the person's name of what the clone in a folder is from,
// unless she has one, and returns its address, in the form that the clone's own has.
func (g *GitHub) Fork(ctx context.Context, dir string, out check.Output) (address string, err error) {
	at, err := g.placeOf(ctx, dir)
	if err != nil {
		return "", err
	}
	out.Line("Asking " + string(at.host) + " for a fork of " + at.String())
	out.Progress(check.Progress{Phase: "Making the fork"})
	fork, _, err := at.client.Repositories.CreateFork(ctx, at.owner, at.name, nil)
	// It is made after the answer.
	var later *github.AcceptedError
	if err != nil && !errors.As(err, &later) {
		return "", g.explain(at.host, err)
	}
	owner, name, _ := strings.Cut(fork.GetFullName(), "/")
	made, err := g.madeFork(ctx, at, owner, name)
	if err != nil {
		return "", err
	}
	out.Line("Your fork is " + plain(made.GetFullName()))
	if strings.HasPrefix(at.work.Origin, "https://") {
		return made.GetCloneURL(), nil
	}
	return made.GetSSHURL(), nil
}

// madeFork returns a fork once it is there.
func (g *GitHub) madeFork(ctx context.Context, at place, owner, name string) (*github.Repository, error) {
	for range forkTries {
		made, response, err := at.client.Repositories.Get(ctx, owner, name)
		if err == nil {
			return made, nil
		}
		if response == nil || response.StatusCode != http.StatusNotFound {
			return nil, g.explain(at.host, err)
		}
		if err := g.wait(ctx, forkPause); err != nil {
			return nil, err
		}
	}
	return nil, &Error{
		Code: CodeAiling, What: "The fork of " + at.String() + " is not there yet", Why: string(at.host) + " takes its time to make it",
		Next: "Wait a few minutes, and try again", Link: at.host.page("/" + owner + "/" + name),
	}
}

package guide

import (
	"context"

	"firstlight/backend/github"
	"firstlight/backend/repository"
)

// clones tells GitHub's room of the repositories that git's room looks at.
type clones struct{ *repository.Git }

// Work returns what the clone in a folder holds of the person's work.
func (c clones) Work(ctx context.Context, dir string) (github.Work, error) {
	found, err := c.Git.Work(ctx, dir)
	work := github.Work{Origin: found.Origin, Base: found.Base, Head: found.Head, Since: found.Since, Others: found.Others}
	for _, b := range found.Branches {
		work.Branches = append(work.Branches, github.Branch(b))
	}
	return work, err
}

package github

import "context"

// Size returns how many bytes the repository at an origin holds, as its host says;
// false where that is no GitHub that the person is signed in to, or does not say.
func (g *GitHub) Size(ctx context.Context, origin string) (bytes int64, known bool) {
	r, ok := repositoryOf(origin)
	if !ok {
		return 0, false
	}
	s, err := g.session(ctx, r.host)
	if err != nil {
		return 0, false
	}
	found, _, err := s.client.Repositories.Get(ctx, r.owner, r.name)
	if err != nil {
		return 0, false
	}
	// It counts in kilobytes, and says none of what it has yet to count.
	const kilo = 1024
	return int64(found.GetSize()) * kilo, found.GetSize() > 0
}

package store

import "context"

// Holding is how much the store holds.
type Holding struct {
	// Onboardings are the person's own, with so many Events; Imported are those of
	// others.
	Onboardings, Events, Imported int
}

// Holding returns how much the store holds.
func (s *Store) Holding(ctx context.Context) (Holding, error) {
	var h Holding
	err := s.readers.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM onboarding), (SELECT count(*) FROM event), (SELECT count(*) FROM imported)").
		Scan(&h.Onboardings, &h.Events, &h.Imported)
	return h, s.explain("count what is kept", err)
}

package guide

import "firstlight/backend/journey"

// Abreast returns the steps whose fixes can run beside that of the given one, in
// the order of the journey: a clone waits for its origin far more than it has
// this machine work, so others need not wait for it.
func (g *Guide) Abreast(id string) []string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	step, ok := g.journey.Step(id)
	if !ok || step.Kind != journey.Clone {
		return nil
	}
	var beside []string
	for _, other := range g.journey.Steps() {
		if other.Kind == journey.Clone && other.ID != id {
			beside = append(beside, other.ID)
		}
	}
	return beside
}

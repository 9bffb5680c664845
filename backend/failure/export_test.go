package failure

import "slices"

// Matching returns the ids of all the failures that match an output, however
// they are ranked.
func (c Catalogue) Matching(output, goos string) []string {
	var ids []string
	for _, s := range c.sightings(clean(output), goos) {
		if !slices.Contains(ids, s.entry.ID) {
			ids = append(ids, s.entry.ID)
		}
	}
	return ids
}

// Over returns the ids of the failures that one stands over, through others too.
func (c Catalogue) Over(id string) []string {
	for _, e := range c.entries {
		if e.ID == id {
			return e.Over
		}
	}
	return nil
}

// Words returns the texts of a failure as they were written.
func (c Catalogue) Words(id string) (cause, next, command, docs string) {
	for _, e := range c.entries {
		if e.ID == id {
			return e.Cause, e.Next, e.Command, e.Docs
		}
	}
	return "", "", "", ""
}

// Unsought returns the ids of the failures with a pattern that has no text to
// search for first.
func (c Catalogue) Unsought() []string {
	var ids []string
	for _, e := range c.entries {
		for _, p := range e.patterns {
			if p.needles == nil {
				ids = append(ids, e.ID)
			}
		}
	}
	return ids
}

var (
	Clean     = clean
	ShellWord = shellWord
)

const (
	EndLimit   = endLimit
	WholeLimit = wholeLimit
)

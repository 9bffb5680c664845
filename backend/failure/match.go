package failure

import (
	"strings"

	"firstlight/backend/check"
)

// The most bytes of an output that are looked at: first its end, where a
// program says what it failed for, and only if nothing is known there, the
// rest.
const (
	endLimit   = 64 << 10
	wholeLimit = 1 << 20
)

// Match returns the known failure that the output of a program tells of, on the
// system that goos names. Colours and line ends of any kind make no difference.
//
// Where several match, one of a list that was added by With comes first, then
// one that its author put over the other, then the one that the output says
// last, then the first in the file.
func (c Catalogue) Match(output, goos string) (check.KnownFailure, bool) {
	text := clean(end(output, wholeLimit))
	for _, limit := range []int{endLimit, wholeLimit} {
		part := end(text, limit)
		if seen := c.sightings(part, goos); len(seen) > 0 {
			s := best(seen)
			return s.tell(part, goos), true
		}
		if len(part) == len(text) {
			break
		}
	}
	return check.KnownFailure{}, false
}

func (c Catalogue) sightings(text, goos string) []sighting {
	lower := strings.ToLower(text)
	var seen []sighting
	for i := range c.entries {
		e := &c.entries[i]
		if !e.on(goos) {
			continue
		}
		for _, p := range e.patterns {
			if !anyIn(p.needles, lower) {
				continue
			}
			if all := p.FindAllStringSubmatchIndex(text, -1); len(all) > 0 {
				seen = append(seen, sighting{entry: e, pattern: p, at: all[len(all)-1]})
			}
		}
	}
	return seen
}

// end returns the last limit bytes of a text at most, from the start of a line
// where there is one.
func end(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	cut := text[len(text)-limit:]
	if _, after, ok := strings.Cut(cut, "\n"); ok && after != "" {
		return after
	}
	return cut
}

package failure

import (
	"fmt"
	"slices"
)

// ranks resolves what each entry stands over, through the others, or returns
// the index of an entry for which that cannot be said and why.
func ranks(entries []entry) (index int, reason string) {
	at := make(map[string]int, len(entries))
	for i, e := range entries {
		at[e.ID] = i
	}
	resolved := make([][]string, len(entries))
	for i, e := range entries {
		below := slices.Clone(e.Over)
		for k := 0; k < len(below); k++ {
			j, known := at[below[k]]
			switch {
			case !known:
				return i, fmt.Sprintf("%s stands over %q, which is not in this list", e.ID, below[k])
			case j == i:
				return i, fmt.Sprintf("%s stands over itself, through what it stands over", e.ID)
			}
			for _, id := range entries[j].Over {
				if !slices.Contains(below, id) {
					below = append(below, id)
				}
			}
		}
		resolved[i] = below
	}
	for i := range entries {
		entries[i].Over = resolved[i]
	}
	return 0, ""
}

// sighting is an entry that matched, and where it did so last.
type sighting struct {
	entry   *entry
	pattern pattern
	// at are the bounds of the match and of its groups.
	at []int
}

// best returns the sighting to tell: of the last layer added, not below
// another that matched, said last, first in the file.
func best(seen []sighting) sighting {
	layer := 0
	for _, s := range seen {
		layer = max(layer, s.entry.layer)
	}
	seen = slices.DeleteFunc(seen, func(s sighting) bool { return s.entry.layer < layer })
	var below []string
	for _, s := range seen {
		below = append(below, s.entry.Over...)
	}
	seen = slices.DeleteFunc(seen, func(s sighting) bool { return slices.Contains(below, s.entry.ID) })
	last := seen[0]
	for _, s := range seen[1:] {
		if s.at[1] > last.at[1] {
			last = s
		}
	}
	return last
}

package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// named is what statements are gathered by.
type named struct {
	part string
	name string
}

// tools folds what is said of tools and package managers.
func (r *resolver) tools() {
	groups, order := map[named][]statement{}, []named{}
	for _, st := range r.all {
		if st.kind != Tool && st.kind != PackageManager {
			continue
		}
		key := named{r.part(st), st.name}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], st)
	}
	slices.SortStableFunc(order, func(a, b named) int { return cmp.Compare(a.part, b.part) }) // the main project first
	main := map[string]string{}
	for _, key := range order {
		says := groups[key]
		needed, claimed := weigh(says)
		if !claimed {
			continue
		}
		wanted, winner, also := r.agree(says)
		if key.part != "" {
			if v, known := main[key.name]; known {
				if together, fits := both(v, wanted); fits && together == v {
					continue // What the main project needs will do for the part.
				}
			}
		} else if needed {
			main[key.name] = wanted
		}
		r.claim(Claim{Name: key.name, Version: wanted, Required: needed, Also: sources(also)}, winner)
	}
}

// weigh tells whether a tool is needed, and whether it is to be claimed at all.
func weigh(says []statement) (needed, claimed bool) {
	for _, st := range says {
		needed = needed || st.need == demands
		claimed = claimed || st.need >= offers || st.need == pins && st.strength >= versioned
	}
	return needed, claimed
}

// agree returns the constraint that the strongest statements make together, the
// statement to cite for it and the others that had a say in it, and takes down who
// disagrees.
func (r *resolver) agree(says []statement) (string, statement, []statement) {
	ranked := slices.Clone(says)
	slices.SortStableFunc(ranked, func(a, b statement) int {
		return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(depthOf(a.dir), depthOf(b.dir)), cmp.Compare(b.need, a.need))
	})
	wanted, winner := "", statement{}
	var also, against []statement
	for _, st := range ranked {
		if st.version == "" {
			continue
		}
		c, ok := constraint(st.version)
		if held, known := constraint(st.held); known {
			st.held = held
		}
		switch {
		case !ok:
			r.tree.note(st.from.File, st.from.Line, "the version of %s that is wanted was not understood: %q", st.name, clip(st.words()))
		case c == "":
		case winner.name == "":
			wanted, winner = c, st
		default:
			together, fits := both(wanted, c)
			_, same := both(wanted, cmp.Or(st.held, c))
			if !fits || !same {
				if len(against) < sidesMost {
					against = append(against, st)
				}
			} else if narrows(st, winner) && together != wanted {
				if together == c {
					// It asks for the most, so that its line is the one to cite.
					also = slices.DeleteFunc(append(also, winner), func(o statement) bool { return o.strength == st.strength })
					winner = st
				} else if len(also) < sidesMost {
					also = append(also, st)
				}
				wanted = together
			}
		}
	}
	if winner.name == "" {
		at := slices.IndexFunc(ranked, func(st statement) bool { return st.need == demands })
		return "", ranked[max(at, 0)], nil
	}
	if len(against) > 0 {
		r.conflict(append([]statement{winner}, against...), disagreement(winner, against))
	}
	return wanted, winner, also
}

// narrows reports whether what a statement asks for is asked for besides what the
// winner asks for: where both are of the same strength, and where it says which
// version people use of those that a manifest allows, on whatever way they go.
func narrows(st, winner statement) bool {
	if depthOf(st.dir) > 0 && depthOf(winner.dir) == 0 {
		return false // What the root says needs no narrowing by a member.
	}
	return st.strength >= versioned && st.need != offers || st.strength == winner.strength && st.strength >= locked
}

// sources returns the lines that state something.
func sources(says []statement) []Source {
	var lines []Source
	for _, st := range says {
		lines = append(lines, st.from)
	}
	return lines
}

// sidesMost is how many of those who disagree with what was followed are told of.
const sidesMost = 10

// disagreement says in a sentence who says what.
func disagreement(winner statement, against []statement) string {
	var text strings.Builder
	for _, st := range against {
		fmt.Fprintf(&text, "%s says %s %s, ", st.from.File, st.name, st.words())
	}
	return fmt.Sprintf("%s%s says %s, which was followed", text.String(), winner.from.File, winner.words())
}

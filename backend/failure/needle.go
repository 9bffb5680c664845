package failure

import (
	"regexp/syntax"
	"strings"
)

// shortestNeedle is the length below which a text is found too often for the
// search to save anything.
const shortestNeedle = 3

// needles returns texts of which every match of the pattern contains at least
// one, in small letters; nil where there are none. Searching for them is far
// cheaper than the pattern, and nearly every output has none of them.
func needles(pattern *syntax.Regexp) []string {
	switch pattern.Op {
	case syntax.OpLiteral:
		text := strings.ToLower(string(pattern.Rune))
		if len(text) < shortestNeedle {
			return nil
		}
		return []string{text}
	case syntax.OpCapture, syntax.OpPlus:
		return needles(pattern.Sub[0])
	case syntax.OpRepeat:
		if pattern.Min > 0 {
			return needles(pattern.Sub[0])
		}
		return nil
	case syntax.OpConcat:
		var best []string
		for _, sub := range pattern.Sub {
			if found := needles(sub); rarer(found, best) {
				best = found
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range pattern.Sub {
			found := needles(sub)
			if found == nil {
				return nil
			}
			all = append(all, found...)
		}
		return all
	default:
		return nil
	}
}

// rarer reports whether a is likely to be found less often than b: its
// shortest text is longer.
func rarer(a, b []string) bool {
	return a != nil && (b == nil || shortest(a) > shortest(b))
}

func shortest(texts []string) int {
	least := len(texts[0])
	for _, t := range texts {
		least = min(least, len(t))
	}
	return least
}

// anyIn reports whether the text, in small letters, has one of the needles, or
// whether there are none to look for.
func anyIn(needles []string, lower string) bool {
	if needles == nil {
		return true
	}
	for _, n := range needles {
		if strings.Contains(lower, n) {
			return true
		}
	}
	return false
}

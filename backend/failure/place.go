package failure

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// place is where a word of the output goes into a text, such as {host}.
var place = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// checkPlaces says which place a pattern does not fill, or not always, given
// the names of all its groups and of those that take part in every match.
func (e *entry) checkPlaces(groups, sure []string) (reason string) {
	for _, name := range placesIn(e.Cause + e.Next + e.Command) {
		switch {
		case !slices.Contains(groups, name):
			return fmt.Sprintf("the pattern of %s has no group (?P<%s>…) for the place {%s}", e.ID, name, name)
		case !slices.Contains(sure, name):
			return fmt.Sprintf("the group %s of %s can be left out of a match, so the place {%s} would be empty", name, e.ID, name)
		}
	}
	return ""
}

func placesIn(text string) []string {
	var names []string
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// quotedPlace reports whether a place stands inside quotes.
func quotedPlace(command string) bool {
	for _, at := range place.FindAllStringIndex(command, -1) {
		before := command[:at[0]]
		if strings.Count(before, `'`)%2 == 1 || strings.Count(before, `"`)%2 == 1 {
			return true
		}
	}
	return false
}

// sureGroups returns the names of the groups that take part in every match.
func sureGroups(pattern *syntax.Regexp) []string {
	switch pattern.Op {
	case syntax.OpCapture:
		names := sureGroups(pattern.Sub[0])
		if !canBeEmpty(pattern.Sub[0]) {
			names = append(names, pattern.Name)
		}
		return names
	case syntax.OpConcat, syntax.OpPlus:
		var names []string
		for _, sub := range pattern.Sub {
			names = append(names, sureGroups(sub)...)
		}
		return names
	case syntax.OpRepeat:
		if pattern.Min > 0 {
			return sureGroups(pattern.Sub[0])
		}
	}
	return nil
}

func canBeEmpty(pattern *syntax.Regexp) bool {
	whole, err := regexp.Compile(`^(?:` + pattern.String() + `)$`)
	return err != nil || whole.MatchString("")
}

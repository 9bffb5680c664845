package failure

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// longestPattern is the most bytes that a pattern may have.
const longestPattern = 1000

var idShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// complete makes the entry ready for use, or returns the key that is wrong and
// what is wrong with it.
func (e *entry) complete() (key, reason string) {
	for _, text := range []*string{&e.Cause, &e.Next, &e.Command, &e.Owner, &e.Docs} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case !idShape.MatchString(e.ID):
		return "id", fmt.Sprintf("an id is small letters, digits and dashes, not %q", e.ID)
	case len(e.Pattern) == 0 || slices.Contains(e.Pattern, ""):
		return "pattern", fmt.Sprintf("%s needs a pattern to be recognised by", e.ID)
	case e.Cause == "":
		return "cause", fmt.Sprintf("%s needs a cause: what happened and why", e.ID)
	case e.Next == "":
		return "next", fmt.Sprintf("%s needs to say what to do next", e.ID)
	case strings.ContainsAny(e.Command, "\r\n"):
		return "command", fmt.Sprintf("the command of %s has more than one line", e.ID)
	case e.Docs != "" && !strings.HasPrefix(e.Docs, "https://") && !strings.HasPrefix(e.Docs, "http://"):
		return "docs", fmt.Sprintf("docs is the address of a page, not %q", e.Docs)
	}
	for _, goos := range e.OS {
		if !slices.Contains([]string{"linux", "darwin", "windows"}, goos) {
			return "os", fmt.Sprintf("a system is linux, darwin or windows, not %q", goos)
		}
	}
	for i := range e.Pattern {
		if reason := e.compile(e.Pattern[i]); reason != "" {
			return "pattern", reason
		}
	}
	if quotedPlace(e.Command) {
		return "command", fmt.Sprintf("the command of %s has a place in quotes; leave them out, the word is quoted where it has to be", e.ID)
	}
	return "", ""
}

// compile reads one pattern, or says what is wrong with it.
func (e *entry) compile(text string) (reason string) {
	if len(text) > longestPattern {
		return fmt.Sprintf("a pattern of %s has more than %d characters", e.ID, longestPattern)
	}
	text = "(?m)" + text
	expression, err := regexp.Compile(text)
	if err != nil {
		return fmt.Sprintf("the pattern of %s is not a regular expression in RE2 syntax: %v", e.ID, err)
	}
	if expression.MatchString("") {
		return fmt.Sprintf("the pattern of %s matches anything", e.ID)
	}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return err.Error()
	}
	e.patterns = append(e.patterns, pattern{Regexp: expression, needles: needles(tree)})
	return e.checkPlaces(expression.SubexpNames(), sureGroups(tree))
}
